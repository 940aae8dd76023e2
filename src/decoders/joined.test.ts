import { expect, test } from "vitest";
import { joined } from "./joined.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const [first, last] = [fakeToken.slice(0, 9), fakeToken.slice(9)];

test.each([
  `"${first}" + "${last}"`,
  `'${first}' '${last}'`,
  `'${first}'.'${last}'`,
  `"${first}" & "${last}"`,
  `("${first}"\n    "${last}")`,
  `"${first}" +\r\n  "${last}"`,
  `"${first}"\n  + "${last}"`,
  `"${first}" \\\n  f"${last}"`,
  `"${first}"'${last}'`,
  `${first}\\\n${last}`,
])("puts together %j", (text) => {
  expect(spelledIn(joined, text).join("")).toContain(fakeToken);
});

test("wherever it is cut", () => {
  for (let at = 1; at < fakeToken.length; at++) {
    const text = `t = "${fakeToken.slice(0, at)}" + "${fakeToken.slice(at)}"`;
    expect(spelledIn(joined, text)).toEqual([`t = "${fakeToken}"`]);
    expect(charactersOf(joined, text, fakeToken)).toBe(text.slice(5, -1));
  }
});

test("leaves lists and sentences alone", () => {
  expect(spelledIn(joined, `["${first}", "${last}"]; "" + x; "one " + "two"`)).toEqual([]);
});

test("is sound whatever the text", () =>
  expectSound(joined, ['"', " + ", "'", "a", "\\\\\n", "\n"]));
