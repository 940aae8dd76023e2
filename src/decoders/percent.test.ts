import { expect, test } from "vitest";
import { percent } from "./percent.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

test("spells ASCII, and leaves the rest as it stands", () => {
  expect(spelledIn(percent, `t%3D${fakeToken}%2f%C3%A9 50%`)).toEqual([
    `t=${fakeToken}/%C3%A9 50%`,
  ]);
  expect(charactersOf(percent, `a=%68f_x b`, "hf_x")).toBe("%68f_x");
});

test("asks for two digits", () => {
  expect(spelledIn(percent, "100% of %d, %sand %(name)s")).toEqual([]);
});

test("is sound whatever the text", () => expectSound(percent, ["%41", "%", "%2", "%e9"]));
