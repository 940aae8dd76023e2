import { expect, test } from "vitest";
import { base32 } from "./base32.ts";
import { charactersOf, expectSound, spelledIn } from "./kit/testing.ts";

const coded = "NBTF6YLCMNSGKZTHNBUWU23MNVXG64DROJZXI5LWO54HS6Q=";

test("spells what was coded", () => {
  expect(spelledIn(base32, `secret=${coded}`)).toEqual(["hf_abcdefghijklmnopqrstuvwxyz"]);
  expect(charactersOf(base32, coded, "hf_ab")).toBe("NBTF6YLC");
});

test("is silent about names", () => {
  expect(spelledIn(base32, "CONFIGURATIONOFTHEBUILDSYSTEMANDALLOFITSPARTS")).toEqual([]);
});

test("is sound whatever the text", () => expectSound(base32, [coded, "=", "ABC"]));
