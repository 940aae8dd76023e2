import { plain } from "../../core/coding.ts";
import { name, type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";
import type { Step } from "./steps.ts";

/** A GGUF file that is being read, and how wide its version writes lengths and counts. */
export interface Gguf {
  readonly cursor: Cursor;
  /** In bytes: 4 in version 1. */
  readonly width: 4 | 8;
}

/** A string where it stands. The longest are not held: they have no bytes. */
export interface Text {
  readonly at: Span;
  readonly bytes: Uint8Array | undefined;
}

/** Chat templates take some kilobytes. */
const longestText = 8 * 1024 * 1024;
/** No writer nests arrays at all. */
const deepest = 16;

/** `gguf_metadata_value_type`. */
const stringType = 8;
const arrayType = 9;
/** Bytes of a number of each type, by its number. */
const numberSizes = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8] as const;
/** Unsigned and signed bytes: numbers that may as well be text. */
const byteTypes: readonly number[] = [0, 1];
export const u32Type = 4;

/** Reads a length or a count. */
export function* readCount(gguf: Gguf): Generator<number, number> {
  yield gguf.width;
  return countHere(gguf);
}

const countHere = ({ cursor, width }: Gguf): number => (width === 8 ? cursor.u64() : cursor.u32());

export function* readU32({ cursor }: Gguf): Generator<number, number> {
  yield 4;
  return cursor.u32();
}

/** @throws {MalformedError} The string ends after the file does. */
export function* readText(gguf: Gguf): Generator<number, Text> {
  const here = textHere(gguf);
  if (here) return here;
  const { cursor } = gguf;
  const length = yield* readCount(gguf);
  const start = cursor.at;
  if (length <= longestText) yield length;
  const bytes = length <= longestText ? cursor.bytes(length) : undefined;
  if (!bytes) cursor.skip(length);
  return { at: span(start, cursor.at), bytes };
}

/** The string at the cursor if all of it is at hand: a vocabulary has too many to wait for each. */
function textHere(gguf: Gguf): Text | undefined {
  const { cursor, width } = gguf;
  if (!cursor.has(width)) return undefined;
  const start = cursor.at;
  const length = countHere(gguf);
  if (cursor.has(length)) {
    const bytes = cursor.bytes(length);
    return { at: span(start + width, cursor.at), bytes };
  }
  cursor.at = start;
  return undefined;
}

/** A string as a region; swept where it is too long to be held. */
export function textRegion(key: string, { at, bytes }: Text, role: "name" | "value"): Region {
  return bytes
    ? (role === "name" ? name : value)(key, at, plain, bytes)
    : { kind: "stretch", as: "binary", span: at };
}

/**
 * The strings of one value, those of its items included. Numbers are skipped.
 *
 * @throws {MalformedError} The type is not known, or items end after the file does.
 */
export function* valueSteps(gguf: Gguf, type: number, key: string): Generator<Step> {
  const { cursor } = gguf;
  if (type === stringType) yield textRegion(key, yield* readText(gguf), "value");
  else if (type === arrayType) yield* arraySteps(gguf, key, 1);
  else cursor.skip(sizeOf(cursor, type));
}

function sizeOf(cursor: Cursor, type: number): number {
  const size = numberSizes[type];
  if (size === undefined) throw cursor.malformed(`value of type ${type}, which is not known,`);
  return size;
}

function* arraySteps(gguf: Gguf, key: string, depth: number): Generator<Step> {
  const { cursor, width } = gguf;
  if (depth > deepest) throw cursor.malformed(`arrays more than ${deepest} deep`);
  const type = yield* readU32(gguf);
  const count = yield* readCount(gguf);
  const least = type === stringType ? width : type === arrayType ? 4 + width : sizeOf(cursor, type);
  if (count * least > cursor.left)
    throw cursor.malformed(`array of ${count} items, ${cursor.left} bytes left`, width);
  if (type === stringType)
    for (let index = 0; index < count; index++)
      yield textRegion(`${key}[${index}]`, textHere(gguf) ?? (yield* readText(gguf)), "value");
  else if (type === arrayType)
    for (let index = 0; index < count; index++)
      yield* arraySteps(gguf, `${key}[${index}]`, depth + 1);
  else {
    const at = span(cursor.at, cursor.at + count * least);
    if (byteTypes.includes(type) && count > 0) yield { kind: "stretch", as: "binary", span: at };
    cursor.skip(count * least);
  }
}
