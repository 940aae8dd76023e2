import { expect, test } from "vitest";
import { listed } from "../core/numbered.ts";
import { imageOf } from "../engine/image.ts";
import { compile } from "../engine/program.ts";
import { ownRules } from "./own-rules.ts";
import { beginProgram, builtFrom, ownProgram, ruleTexts } from "./program.ts";

const some = ownRules.slice(0, 3);

test("writes the image where its numbers can be read as they lie", () => {
  for (let count = 1; count <= some.length; count++) {
    const rules = some.slice(0, count);
    const built = Buffer.from(builtFrom(rules));
    const image = imageOf(compile(rules));
    expect((built.length - image.length) % 64).toBe(0);
    expect(built.subarray(-image.length).equals(image)).toBe(true);
  }
});

test("reads each rule as it was written, patterns and all", () => {
  const rules = [...some, ...ownRules.filter(({ check }) => check).slice(0, 10)];
  const told = listed(ruleTexts(Buffer.from(builtFrom(rules))));
  expect(told.map(([rule]) => rule)).toEqual(rules);
  expect(told.map(([, program]) => program)).toEqual(compile(rules).rules);
});

test("gives each who asks an image of its own, begun before or not", async () => {
  beginProgram();
  const [first, second] = await Promise.all([ownProgram(), ownProgram()]);
  expect(first.rules).toBe(ownRules);
  expect(first.compiled.image.byteOffset % 64).toBe(0);
  expect(first.compiled.image.buffer).not.toBe(second.compiled.image.buffer);
  expect(Buffer.compare(first.compiled.image, second.compiled.image)).toBe(0);
});
