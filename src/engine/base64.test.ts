import { expect, test } from "vitest";
import { bytesIn, jsonIn, textIn } from "./base64.ts";

test("both alphabets are read, with padding or without", () => {
  expect(textIn("Pz8_")).toBe("???");
  expect(textIn("Pz8/")).toBe("???");
  expect(textIn("YQ==")).toBe("a");
  expect(bytesIn("YQ")).toEqual(Uint8Array.of(0x61));
});

test("what is neither, or cut, spells nothing", () => {
  expect(textIn("a b")).toBeUndefined();
  expect(bytesIn("abcde")).toBeUndefined();
  expect(jsonIn("YQ==")).toBeUndefined();
  expect(jsonIn(btoa('{"a":1}'))).toEqual({ a: 1 });
});
