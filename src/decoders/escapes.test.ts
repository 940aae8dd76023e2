import { expect, test } from "vitest";
import { escapes } from "./escapes.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const each = (spell: (code: number) => string): string =>
  [...fakeToken].map((one) => spell(one.charCodeAt(0))).join("");
const digits = (code: number, width: number, base = 16): string =>
  code.toString(base).padStart(width, "0");

test.each([
  ["\\x41", (code: number) => `\\x${digits(code, 2)}`],
  ["\\u0041", (code: number) => `\\u${digits(code, 4)}`],
  ["\\u{41}", (code: number) => `\\u{${digits(code, 1)}}`],
  ["\\U00000041", (code: number) => `\\U${digits(code, 8)}`],
  ["\\101", (code: number) => `\\${digits(code, 3, 8)}`],
])("spells %s", (_, spell) => {
  expect(spelledIn(escapes, `s = "${each(spell)}"`)).toEqual([`s = "${fakeToken}"`]);
  expect(charactersOf(escapes, each(spell), "hf_")).toBe(
    each(spell).slice(0, 3 * spell(104).length),
  );
});

test("spells JSON in a text that is none", () => {
  expect(spelledIn(escapes, String.raw`sent {\"url\":\"https:\/\/host\/\"}`)).toEqual([
    'sent {"url":"https://host/"}',
  ]);
});

test("leaves paths of Windows alone", () => {
  expect(spelledIn(escapes, String.raw`C:\Users\x\name`)).toEqual([]);
});

test("is sound whatever the text", () =>
  expectSound(escapes, ["\\\\x41", "\\\\u00", "\\\\", "\\\\u{110000}", "\\\\777", '\\\\"']));
