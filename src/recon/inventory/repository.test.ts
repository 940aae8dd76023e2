import { expect, test } from "vitest";
import { candidatesIn, foreignFork, type Found, type Reason } from "./repository.ts";
import { repositoryOf } from "./testing.ts";

const found = (name: string, reason: Reason, changes = {}): Found => ({
  kind: "repository",
  repository: repositoryOf(name, changes),
  reason,
});

test("each repository once, with all that led to it, the organisation's own first", () => {
  const search = { kind: "search", keyword: "nightingale", where: "a.py" } as const;
  const shown = [{ where: "a.py", text: "nightingale" }];
  const all = candidatesIn([
    found("zoe/x", search, { shown }),
    found("ana/y", { kind: "member", member: "ana" }),
    found("Ana/Y", search, { shown }),
    found("ana/y", search, { shown }),
    found("acme/z", { kind: "own" }),
  ]);
  expect(
    all.map(({ repository, reasons }) => [repository.name, reasons.map(({ kind }) => kind).join()]),
  ).toEqual([
    ["acme/z", "own"],
    ["ana/y", "member,search"],
    ["zoe/x", "search"],
  ]);
  expect(all[1]?.repository.shown).toEqual(shown);
});

test("a member's fork of what is the organisation's is read, one of something else is not", () => {
  const member = { kind: "member", member: "ana" } as const;
  const fork = { kind: "fork", of: "acme/model" } as const;
  const [own, other] = candidatesIn([
    found("ana/model", member, { unread: foreignFork }),
    found("ana/model", fork, { parent: "github:acme/model" }),
    found("ana/linux", member, { unread: foreignFork }),
  ]);
  expect(own?.repository).toMatchObject({ name: "ana/model", parent: "github:acme/model" });
  expect(own?.repository.unread).toBeUndefined();
  expect(other?.repository.unread).toBe(foreignFork);
});
