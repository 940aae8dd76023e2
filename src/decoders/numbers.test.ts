import { expect, test } from "vitest";
import { numbers } from "./numbers.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const codes = [...fakeToken].map((one) => one.charCodeAt(0));

test.each([
  codes.map((code) => `0x${code.toString(16)}`).join(", "),
  `String.fromCharCode(${codes.join(", ")})`,
  codes.map((code) => `chr(${code})`).join(" + "),
])("spells %s", (text) => {
  expect(spelledIn(numbers, `x = ${text};`)).toEqual([fakeToken]);
});

test("gives the numbers of a value", () => {
  const text = codes.map((code) => `0x${code.toString(16)}`).join(",");
  expect(charactersOf(numbers, text, "hf_")).toBe("0x68,0x66,0x5f");
});

test("leaves short lists and colours alone", () => {
  expect(spelledIn(numbers, "[0x41, 0x42, 0x43] chr(65)")).toEqual([]);
});

test("is sound whatever the text", () =>
  expectSound(numbers, [
    "0x41, ".repeat(20),
    "chr(65)+".repeat(14),
    "999",
    "String.fromCharCode(",
  ]));
