import { expect, test } from "vitest";
import { readIgnore } from "./ignore.ts";

test("an entry is a line: conditions, who and until when, and why", () => {
  const text = `# words

docs/** rule=private-host owner=docs expires=2027-06-30 -- examples -- and more
  fingerprint=${"0e".repeat(16)}   --   revoked in March
class=stack -- no matter
`;
  expect(readIgnore(text, "f")).toEqual([
    {
      place: "f:3",
      path: "docs/**",
      rule: "private-host",
      owner: "docs",
      expires: "2027-06-30",
      reason: "examples -- and more",
    },
    { place: "f:4", fingerprint: "0e".repeat(16), reason: "revoked in March" },
    { place: "f:5", class: "stack", reason: "no matter" },
  ]);
});

test("a path with '=' in its name is a path, and Windows ends lines otherwise", () => {
  expect(readIgnore("a=b.txt -- why\r\n", "f")).toEqual([
    { place: "f:1", path: "a=b.txt", reason: "why" },
  ]);
});

test.each([
  ["docs/**", "f:1: no reason"],
  ["docs/** --", "f:1: no reason"],
  ["-- why", "f:1: no reason"],
  ["owner=me -- why", "f:1: 'entry' says nothing about what it is for"],
  ["a class=secrets -- why", "f:1: 'class' is 'secrets'; use one of secret"],
  ["a expires=2027-13-01 -- why", "f:1: 'expires' is '2027-13-01'; wanted: the last day"],
  ["fingerprint=0e -- why", "f:1: 'fingerprint' is '0e'"],
  ["a b -- why", "f:1: 'path' stands there twice"],
])("'%s' is refused", (text, message) => {
  expect(() => readIgnore(`${text}\n`, "f")).toThrow(message);
});

test("all that is wrong is said at once", () => {
  expect(() => readIgnore("a\nb -- why\nc\n", "f")).toThrow(/f:1: no reason.*\n.*f:3: no reason/);
});
