import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { marshalSteps, startsCode } from "./kit/marshal.ts";
import { regionsBySteps } from "./kit/steps.ts";

/**
 * Compiled Python: a header that tells the version and the source's date or
 * hash, and a module's code object as marshal writes it. A code object without
 * a header is read as well: that is what Keras keeps of a Lambda layer.
 */
export const pyc: Format = {
  id: "pyc",
  title: "Compiled Python",
  tier: "specific",
  specification: "https://github.com/python/cpython/blob/main/Python/marshal.c",
  reads: "constants, names, docstrings and source paths of all code objects; bytecode swept",
  tested: "Python, Keras",

  matches: ({ head }) => headerSize(head) !== undefined,

  async *regions(blob) {
    const size = headerSize(await blob.read(span(0, Math.min(64, blob.size)))) ?? 0;
    const cursor = new Cursor(blob, "pyc", span(size, blob.size));
    yield* regionsBySteps(cursor, marshalSteps(cursor, "$"));
    yield* trailer(blob, cursor.at);
  },
};

function* trailer({ size }: Blob, end: number): Generator<Region> {
  if (end < size) yield { kind: "dead", what: "after the code", span: span(end, size) };
}

/** Number of the version and CR LF; then date, size and flags, of which older versions had fewer: 2.7, 3.0, 3.3, 3.7. */
const headerSizes = [8, 12, 16];

/** How long the header before the code object is: 0 for a bare one, undefined where there is none. */
function headerSize(head: Uint8Array): number | undefined {
  if (startsCode(head)) return 0;
  if (head[2] !== 0x0d || head[3] !== 0x0a) return undefined;
  return headerSizes.find((size) => startsCode(head.subarray(size)));
}
