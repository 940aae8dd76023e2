import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { regionsBySteps } from "./kit/steps.ts";
import { asciiTorch, beginsTorch, binaryTorch, Torch7Reader } from "./kit/torch7.ts";

/**
 * What Lua's `torch.save` writes, in binary or as text: tables and objects one
 * in another, functions as compiled code, tensors with their storages.
 */
export const torch7: Format = {
  id: "torch7",
  title: "Torch7",
  tier: "specific",
  specification: "https://github.com/torch/torch7/blob/master/doc/serialization.md",
  reads: "strings, keys and class names; functions swept; storages skipped; trailer swept",
  tested: "specification",

  mayBeText: true,
  matches: ({ head }) => beginsTorch(head) !== undefined,

  async *regions(blob) {
    const cursor = new Cursor(blob, "torch7");
    await cursor.need(1);
    const source = cursor.peek() < 0x20 ? binaryTorch(cursor) : asciiTorch(cursor);
    yield* regionsBySteps(cursor, new Torch7Reader(source).steps());
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the object", span: span(cursor.at, blob.size) };
  },
};
