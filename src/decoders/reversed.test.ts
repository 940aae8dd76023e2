import { expect, test } from "vitest";
import { reversed } from "./reversed.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const turned = [...fakeToken].toReversed().join("");

test("turns literals round that stand near such a slice", () => {
  expect(spelledIn(reversed, `t = "${turned}"\nlog(t[::-1])`)).toEqual([fakeToken]);
  expect(charactersOf(reversed, `"${turned}"[::-1]`, "hf_")).toBe("_fh");
});

test("leaves literals alone that do not", () => {
  expect(spelledIn(reversed, `t = "${turned}"`)).toEqual([]);
});

test("is sound whatever the text", () => expectSound(reversed, ["[::-1]", `"${turned}"`, "'"]));
