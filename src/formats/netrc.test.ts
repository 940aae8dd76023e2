import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { netrc } from "./netrc.ts";

const text = `# logins
machine git.corp.internal login asmith password machine
machine hub
  login user
  password tell-nobody
default password for-all
`;
const sample = join(text);
const keyOf = async (word: string) =>
  (await netrc.keys?.(memoryBlob(sample), [text.lastIndexOf(word)]))?.[0];

test("names what is found by its machine", async () => {
  expect(await keyOf("asmith")).toBe('$["git.corp.internal"].login');
  expect(await keyOf("tell-nobody")).toBe("$.hub.password");
  expect(await keyOf("for-all")).toBe("$.default.password");
  expect(await keyOf("# logins")).toBeUndefined();
});

test("is looked at as it stands", async () => {
  expect(await regionsOf(netrc, sample)).toEqual([
    { kind: "stretch", as: "text", span: { start: 0, end: sample.length } },
  ]);
});

test("is known by its name and first line", async () => {
  expect(await matches(netrc, sample, "home/.netrc")).toBe(true);
  expect(await matches(netrc, sample, "notes.txt")).toBe(false);
  expect(await matches(netrc, join("[machine]\nx = 1"), ".netrc")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(netrc, [sample]);
});
