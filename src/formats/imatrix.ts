import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { name, type Region, value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { keyStep } from "./kit/key-path.ts";
import { isText } from "./kit/printable.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";

/** As many as the largest models have tensors, and more. */
const mostEntries = 1_000_000;
/** ggml's own limit is 64; a path of a data set may be longer. */
const longestName = 4096;
/** Entries that must read as such before the file is taken for one. */
const tried = 3;

/** Names of tensors are words with dots between. */
const tensorName = /^[\w./-]{4,}$/;
const utf8 = new TextDecoder();

/**
 * An importance matrix as llama.cpp wrote it before it used GGUF: for each
 * tensor its name and how much each column counts, and at the end the path of
 * the text that it was measured on.
 */
export const imatrix: Format = {
  id: "imatrix",
  title: "Importance matrix of llama.cpp",
  tier: "specific",
  specification: "https://github.com/ggml-org/llama.cpp/tree/master/tools/imatrix",
  reads: "names of tensors and of the data set; numbers skipped; trailer swept",
  tested: "specification",

  /** There is no magic number: the first entries must be what they should be. */
  matches: async ({ head, blob }) => {
    if (!mayBegin(head)) return false;
    const cursor = new Cursor(blob, "imatrix");
    await cursor.need(4);
    const count = cursor.u32();
    let tensors = 0;
    for (let index = 0; index < Math.min(count, tried); index++)
      for (const step of entrySteps(cursor)) {
        if (typeof step === "number") await cursor.need(step);
        else if (step.kind === "tensor") tensors++;
        else if (step.kind === "string" && !tensorName.test(utf8.decode(step.bytes))) return false;
      }
    return tensors === Math.min(count, tried);
  },

  async *regions(blob) {
    const cursor = new Cursor(blob, "imatrix");
    yield* regionsBySteps(cursor, fileSteps(cursor));
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the name of the data set", span: rest(cursor) };
  },
};

const rest = (cursor: Cursor) => span(cursor.at, cursor.end);

/** Whether a sane count and a sane name stand first. */
function mayBegin(head: Uint8Array): boolean {
  if (head.length < 16) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const count = view.getInt32(0, true);
  const length = view.getInt32(4, true);
  if (count < 1 || count > mostEntries || length < 1 || length > 256) return false;
  return length + 16 <= head.length && isText(head.subarray(8, 8 + length));
}

function* fileSteps(cursor: Cursor): Generator<Step> {
  yield 4;
  const count = cursor.u32();
  if (count > mostEntries) throw cursor.malformed(`${count} entries`, 4);
  for (let index = 0; index < count; index++) yield* entrySteps(cursor);
  // Older files end here; later ones tell of the last call, and then of the data set.
  if (cursor.left < 8) return;
  yield 8;
  cursor.skip(4);
  const length = cursor.u32();
  if (length > Math.min(cursor.left, longestName))
    throw cursor.malformed(`name of ${length} bytes`, 4);
  yield length;
  const at = span(cursor.at, cursor.at + length);
  if (length > 0) yield value("$.dataset", at, plain, cursor.bytes(length));
}

/** Length and name; how often it was called; how many values, and these. */
function* entrySteps(cursor: Cursor): Generator<Step> {
  yield 4;
  const length = cursor.u32();
  if (length === 0 || length > longestName) throw cursor.malformed(`name of ${length} bytes`, 4);
  yield length + 8;
  const at = span(cursor.at, cursor.at + length);
  const bytes = cursor.bytes(length);
  const label = utf8.decode(bytes);
  yield name(`$${keyStep(label)}`, at, plain, bytes);
  cursor.skip(4);
  const size = cursor.u32() * 4;
  if (size > cursor.left) throw cursor.malformed(`${size} bytes of values`, 4);
  if (size > 0) yield tensor(label, cursor.at, size);
  cursor.skip(size);
}

const tensor = (label: string, at: number, size: number): Region => ({
  kind: "tensor",
  name: label,
  span: span(at, at + size),
});
