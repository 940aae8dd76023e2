import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";

/** Header, descriptions and data start at multiples of it (`StorageFormat.hpp` of MLModel). */
const alignment = 64;
const sentinel = 0xdead_beef;
const version = 2;
/** What a description has before its reserved bytes: sentinel, type, size, offset. */
const describedSize = 24;

/**
 * `weights/weight.bin` of an `.mlpackage`: how many blobs there are, then before each
 * a description that tells where it lies.
 */
export const coremlWeights: Format = {
  id: "coreml-weights",
  title: "Core ML weights",
  tier: "specific",
  specification:
    "https://github.com/apple/coremltools/blob/main/mlmodel/src/MILBlob/Blob/StorageFormat.hpp",
  reads: "weights skipped; reserved bytes, gaps and trailer swept",
  tested: "coremltools",

  matches: ({ head }) => {
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    return (
      head.length >= alignment + describedSize &&
      view.getUint32(4, true) === version &&
      view.getUint32(alignment, true) === sentinel
    );
  },

  async *regions(blob) {
    const cursor = new Cursor(blob, "coreml-weights");
    await cursor.need(alignment);
    const count = cursor.u32();
    cursor.skip(4);
    yield* stray(cursor, "in the header", span(8, alignment));
    let at = alignment;
    for (let index = 0; index < count; index++) {
      cursor.at = Math.min(at, cursor.end);
      await cursor.need(alignment);
      if (cursor.u32() !== sentinel) throw cursor.malformed("no description", 4);
      cursor.skip(4);
      const size = cursor.u64();
      const offset = cursor.u64();
      if (offset < at + alignment || offset + size > blob.size)
        throw cursor.malformed(`blob at ${offset} of ${size} bytes`, 8);
      // Eight bytes more tell how many bits the last byte has to spare.
      yield* stray(cursor, "in a description", span(at + describedSize + 8, at + alignment));
      if (offset > at + alignment)
        yield { kind: "dead", what: "between blobs", span: span(at + alignment, offset) };
      yield { kind: "tensor", name: `blob ${index}`, span: span(offset, offset + size) };
      at = Math.ceil((offset + size) / alignment) * alignment;
      if (offset + size < at)
        yield* await padding(cursor, span(offset + size, Math.min(at, blob.size)));
    }
    if (at < blob.size)
      yield { kind: "dead", what: "after the last blob", span: span(at, blob.size) };
  },
};

/** Reserved bytes that are at hand, and are zero unless something was put there. */
function* stray(cursor: Cursor, what: string, at: Span): Generator<Region> {
  cursor.at = at.start;
  if (cursor.bytes(at.end - at.start).some((byte) => byte !== 0))
    yield { kind: "dead", what, span: at };
}

async function padding(cursor: Cursor, at: Span): Promise<Generator<Region>> {
  cursor.at = at.start;
  await cursor.need(at.end - at.start);
  return stray(cursor, "between blobs", at);
}
