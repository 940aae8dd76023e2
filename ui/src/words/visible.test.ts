import { expect, test } from "vitest";
import { visible } from "./visible.ts";

test.each([
  ["plain text, ünïcode 日本 🙂\n\tin lines", "plain text, ünïcode 日本 🙂\n\tin lines"],
  ["exe.\u202egpj", String.raw`exe.\u202egpj`],
  ["\u001b[2J\u200b", String.raw`\u001b[2J\u200b`],
  ["\u{e0041}", String.raw`\u{e0041}`],
])("%j is shown as %j", (text, shown) => {
  expect(visible(text)).toBe(shown);
});
