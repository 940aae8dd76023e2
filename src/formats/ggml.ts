import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name, value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { ggmlHead, type GgmlHead, headRoom, layoutOf } from "./kit/ggml-layout.ts";
import { tensorSize, typeName } from "./kit/ggml-types.ts";
import { regionsBySteps, type Step, unread } from "./kit/steps.ts";

/** The largest vocabularies have some 300,000 pieces. */
const mostTokens = 10_000_000;
/** ggml's limit of a name is 64; a piece of a vocabulary is short, too. */
const longestText = 64 * 1024;
/** ggml has four. */
const mostDimensions = 16;
const alignment = 32;
/** Three numbers before the dimensions of a tensor. */
const tensorHead = 12;

const utf8 = new TextDecoder();

/**
 * What llama.cpp and whisper.cpp read before GGUF, and whisper.cpp still does:
 * numbers that describe the model, its vocabulary, and tensors that each follow
 * their name. `ggla` is a LoRA, which has no vocabulary.
 */
export const ggml: Format = {
  id: "ggml",
  title: "GGML, GGJT and GGLA",
  tier: "specific",
  specification:
    "https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#historical-state-of-affairs",
  reads: "vocabulary and tensor names; tensors skipped; trailer swept",
  tested: "specification",

  matches: ({ head }) => ggmlHead(head) !== undefined,

  async *regions(blob) {
    const bytes = await blob.read(span(0, Math.min(blob.size, headRoom)));
    const head = ggmlHead(bytes);
    const layout = head && layoutOf(bytes, head);
    if (!head || !layout) {
      yield* unread("unsupported: model of a kind that is not known", span(0, blob.size));
      return;
    }
    const cursor = new Cursor(blob, "ggml");
    cursor.skip(layout.vocabularyAt);
    yield* regionsBySteps(cursor, fileSteps(cursor, head, layout));
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the last tensor", span: span(cursor.at, blob.size) };
  },
};

function* fileSteps(
  cursor: Cursor,
  { hasScores, isAligned }: GgmlHead,
  { tokens }: { readonly tokens: number | undefined },
): Generator<Step> {
  const count = tokens ?? (yield* number(cursor));
  if (count > mostTokens) throw cursor.malformed(`vocabulary of ${count}`);
  for (let index = 0; index < count; index++) {
    const length = yield* number(cursor);
    const [at, bytes] = yield* text(cursor, length);
    if (length > 0) yield value(`$.vocab[${index}]`, at, plain, bytes);
    if (hasScores) cursor.skip(4);
  }
  while (cursor.left >= tensorHead) {
    const start = cursor.at;
    try {
      yield* tensorSteps(cursor, isAligned);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      yield* unread(`malformed: ${error.message}`, span(start, cursor.end));
      cursor.at = cursor.end;
    }
  }
}

function* number(cursor: Cursor): Generator<number, number> {
  if (!cursor.has(4)) yield 4;
  return cursor.u32();
}

function* text(cursor: Cursor, length: number) {
  if (length > longestText) throw cursor.malformed(`text of ${length} bytes`, 4);
  if (!cursor.has(length)) yield length;
  const at = span(cursor.at, cursor.at + length);
  return [at, cursor.bytes(length)] as const;
}

/** Dimensions, length of the name, type; the dimensions, the name, and the values. */
function* tensorSteps(cursor: Cursor, isAligned: boolean): Generator<Step> {
  yield tensorHead;
  const dimensions = cursor.u32();
  const length = cursor.u32();
  const type = cursor.u32();
  if (dimensions > mostDimensions) throw cursor.malformed(`${dimensions} dimensions`, tensorHead);
  yield dimensions * 4;
  const shape = Array.from({ length: dimensions }, () => cursor.u32());
  const values = shape.reduce((product, each) => product * each, 1);
  const [at, bytes] = yield* text(cursor, length);
  const label = utf8.decode(bytes);
  if (length > 0) yield name(`$.tensors.${label}`, at, plain, bytes);
  if (isAligned) yield* padding(cursor);
  const size = tensorSize(type, values);
  if (size === undefined) throw cursor.malformed(`tensor of type ${type}`);
  if (!(size <= cursor.left)) throw cursor.malformed(`tensor of ${size} bytes`);
  const data = span(cursor.at, cursor.at + size);
  const dtype = typeName(type);
  if (size > 0)
    yield { kind: "tensor", name: label, span: data, ...(dtype !== undefined && { dtype }), shape };
  cursor.at = data.end;
}

/** Padding is zero in all that writers made. */
function* padding(cursor: Cursor): Generator<Step> {
  const size = Math.min(-cursor.at & (alignment - 1), cursor.left);
  yield size;
  const at = span(cursor.at, cursor.at + size);
  if (cursor.bytes(size).some((byte) => byte !== 0))
    yield { kind: "dead", what: "before the values of a tensor", span: at };
}
