import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { countedText } from "./kit/counted-text.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";

const magic = [0xba, 0x16, 0x4f, 0x2f];
/** Version 11 lacks only a flag in the arguments' meaning. */
const versions = [11, 12];
/** Twelve numbers of four bytes and one of eight. */
const argumentsSize = 56;
/** What labels begin with unless another was asked for. */
const mark = [...Buffer.from("__label__")];
/** A word's end, its count and its type. */
const leastEntry = 1 + 8 + 1;
/** fastText reads no longer words; what is longer is not a dictionary. */
const longestWord = 64 * 1024;
/** How far is looked at first for a word's end, in bytes. */
const look = 256;
/** Centroids of the product quantiser for each dimension. */
const centroids = 256;

/**
 * A fastText model: its arguments, the words and labels that it was trained
 * with, and two matrices.
 */
export const fasttext: Format = {
  id: "fasttext",
  title: "fastText",
  tier: "specific",
  specification: "https://github.com/facebookresearch/fastText/blob/main/src/fasttext.cc",
  reads: "words and labels; matrices skipped; trailer swept",
  tested: "fastText",

  matches: ({ head }) =>
    magic.every((byte, at) => head[at] === byte) &&
    versions.includes(head[4] ?? 0) &&
    head[5] === 0,

  async *regions(blob) {
    const cursor = new Cursor(blob, "fasttext");
    yield* regionsBySteps(cursor, modelSteps(cursor));
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the matrices", span: span(cursor.at, blob.size) };
  },
};

function* modelSteps(cursor: Cursor): Generator<Step> {
  cursor.skip(magic.length + 4 + argumentsSize);
  yield* dictionarySteps(cursor);
  yield* matrixSteps(cursor, "input");
  yield* matrixSteps(cursor, "output");
}

function* dictionarySteps(cursor: Cursor): Generator<Step> {
  yield 28;
  const size = cursor.u32();
  if (size * leastEntry > cursor.left)
    throw cursor.malformed(`${size} words, ${cursor.left} bytes left`, 4);
  cursor.skip(4 + 4 + 8);
  const pruned = signed(cursor);
  for (let index = 0; index < size; index++) {
    yield* wordSteps(cursor, index, yield* wordLength(cursor));
    cursor.skip(leastEntry);
  }
  cursor.skip(Math.max(0, pruned) * 8);
}

/** A word, or a label without the mark before it, which would stick to it. */
function* wordSteps(cursor: Cursor, index: number, length: number): Generator<Step> {
  const isLabel = length > mark.length && mark.every((byte, at) => cursor.peek(at) === byte);
  const key = `$.${isLabel ? "labels" : "words"}[${index}]`;
  if (isLabel) cursor.skip(mark.length);
  yield* countedText(cursor, { length: isLabel ? length - mark.length : length, key });
}

/** A count of which -1 says that there is none. */
function signed(cursor: Cursor): number {
  const low = cursor.u32();
  const high = cursor.u32();
  return high === 0xffff_ffff ? -1 : high * 2 ** 32 + low;
}

/** How far from the cursor the zero stands that ends a word. */
function* wordLength(cursor: Cursor): Generator<Step, number> {
  for (let at = 0; at < Math.min(longestWord, cursor.left); at++) {
    if (!cursor.has(at + 1)) yield Math.min(Math.max(look, at * 2), cursor.left);
    if (cursor.peek(at) === 0) return at;
  }
  throw cursor.malformed("word without end");
}

function* matrixSteps(cursor: Cursor, name: string): Generator<Step> {
  yield 1;
  const isQuantised = cursor.u8() !== 0;
  const start = cursor.at;
  if (isQuantised) yield* quantisedSteps(cursor);
  else cursor.skip(4 * (yield* itemsSteps(cursor)));
  yield { kind: "tensor", name, span: span(start, cursor.at) };
}

function* itemsSteps(cursor: Cursor): Generator<Step, number> {
  yield 16;
  return cursor.u64() * cursor.u64();
}

/** Codes, and the centroids that they stand for; norms in the same way. */
function* quantisedSteps(cursor: Cursor): Generator<Step> {
  yield 21;
  const hasNorms = cursor.u8() !== 0;
  const rows = cursor.u64();
  cursor.skip(8);
  cursor.skip(cursor.u32());
  yield* quantiserSteps(cursor);
  if (!hasNorms) return;
  cursor.skip(rows);
  yield* quantiserSteps(cursor);
}

function* quantiserSteps(cursor: Cursor): Generator<Step> {
  yield 16;
  const dimensions = cursor.u32();
  cursor.skip(12);
  cursor.skip(dimensions * centroids * 4);
}
