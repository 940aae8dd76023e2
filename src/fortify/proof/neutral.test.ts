import { describe, expect, test } from "vitest";
import { isNeutral } from "./neutral.ts";

const fills = (before: string, after: string): boolean =>
  isNeutral("fill", Buffer.from(before), Buffer.from(after));

describe("a filling", () => {
  const base64 = (text: string): string => Buffer.from(text).toString("base64");

  test.each([
    ["hunter22", "xxxxxxxx"],
    ["/home/asmith/train.py", ".////////////train.py"],
    ["asmith@corp.example", "xxxxxxxxx@x.invalid"],
    ["layer.asmith", "layer.xxxxx1"],
    [base64("a key: hunter22, and more"), base64("a key: xxxxxxxx, and more")],
    [base64("xyhunter22").slice(2), base64("xyxxxxxxxx").slice(2)],
    [Buffer.from("hunter22").toString("hex"), Buffer.from("xxxxxxxx").toString("hex")],
    ["616263", "000000"],
  ])("of %s is %s", (before, after) => {
    expect(fills(before, after)).toBe(true);
  });

  test.each([
    ["hunter22", "eval(x);"],
    ["0123456789", "os.system()"],
    [base64("hunter22hunter22"), base64("import os;os.x()")],
    ["aaaaaaaaaaaaaaaaaaaa", "import os;import sys"],
  ])("of %s is not %s", (before, after) => {
    expect(fills(before, after)).toBe(false);
  });
});

test("what is wiped is zero, and a field that was left out leaves nothing", () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  expect(isNeutral("wipe", bytes("abc"), bytes("\0\0\0"))).toBe(true);
  expect(isNeutral("wipe", bytes("abc"), bytes("\0a\0"))).toBe(false);
  expect(isNeutral("drop", bytes('"outputs": [1, 2, 3, 4]'), bytes("[]"))).toBe(true);
  expect(isNeutral("drop", bytes("a"), bytes("import os; os.remove()"))).toBe(false);
});
