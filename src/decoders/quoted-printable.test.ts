import { expect, test } from "vitest";
import { quotedPrintable } from "./quoted-printable.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const [first, last] = [fakeToken.slice(0, 9), fakeToken.slice(9)];

test("spells characters, and joins lines", () => {
  expect(spelledIn(quotedPrintable, `t=3D${first}=\r\n${last}`)).toEqual([`t=${fakeToken}`]);
  expect(charactersOf(quotedPrintable, `=3D${first}=\n${last}.`, fakeToken)).toBe(
    `${first}=\n${last}`,
  );
});

test("joins long lines only, where nothing else says that it is mail", () => {
  const line = `${"word ".repeat(13)}${first}`;
  expect(spelledIn(quotedPrintable, `${line}=\n${last}`)).toEqual([`${line}${last}`]);
  expect(spelledIn(quotedPrintable, "KEY=c2VjcmV0=\nexport B=1")).toEqual([
    "KEY=c2VjcmV0=\nexport B=1",
  ]);
});

test("leaves assignments alone", () => {
  expect(spelledIn(quotedPrintable, "width=40, height =\n  30")).toEqual([]);
});

test("is sound whatever the text", () =>
  expectSound(quotedPrintable, ["=3D", "=\n", "=", "a=\r\nb"]));
