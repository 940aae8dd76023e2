import { expect, test } from "vitest";
import { networksIn, whyUnread, withProjects } from "./plan.ts";
import type { Candidate, PublicRepository } from "./repository.ts";
import { repositoryOf } from "./testing.ts";

const nothing = { mentions: [], findings: {}, worst: [], gaps: [] };

const fork = repositoryOf("eve/model", { parent: "github:acme/model" });
const forkOfFork = repositoryOf("joe/model", { parent: "github:eve/model" });
const stray = repositoryOf("ana/lib", { parent: "github:else/lib" });
const root = repositoryOf("acme/model");

const candidatesOf = (repositories: readonly PublicRepository[]): Candidate[] =>
  repositories.map((repository) => ({ repository, reasons: [] }));

/** The networks in a line each: the project, in brackets where it is not read, and its forks. */
function planned(remembered: readonly PublicRepository[]): readonly string[] {
  const memory = {
    recall: (each: PublicRepository) => (remembered.includes(each) ? nothing : undefined),
  };
  const candidates = candidatesOf([root, fork, forkOfFork, stray]);
  return networksIn(candidates, { memory, maxBytes: 1000 }).map(
    ({ root: { name }, isRootRead, forks }) =>
      [isRootRead ? name : `(${name})`, ...forks.map((each) => each.name)].join(" "),
  );
}

test("a project is read with all of its forks, and theirs", () => {
  expect(planned([])).toEqual(["acme/model eve/model joe/model", "ana/lib"]);
});

test("where a project has changed its forks are read again: they may hold what it has taken back", () => {
  const revisions = (changed: PublicRepository): readonly string[] =>
    withProjects(candidatesOf([changed, fork, forkOfFork, stray])).map(
      ({ repository }) => repository.revision,
    );
  expect(revisions(root)).toEqual(["1", "1 of 1", "1 of 1 of 1", "1"]);
  expect(revisions({ ...root, revision: "2" })).toEqual(["2", "1 of 2", "1 of 1 of 2", "1"]);
});

test("where only a fork has changed the project is there to compare it with", () => {
  expect(planned([root, forkOfFork, stray])).toEqual(["(acme/model) eve/model"]);
  expect(planned([root, fork, forkOfFork, stray])).toEqual([]);
});

test("says why something is not read", () => {
  const bounds = { maxBytes: 1000 };
  expect(whyUnread(root, bounds)).toBeUndefined();
  expect(whyUnread({ ...root, bytes: 1001 }, bounds)).toBe("limit: larger than --max-size");
  expect(whyUnread({ ...root, unread: "gated: no" }, bounds)).toBe("gated: no");
  const { remote: _, ...model } = root;
  expect(whyUnread({ ...model, bytes: 1001 }, bounds)).toBeUndefined();
});
