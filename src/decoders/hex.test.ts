import { expect, test } from "vitest";
import { hex } from "./hex.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const coded = Buffer.from(`a=${fakeToken}`).toString("hex");

test("spells what was coded, in either case, and behind another digit", () => {
  expect(spelledIn(hex, `b'${coded}'`)).toEqual([`a=${fakeToken}`]);
  expect(spelledIn(hex, coded.toUpperCase())).toEqual([`a=${fakeToken}`]);
  expect(spelledIn(hex, `a${coded}`)).toEqual([`a=${fakeToken}`]);
});

test("gives the digits of a value", () => {
  expect(charactersOf(hex, coded, fakeToken)).toBe(Buffer.from(fakeToken).toString("hex"));
});

test("is silent about hashes", () => {
  expect(
    spelledIn(hex, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
  ).toEqual([]);
});

test("is sound whatever the text", () => expectSound(hex, [coded, "0x", "f"]));
