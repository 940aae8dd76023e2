import { type Blob, memoryBlob, nameOf, slice } from "../../core/blob.ts";
import { type Coding, plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { type Region, type StringRegion, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";
import type { GlobalHeaps } from "./hdf5-heap.ts";
import type { DataType, Leaf } from "./hdf5-types.ts";
import { jsonRegions } from "./json.ts";
import { lambdaRegion } from "./keras-lambda.ts";
import { isText } from "./printable.ts";

/** Bytes shorter than this hold no file of another format. */
const shortestFile = 64;
/** A longer text is looked at where it stands. */
const longestText = 16 * 1024 * 1024;
/** Sequences in sequences. */
const deepest = 8;

/** A file with its heaps: what is needed to read an element. */
export interface Store {
  readonly file: Hdf5;
  readonly heaps: GlobalHeaps;
}

/** Bytes that hold others packed, and where they stand. */
export interface Packed {
  readonly span: Span;
  readonly bytes: Uint8Array;
}

/** Elements that are at hand. */
export interface Elements {
  readonly type: DataType;
  readonly bytes: Uint8Array;
  /** Where they stand, or what they were unpacked from. */
  readonly at: number | Packed;
  readonly key: string;
  /** The index of the first of them; undefined for a single value. */
  readonly first: number | undefined;
}

/** The texts of elements, each by itself, and what they point at in the heaps. */
export async function* elementRegions(
  store: Store,
  { type, bytes, at, key, first }: Elements,
  depth = 0,
): AsyncGenerator<Region> {
  if (type.size === 0 || depth > deepest) return;
  for (let index = 0; (index + 1) * type.size <= bytes.length; index++)
    for (const leaf of type.leaves) {
      const path = key + (first === undefined ? "" : `[${first + index}]`) + leaf.key;
      const from = index * type.size + leaf.at;
      const coded = bytes.subarray(from, from + leaf.size);
      store.file.spend(coded.length, 0);
      if (leaf.kind === "heap") yield* pointed(store, coded, { leaf, path, depth });
      else if (typeof at === "number")
        yield* here({ ...leaf, key: path }, store.file.blob, coded, at + from);
      else
        for (const each of here({ ...leaf, key: path }, memoryBlob(bytes), coded, from))
          yield inPacked(each, at);
    }
}

/** What was found in unpacked bytes, where those stand packed: all of it in all of them. */
function inPacked(region: Region, { span: there, bytes }: Packed): Region {
  switch (region.kind) {
    case "string":
      return { ...region, spans: [there], bytes, coding: packedCoding(region, bytes.length) };
    case "child":
      return {
        kind: "packed",
        name: nameOf(region.blob.origin),
        span: there,
        unpack: async function* () {
          yield await region.blob.read(span(0, region.blob.size));
        },
      };
    default:
      return { ...region, span: there };
  }
}

/** Each byte of such a text is spelled by all that it was unpacked from. */
function packedCoding({ bytes, coding }: StringRegion, size: number): Coding {
  const text = coding.decode(bytes);
  return {
    id: "hdf5-chunk",
    decode: () => text,
    places: () => ({
      starts: new Uint32Array(text.length),
      ends: new Uint32Array(text.length).fill(size),
    }),
  };
}

interface Pointer {
  readonly leaf: Leaf;
  readonly path: string;
  readonly depth: number;
}

/** What stands in a global heap: length, address of the collection and index (IV.B). */
async function* pointed(
  { file, heaps }: Store,
  coded: Uint8Array,
  { leaf, path, depth }: Pointer,
): AsyncGenerator<Region> {
  const { base } = leaf;
  if (!base) return;
  const fields = new Fields(coded, 0, file.widths);
  const count = fields.u32();
  const collection = fields.address();
  const index = fields.u32();
  if (count === 0 || collection === undefined || index === 0) return;
  try {
    const object = await heaps.take(collection, index, count * base.size);
    if (object) yield* objectRegions({ file, heaps }, base, { ...object, path, depth });
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const where = Math.min(collection, file.blob.size);
    yield {
      kind: "gap",
      name: path,
      reason: `malformed: ${error.message}`,
      span: span(where, where),
    };
  }
}

async function* objectRegions(
  store: Store,
  base: DataType,
  { at, length, path, depth }: { at: number; length: number; path: string; depth: number },
): AsyncGenerator<Region> {
  const isCharacters = base.size === 1;
  const there = span(at, at + length);
  if (!isCharacters && base.leaves.length === 0) {
    if (length > 0) yield { kind: "tensor", name: path, span: there };
  } else if (length > longestText)
    yield { kind: "stretch", as: isCharacters ? "text" : "binary", span: there };
  else {
    const bytes = await store.file.bytes(at, length);
    if (isCharacters) yield* textRegions(store.file.blob, path, bytes, at);
    else yield* elementRegions(store, { type: base, bytes, at, key: path, first: 0 }, depth + 1);
  }
}

/** What stands in a place of fixed length: up to the zeros that fill it, and what is behind a first zero. */
function* here({ kind, key }: Leaf, blob: Blob, bytes: Uint8Array, at: number): Generator<Region> {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  const zero = bytes.subarray(0, end).indexOf(0);
  // Some put a pickle where a text belongs.
  const isOne = zero <= 0 || kind === "bytes" || !isText(bytes.subarray(0, zero));
  const cut = isOne ? end : zero;
  yield* textRegions(blob, key, bytes.subarray(0, cut), at);
  if (cut < end)
    yield { kind: "dead", what: "behind the end of a text", span: span(at + cut, at + end) };
}

/**
 * A text of the file: its strings if it is JSON, the function if it is one, a
 * blob if it is no text at all.
 */
export function* textRegions(
  blob: Blob,
  key: string,
  bytes: Uint8Array,
  at: number,
): Generator<Region> {
  if (bytes.length === 0) return;
  const there = span(at, at + bytes.length);
  if (isJson(bytes)) yield* jsonTexts(key, bytes, at);
  else if (bytes.length >= shortestFile && !isText(bytes))
    yield { kind: "child", blob: slice(blob, there, key) };
  else yield value(key, there, plain, bytes);
}

function* jsonTexts(key: string, bytes: Uint8Array, at: number): Generator<Region> {
  try {
    for (const each of jsonRegions("hdf5", bytes, at)) {
      const named = { ...each, key: key + each.key.slice(1) };
      yield lambdaRegion(named) ?? named;
    }
  } catch (error) {
    // Too many levels: what was not come to stands there all the same.
    if (!(error instanceof MalformedError)) throw error;
    yield { kind: "stretch", as: "text", span: span(at, at + bytes.length) };
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Whether it is one document of JSON, and so nothing else besides. */
function isJson(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x7b && bytes[0] !== 0x5b) return false;
  try {
    JSON.parse(utf8.decode(bytes));
    return true;
  } catch {
    return false;
  }
}
