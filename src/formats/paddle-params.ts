import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { firstFields } from "./kit/protobuf-probe.ts";
import { messagesOf } from "./kit/protobuf-fields.ts";
import { messageSteps } from "./kit/protobuf-walk.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";
import { fieldHeadSize, readField } from "./kit/protobuf.ts";

const { TensorDesc } = messagesOf({ TensorDesc: { 1: "data_type", 2: "dims[]" } });

/** Version, levels, version, size of the description. */
const headSize = 20;
/** A data type and a dozen dimensions take less. */
const longestDescription = 1024;
/** Sequences in sequences: three are many. */
const mostLevels = 16;

/** Bytes of one value, by `VarType.Type` of `framework.proto`. */
const widths: Readonly<Record<number, number>> = {
  0: 1,
  1: 2,
  2: 4,
  3: 8,
  4: 2,
  5: 4,
  6: 8,
  19: 8,
  20: 1,
  21: 1,
  22: 2,
  23: 8,
  24: 16,
  32: 1,
  33: 1,
};

/**
 * The weights of a Paddle model, one tensor after the other, without names: those
 * stand in the program, in the order of the alphabet.
 */
export const paddleParams: Format = {
  id: "paddle-params",
  title: "Paddle parameters",
  tier: "specific",
  specification:
    "https://github.com/PaddlePaddle/Paddle/blob/develop/paddle/phi/core/framework/dense_tensor_serialize.cc",
  reads: "weights skipped; what stands between and behind them swept",
  tested: "paddlepaddle",

  async matches({ head, blob }) {
    // Version 0, no levels, version 0, and the tag of the data type.
    if (head.length < headSize + 2 || head[headSize] !== 0x08) return false;
    if (!head.subarray(0, 16).every((byte) => byte === 0)) return false;
    const size = new DataView(head.buffer, head.byteOffset).getUint32(16, true);
    if (size > longestDescription || headSize + size > blob.size) return false;
    const fields = await firstFields(blob, TensorDesc, 64, span(headSize, headSize + size));
    return (
      fields.at(-1)?.payload.end === headSize + size && widths[fields[0]?.value ?? -1] !== undefined
    );
  },

  regions(blob) {
    const cursor = new Cursor(blob, "paddle-params");
    return regionsBySteps(cursor, tensorSteps(cursor, blob));
  },
};

function* tensorSteps(cursor: Cursor, blob: Blob): Generator<Step> {
  for (let index = 0; cursor.left > 0; index++) {
    const start = cursor.at;
    const at = yield* describedSteps(cursor, blob);
    if (!at) {
      const what = "after the last tensor";
      yield { kind: "dead", what, span: span(start, cursor.end) };
      return;
    }
    if (at.end > cursor.end) throw cursor.malformed(`tensor ${index} ends at ${at.end}`);
    if (at.end > at.start) yield { kind: "tensor", name: `tensor ${index}`, span: at };
    cursor.at = at.end;
  }
}

/** Reads what stands before a tensor; returns where it lies, or undefined when none starts here. */
function* describedSteps(cursor: Cursor, blob: Blob): Generator<Step, Span | undefined> {
  if (cursor.left < headSize) return undefined;
  yield headSize;
  if (cursor.u32() !== 0) return undefined;
  const levels = cursor.u64();
  if (levels > mostLevels) return undefined;
  for (let level = 0; level < levels; level++) {
    yield 8;
    cursor.skip(cursor.u64());
  }
  yield 8;
  if (cursor.u32() !== 0) return undefined;
  const size = cursor.u32();
  if (size > longestDescription || size > cursor.left) return undefined;
  const description = span(cursor.at, cursor.at + size);
  yield size;
  const bytes = sizeOf(cursor, description);
  if (bytes === undefined) return undefined;
  cursor.at = description.start;
  yield* messageSteps(cursor, { blob, message: TensorDesc, key: "$", end: description.end });
  return span(description.end, description.end + bytes);
}

/** How many bytes the tensor takes: its dimensions, of values of its type. */
function sizeOf(cursor: Cursor, at: Span): number | undefined {
  let size = NaN;
  while (cursor.at < at.end) {
    const head = Math.min(fieldHeadSize, at.end - cursor.at);
    if (!cursor.has(head)) return undefined;
    const { number, value, payload } = readField(cursor, at.end);
    if (number === 1) size = widths[value] ?? NaN;
    else if (number === 2) size *= value;
    cursor.at = payload.end;
  }
  return Number.isSafeInteger(size) ? size : undefined;
}
