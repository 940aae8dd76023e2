import { expect, test } from "vitest";
import { entities } from "./entities.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

test("spells numbers and the names of XML", () => {
  expect(spelledIn(entities, `&#104;&#x66;${fakeToken.slice(2)} &quot;a&amp;b&QUOT;`)).toEqual([
    `${fakeToken} "a&b"`,
  ]);
  expect(charactersOf(entities, "x &#104;f&#95;a", "hf_a")).toBe("&#104;f&#95;a");
});

test("leaves addresses and operators alone", () => {
  expect(spelledIn(entities, "?a=1&amount=2 && &left")).toEqual([]);
});

test("is sound whatever the text", () =>
  expectSound(entities, ["&#65;", "&#x41;", "&amp;", "&#9999999;", "&"]));
