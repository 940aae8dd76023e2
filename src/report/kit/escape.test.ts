import { expect, test } from "vitest";
import { visible } from "./escape.ts";
import { safeJson, scriptJson } from "./json.ts";

test.each([
  ["plain text, naïve 漢字 😀", "plain text, naïve 漢字 😀"],
  ["a\u001b[31mb\u0007", String.raw`a\e[31mb\x07`],
  ["a\nb\tc\r", String.raw`a\nb\tc\r`],
  ["\u009b2J\u007f", String.raw`\x9b2J\x7f`],
  ["abc\u202egnp.exe\u2066", String.raw`abc\u202egnp.exe\u2066`],
  ["zero\u200bwidth\ufeff\u00ad", String.raw`zero\u200bwidth\ufeff\xad`],
  ["\u{e0041}\u2028\ud800", String.raw`\u{e0041}\u2028\ud800`],
  [String.raw`C:\Users\asmith`, String.raw`C:\Users\asmith`],
])("%j is shown as %s", (text, wanted) => {
  expect(visible(text)).toBe(wanted);
});

test("JSON for a terminal keeps the value", () => {
  const value = { a: "\u001b\u009b\u202e\u{e0041}\ud800\u2028" };
  expect(safeJson(value)).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(safeJson(value))).toEqual(value);
});

test("JSON for a script element holds no angle bracket", () => {
  const value = "<!--</script><script>";
  expect(scriptJson(value)).not.toMatch(/[<>]/);
  expect(JSON.parse(scriptJson(value))).toBe(value);
});
