import * as fc from "fast-check";
import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { compiled, matcher } from "../engine/matcher.ts";
import { LineIndex } from "./lines.ts";

/** Lines of all lengths, some longer than the steps in which lines are counted. */
const line = fc.oneof(
  fc.constantFrom("", "a", "é"),
  fc.integer({ min: 1000, max: 40_000 }).map((length) => "x".repeat(length)),
);
const counter = matcher([], compiled([]));

test.each(["on the way", "later"])("agrees with counting, lines counted %s", async (when) => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.array(fc.nat()), async (lines, any) => {
      const bytes = Buffer.from(lines.join("\n"));
      const offsets = any.map((at) => at % (bytes.length + 1)).sort((one, other) => one - other);
      const index = new LineIndex();
      if (when === "on the way") index.add(counter, bytes, 0);
      const slowly = offsets.map((at) => {
        const before = bytes.subarray(0, at).toString("latin1").split("\n");
        return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
      });
      expect(await index.linesAt(memoryBlob(bytes), offsets)).toEqual(slowly);
    }),
  );
});
