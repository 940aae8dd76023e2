import * as fc from "fast-check";
import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { linesAt } from "./lines.ts";

test("agrees with counting", async () => {
  const line = fc.string({ unit: fc.constantFrom("a", "\n", "é"), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(line, fc.array(fc.nat({ max: 29 })), async (text, wanted) => {
      const bytes = Buffer.from(text);
      const offsets = wanted.filter((at) => at < bytes.length).sort((one, other) => one - other);
      const slowly = offsets.map((at) => {
        const before = bytes.subarray(0, at).toString("latin1").split("\n");
        return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
      });
      expect(await linesAt(memoryBlob(bytes), offsets)).toEqual(slowly);
    }),
  );
});
