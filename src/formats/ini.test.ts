import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { ini } from "./ini.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";

const sample = `; settings
global = P0
[profile x]
aws_key=P1
long =
  P2
  foo==P3
[remote "origin"]
\turl = P4
name: P5
`;

test("names the section and key of each offset", async () => {
  const offsets = Array.from({ length: 6 }, (_, index) => sample.indexOf(`P${index}`));
  expect(await ini.keys?.(memoryBlob(join(sample)), offsets)).toEqual([
    "$.global",
    `$["profile x"].aws_key`,
    `$["profile x"].long`,
    `$["profile x"].long`,
    "$.remote.origin.url",
    "$.remote.origin.name",
  ]);
});

test("looks at the text as it stands, where it stands", async () => {
  expect(await regionsOf(ini, join(sample))).toEqual([
    { kind: "stretch", as: "text", span: { start: 0, end: sample.length } },
  ]);
});

test("is known by its name and first line", async () => {
  expect(await matches(ini, join(sample), "setup.cfg")).toBe(true);
  expect(await matches(ini, join("[core]\n"), "repo/.git/config")).toBe(true);
  expect(await matches(ini, join("//registry/:_authToken=x\n"), ".npmrc")).toBe(true);
  expect(await matches(ini, join("server {\n"), "nginx.conf")).toBe(false);
  expect(await matches(ini, join(sample), "x.txt")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(ini, [join(sample)]);
});
