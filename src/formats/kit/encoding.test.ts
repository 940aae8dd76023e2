import { expect, test } from "vitest";
import { encodingOf } from "./encoding.ts";

test("a head is UTF-8 although it ends within a character", () => {
  const letters = Buffer.from("naïve € 😀");
  for (let end = 1; end <= letters.length; end++)
    expect(encodingOf(letters.subarray(0, end))).toBe("utf-8");
  expect(encodingOf(Buffer.from("caf\xe9 t", "latin1"))).toBe("8-bit");
});
