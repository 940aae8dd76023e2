import { expect, test } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { assignmentsOf, type Editing } from "./assign.ts";
import type { Tree } from "./tree.ts";

const treeOf = (...names: readonly string[]): Tree => ({
  target: "rel",
  prefix: "rel/",
  root: "/rel",
  isFolder: true,
  folders: [],
  links: [],
  refusals: [],
  files: names.map((name) => ({
    name,
    path: `/rel/${name}`,
    shown: `rel/${name}`,
    size: 1,
    mode: 0o644,
    isShared: false,
  })),
});

const edit = (action: Editing["action"], path: string, more: Partial<Finding> = {}): Editing => ({
  kind: "edit",
  action,
  path,
  finding: { rule: "r", class: "path", value: "gpu07", location: { path }, ...more } as Finding,
});

test("each file gets what is to be done in it, and in what is packed in it", () => {
  const edits = [
    edit("fill", "rel/a.json"),
    edit("fill", "rel/b.zip!/c.json", { value: "v" }),
    edit("cut", "rel/a.json", { location: { path: "rel/a.json", key: "$.k" } }),
    edit("wipe", "rel/a.json", { location: { path: "rel/a.json" } }),
  ];
  const [a, b, c] = assignmentsOf(treeOf("a.json", "b.zip", "c"), edits, []);
  expect(a?.orders.map(({ kind }) => kind)).toEqual(["fill", "cut"]);
  expect(b?.orders).toMatchObject([{ kind: "fill", value: "v" }]);
  expect(c).toMatchObject({ orders: [], drops: [], newName: "c" });
});

test("a file is left out by its name, or with its folder; a member of an archive by an order", () => {
  const edits = [
    edit("drop", "rel/x.log"),
    edit("drop", "rel/wandb/"),
    edit("drop", "rel/z.zip!/y.log"),
  ];
  const all = assignmentsOf(treeOf("x.log", "wandb/run/f", "z.zip", "wandb.txt"), edits, []);
  expect(all.map(({ drops }) => drops.length)).toEqual([1, 1, 0, 0]);
  expect(all[2]?.orders.map(({ kind }) => kind)).toEqual(["drop"]);
});

test("no two files get the same name", () => {
  const rename = (name: string, value: string): Editing =>
    edit("rename", `rel/${name}`, { class: "host", value });
  const edits = [rename("events.gpu07", "gpu07"), rename("events.gpu08", "gpu08")];
  const names = assignmentsOf(treeOf("events.gpu07", "events.gpu08"), edits, []).map(
    ({ newName }) => newName,
  );
  expect(new Set(names).size).toBe(2);
  expect(names[0]).not.toContain("gpu07");
});
