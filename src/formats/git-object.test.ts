import { expect, test } from "vitest";
import { gitObject } from "./git-object.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const object = (type: string, body: Uint8Array | string): Uint8Array =>
  join(`${type} ${Buffer.from(body).length}\0`, body);

const commit = object(
  "commit",
  "tree 1234\nauthor Ana <ana@example.org> 1700000000 +0100\n" +
    "gpgsig -----BEGIN\n line\n -----END\n\nUse gpu07\n\nas before\n",
);
const tree = object(
  "tree",
  join("100644 .env\0", new Uint8Array(20), "40000 src\0", new Uint8Array(20).fill(0x20)),
);

test("finds who committed, and what they said, where it stands", async () => {
  const regions = await regionsOf(gitObject, commit);
  expect(textsByKey(regions)).toEqual({
    tree: ["1234"],
    author: ["Ana <ana@example.org> 1700000000 +0100"],
    gpgsig: ["-----BEGIN\n line\n -----END"],
    message: ["Use gpu07\n\nas before\n"],
  });
  expectInPlace(commit, regions);
});

test("finds the names in a tree, with names of objects of either length", async () => {
  const long = object("tree", join("100644 .env\0", new Uint8Array(32).fill(0x30)));
  const regions = await regionsOf(gitObject, tree);
  expect(textsByKey(regions)).toEqual({ "entries[0]": [".env"], "entries[1]": ["src"] });
  expectInPlace(tree, regions);
  expect(textsByKey(await regionsOf(gitObject, long))).toEqual({ "entries[0]": [".env"] });
});

test("a file is a blob of its own, and what follows it is swept", async () => {
  const bytes = join(object("blob", "a = 1\n"), "behind");
  const [child, dead] = await regionsOf(gitObject, bytes);
  expect(child).toMatchObject({ kind: "child", blob: { size: 6 } });
  expect(dead).toEqual({
    kind: "dead",
    what: "after the object",
    span: { start: bytes.length - 6, end: bytes.length },
  });
});

test("says where a tree or an object is cut", async () => {
  await expect(regionsOf(gitObject, object("tree", "100644 .env\0short"))).rejects.toThrow(
    "is cut",
  );
  await expect(regionsOf(gitObject, commit.subarray(0, 40))).rejects.toThrow("object of");
});

test("a message of any length is read", async () => {
  const long = object("commit", `tree 1\n\n${"word ".repeat(300_000)}`);
  expect((await regionsOf(gitObject, long)).at(-1)).toMatchObject({ kind: "stretch", as: "text" });
});

test("is known by its header", async () => {
  expect(await matches(gitObject, commit)).toBe(true);
  expect(await matches(gitObject, join("commit 12 of the log\0"))).toBe(false);
  expect(await matches(gitObject, join("tree 01\0x"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(gitObject, [commit, tree, object("blob", "text")]);
});
