import { expect, test } from "vitest";
import { decimals } from "./decimals.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const codes = Array.from(fakeToken, (each) => each.charCodeAt(0));

test.each([
  `key = bytes([${codes.join(", ")}]).decode()`,
  `"".join(map(chr, (${codes.join(",")})))`,
  `"".join(chr(each) for each in [${codes.join(", ")}])`,
  `String.fromCharCode(...[${codes.join(",\n  ")}])`,
  `new TextDecoder().decode(new Uint8Array([${codes.join(",")}]))`,
])("spells %s", (text) => {
  expect(spelledIn(decimals, text)).toEqual([fakeToken]);
});

test("points at the numbers", () => {
  expect(charactersOf(decimals, `bytes([ ${codes.join(", ")} ]).decode()`, fakeToken)).toBe(
    codes.join(", "),
  );
});

test("leaves other lists alone", () => {
  const few = codes.slice(0, 8).join(", ");
  expect(spelledIn(decimals, `bytes([${few}]).decode()`)).toEqual([]);
  expect(spelledIn(decimals, `sizes = [${codes.join(", ")}]`)).toEqual([]);
  expect(spelledIn(decimals, `decode([${codes.map((each) => each + 200).join(", ")}])`)).toEqual(
    [],
  );
});

test("is sound whatever the text", () =>
  expectSound(decimals, ["[104, ", "104, ".repeat(20), "decode(", "]", "(99,"]));
