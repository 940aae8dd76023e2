import type { Blob } from "../../core/blob.ts";
import { type Coding, nested, plain } from "../../core/coding.ts";
import { utf32be, utf32le } from "../../core/codings.ts";
import { type Region, value } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { keyStep } from "./key-path.ts";
import { type Dtype, holdsText } from "./numpy-types.ts";

/** The bytes of an array, and where they lie. */
export interface ArrayData {
  readonly span: Span;
  readonly type: Dtype;
  /** Path of the array. Items add their index, counted through all axes in the order of the file. */
  readonly key: string;
  /** How the bytes are spelled in the blob: `plain`, except in old pickles. */
  readonly coding: Coding;
}

/** How much is read at once. */
const chunkSize = 64 * 1024;
/** An item of more than that is no string that anybody meant. */
const largestItem = 1 << 20;
/** An array that is spelled as text is decoded at once, for which this bounds the memory. */
const largestCoded = 4 << 20;
/** Items of fewer characters tell nothing by themselves: each is a letter of a text along the last axis. */
const shortest = 4;

/** The strings of an array, each by itself. One of numbers is a tensor, and not read. */
export async function* arrayRegions(blob: Blob, data: ArrayData): AsyncGenerator<Region> {
  const { type, key, span: at, coding } = data;
  if (lengthOf(at) === 0 || type.size === 0) return;
  if (!holdsText(type)) yield { kind: "tensor", name: key, span: at };
  else if (type.size > largestItem) yield gap(data, `items of ${type.size} bytes`);
  else if (coding !== plain && lengthOf(at) > largestCoded)
    yield gap(data, `array of ${lengthOf(at)} bytes spelled as text`);
  else if (isShort(type)) yield* asText(blob, data);
  else yield* items(blob, data);
}

const gap = ({ span: at, key }: ArrayData, what: string): Region => ({
  kind: "gap",
  name: key,
  reason: `limit: ${what}`,
  span: at,
});

const isShort = (type: Dtype): boolean =>
  (type.kind === "bytes" && type.size < shortest) ||
  (type.kind === "text" && type.size < shortest * 4);

/** The whole array as text, in pieces. */
async function* asText(blob: Blob, data: ArrayData): AsyncGenerator<Region> {
  for await (const { span: at, coded } of chunks(blob, data))
    yield value(data.key, at, itemCoding(data.type, data.coding), coded);
}

/** A part of the array that holds whole items, as the array's own bytes and as they are spelled. */
interface Chunk {
  readonly span: Span;
  readonly coded: Uint8Array;
  readonly bytes: Uint8Array;
  /** Where the array's bytes `[from, to)` stand in `coded`. */
  readonly place: (from: number, to: number) => Span;
}

async function* chunks(blob: Blob, { span: at, type, coding }: ArrayData): AsyncGenerator<Chunk> {
  if (coding !== plain) {
    const coded = await blob.read(at);
    const { starts, ends } = coding.places(coded);
    const place = (from: number, to: number): Span => span(starts[from] ?? 0, ends[to - 1] ?? 0);
    yield { span: at, coded, bytes: coding.decode(coded), place };
    return;
  }
  const size = Math.max(1, Math.floor(chunkSize / type.size)) * type.size;
  for (let start = at.start; start < at.end; start += size) {
    const part = span(start, Math.min(start + size, at.end));
    const bytes = await blob.read(part);
    yield { span: part, coded: bytes, bytes, place: span };
  }
}

async function* items(blob: Blob, data: ArrayData): AsyncGenerator<Region> {
  const { size } = data.type;
  let index = 0;
  for await (const chunk of chunks(blob, data)) {
    let at = 0;
    for (; at + size <= chunk.bytes.length; at += size)
      for (const leaf of leaves(data.type, at, `${data.key}[${index++}]`))
        yield* texts(chunk, leaf, data.coding);
    // Less than an item is left only when the array was made by hand.
    const rest = chunk.bytes.length - at;
    const type = { kind: "bytes", size: rest } as const;
    if (rest > 0) yield* texts(chunk, { type, at, key: data.key }, data.coding);
  }
}

/** The text of one leaf, if it has any. */
function* texts(chunk: Chunk, leaf: Leaf, coding: Coding): Generator<Region> {
  const end = trimmed(chunk.bytes, leaf.at, leaf.at + leaf.type.size);
  if (end === leaf.at) return;
  const { start } = chunk.span;
  const place = chunk.place(leaf.at, endOfUnit(leaf, end));
  const coded = chunk.coded.subarray(place.start, place.end);
  const at = span(start + place.start, start + place.end);
  yield value(leaf.key, at, itemCoding(leaf.type, coding), coded);
}

interface Leaf {
  readonly type: Dtype;
  readonly at: number;
  readonly key: string;
}

/** The strings in one item. */
function* leaves(type: Dtype, at: number, key: string): Generator<Leaf> {
  switch (type.kind) {
    case "text":
    case "bytes":
      if (type.size > 0) yield { type, at, key };
      return;
    case "record":
      for (const field of type.fields)
        yield* leaves(field.type, at + field.offset, key + keyStep(field.name));
      return;
    case "repeated":
      if (!holdsText(type.of)) return;
      for (let each = 0; each < type.count; each++)
        yield* leaves(type.of, at + each * type.of.size, `${key}[${each}]`);
      return;
    case "numbers":
    case "objects":
  }
}

/** The end of what stands before the zeros at the end. */
function trimmed(bytes: Uint8Array, start: number, end: number): number {
  let last = Math.min(end, bytes.length);
  while (last > start && bytes[last - 1] === 0) last--;
  return last;
}

/** A character of UTF-32 may end in zeros of its own. */
const endOfUnit = ({ type, at }: Leaf, end: number): number =>
  type.kind === "text" ? at + Math.ceil((end - at) / 4) * 4 : end;

/** How an item's text is spelled in the blob. */
function itemCoding(type: Dtype, coding: Coding): Coding {
  if (type.kind !== "text") return coding;
  const wide = type.big ? utf32be : utf32le;
  return coding === plain ? wide : nested(coding, wide);
}
