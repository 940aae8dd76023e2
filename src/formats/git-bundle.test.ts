import { expect, test } from "vitest";
import { gitBundle } from "./git-bundle.ts";
import { pack, whole } from "./kit/git-testing.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";

const head = "# v2 git bundle\n-1234 Ask ana@example.org\n5678 refs/heads/gpu07\n\n";
const sample = join(head, pack(whole("blob", "text")));

test("reads its head as text, and the pack as one", async () => {
  expect(await regionsOf(gitBundle, sample)).toMatchObject([
    { kind: "stretch", as: "text", span: { start: 0, end: head.length } },
    { kind: "child", blob: { size: sample.length - head.length } },
  ]);
});

test("says where the head is cut", async () => {
  await expect(regionsOf(gitBundle, join(head.slice(0, 30)))).rejects.toThrow("at byte 30");
});

test("is known by its first line", async () => {
  expect(await matches(gitBundle, sample)).toBe(true);
  expect(await matches(gitBundle, join("# v3 git bundle\n@object-format=sha256\n\n"))).toBe(true);
  expect(await matches(gitBundle, join("# v2 of the git bundle\n"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(gitBundle, [sample]);
});
