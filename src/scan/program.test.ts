import { expect, test } from "vitest";
import { imageOf } from "../engine/image.ts";
import { compile } from "../engine/program.ts";
import { ownRules } from "./own-rules.ts";
import { beginProgram, builtFrom, programOf } from "./program.ts";

const some = ownRules.slice(0, 3);

test("writes the image where its numbers can be read as they lie", () => {
  for (let count = 1; count <= some.length; count++) {
    const rules = some.slice(0, count);
    const built = Buffer.from(builtFrom(rules));
    const start = built.indexOf("\n") + 1;
    expect(start % 64).toBe(0);
    expect(JSON.parse(built.toString("utf8", 0, start))).toMatchObject({
      patterns: rules.map(({ pattern }) => String(pattern)),
    });
    expect(built.subarray(start).equals(imageOf(compile(rules)))).toBe(true);
  }
});

test("gives each who asks an image of its own, begun before or not", async () => {
  beginProgram();
  const [first, second] = await Promise.all([programOf(ownRules), programOf(ownRules)]);
  expect(first.image.byteOffset % 64).toBe(0);
  expect(first.image.buffer).not.toBe(second.image.buffer);
  expect(Buffer.compare(first.image, second.image)).toBe(0);
});
