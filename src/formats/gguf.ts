import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import type { Region, TensorRegion } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { tensorSize, typeName } from "./kit/ggml-types.ts";
import {
  type Gguf,
  readCount,
  readText,
  readU32,
  type Text,
  textRegion,
  u32Type,
  valueSteps,
} from "./kit/gguf-reader.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";

const magic = [0x47, 0x47, 0x55, 0x46];
const newest = 3;
const defaultAlignment = 32;
const largestAlignment = 2 ** 30;
/** Keys have at most so many bytes by the specification. */
const longestKey = 2 ** 16 - 1;
/** How much of a key is shown in a key path, in bytes. */
const shownKey = 200;
/** The largest mixtures of experts have some ten thousand; more would only fill the memory. */
const mostTensors = 1_000_000;
/** ggml has four. */
const mostDimensions = 16;
/** Metadata of a version that is not known is looked for this far. */
const sweptHead = 64 * 1024 * 1024;
/** Longer paddings are given as dead without a look. */
const longestLook = 64 * 1024;

/**
 * A GGUF file is a header, keys with values, what the tensors are, and the
 * tensors, aligned. Regions are all strings: keys, values, each token of the
 * vocabulary and each tensor's name; then the tensors, and what lies around them.
 */
export const gguf: Format = {
  id: "gguf",
  title: "GGUF",
  tier: "specific",
  specification: "https://github.com/ggml-org/ggml/blob/master/docs/gguf.md",
  reads: "keys, values and tensor names; tensors skipped; padding and trailer swept",
  tested: "gguf",

  matches: ({ head }) => head.length >= 8 && magic.every((byte, at) => head[at] === byte),

  async *regions(blob) {
    const { file, version } = await open(blob);
    if (version < 1 || version > newest) {
      const reason = `unsupported: version ${version} of GGUF, of which 1 to ${newest} are known`;
      yield { kind: "gap", reason, span: span(8, blob.size) };
      const end = Math.min(blob.size, sweptHead);
      yield { kind: "stretch", as: "binary", span: span(8, end) };
      return;
    }
    const layout = yield* regionsBySteps(file.cursor, headerSteps(file));
    yield* dataRegions(blob, layout);
  },
};

/** A version that is only sane with its bytes turned round tells a big-endian file. */
async function open(blob: Blob): Promise<{ readonly file: Gguf; readonly version: number }> {
  const cursor = new Cursor(blob, "gguf");
  await cursor.need(8);
  cursor.skip(magic.length);
  let version = cursor.u32();
  if (version % 0x1_00_00 === 0) {
    cursor.littleEndian = false;
    cursor.at = magic.length;
    version = cursor.u32();
  }
  return { file: { cursor, width: version === 1 ? 4 : 8 }, version };
}

/** What the header tells of the tensors. */
interface Layout {
  /** In the order of their bytes. */
  readonly tensors: readonly Tensor[];
  /** Where the header ends, and where the tensors start. */
  readonly headerEnd: number;
  readonly dataStart: number;
}

function* headerSteps(file: Gguf): Generator<Step, Layout> {
  const tensorCount = yield* readCount(file);
  const valueCount = yield* readCount(file);
  const alignment = yield* metadataSteps(file, valueCount);
  const tensors = yield* tensorSteps(file, tensorCount);
  const headerEnd = file.cursor.at;
  return { tensors, headerEnd, dataStart: Math.ceil(headerEnd / alignment) * alignment };
}

/** Yields keys and values; returns the alignment of the tensors. */
function* metadataSteps(file: Gguf, count: number): Generator<Step, number> {
  const { cursor } = file;
  let alignment = defaultAlignment;
  for (let index = 0; index < count; index++) {
    const start = cursor.at;
    const text = yield* readText(file);
    const key = textOf(text);
    if (key === undefined)
      throw cursor.malformed(`key of ${lengthOf(text.at)} bytes`, cursor.at - start);
    const path = pathOf(key);
    yield textRegion(path, text, "name");
    const type = yield* readU32(file);
    if (key === "general.alignment" && type === u32Type) alignment = yield* readAlignment(file);
    else yield* valueSteps(file, type, path);
  }
  return alignment;
}

function* readAlignment(file: Gguf): Generator<number, number> {
  const alignment = yield* readU32(file);
  if (alignment === 0 || alignment > largestAlignment)
    throw file.cursor.malformed(`alignment of ${alignment} bytes`, 4);
  return alignment;
}

const utf8 = new TextDecoder();

/** A key or name as text; undefined when it is too long to be one. */
const textOf = ({ bytes }: Text): string | undefined =>
  bytes && bytes.length <= longestKey ? utf8.decode(bytes) : undefined;

/** Keys are made of words with dots between, and so are paths. */
const pathOf = (key: string): string =>
  /^[\w$.-]+$/.test(key) && key.length <= shownKey
    ? `$.${key}`
    : `$[${JSON.stringify(key.slice(0, shownKey))}]`;

interface Tensor extends Omit<TensorRegion, "kind" | "span"> {
  /** From the start of the tensors, in bytes. */
  readonly offset: number;
  /** In bytes; undefined where the type is not known. */
  readonly size: number | undefined;
}

/** Yields the tensors' names; returns the tensors in the order of their bytes. */
function* tensorSteps(file: Gguf, count: number): Generator<Step, Tensor[]> {
  const { cursor } = file;
  if (count > mostTensors) throw cursor.malformed(`${count} tensors`);
  const tensors: Tensor[] = [];
  for (let index = 0; index < count; index++) {
    const text = yield* readText(file);
    yield textRegion(`$.tensors[${index}]`, text, "name");
    const shape = yield* readShape(file);
    const type = yield* readU32(file);
    const name = textOf(text) ?? `tensor ${index}`;
    const dtype = typeName(type);
    yield 8;
    tensors.push({
      name,
      ...(dtype !== undefined && { dtype }),
      shape,
      offset: cursor.u64(),
      size: tensorSize(type, product(shape)),
    });
  }
  return tensors.sort((one, other) => one.offset - other.offset);
}

/** The dimensions of a tensor, of which the product is how many values it has. */
function* readShape(file: Gguf): Generator<number, number[]> {
  const dimensions = yield* readU32(file);
  if (dimensions > mostDimensions) throw file.cursor.malformed(`${dimensions} dimensions`, 4);
  const shape: number[] = [];
  for (let index = 0; index < dimensions; index++) shape.push(yield* readCount(file));
  const values = product(shape);
  if (!Number.isSafeInteger(values)) throw file.cursor.malformed(`tensor of ${values} values`);
  return shape;
}

const product = (numbers: readonly number[]): number =>
  numbers.reduce((whole, each) => whole * each, 1);

/** The tensors, and the bytes that belong to none. */
async function* dataRegions(
  blob: Blob,
  { tensors, headerEnd, dataStart }: Layout,
): AsyncGenerator<Region> {
  let at = headerEnd;
  for (const [index, { offset, size, ...tensor }] of tensors.entries()) {
    const start = dataStart + offset;
    // Of a type that is not known only the next tensor tells the end.
    const next = tensors[index + 1];
    const end = size === undefined ? (next ? dataStart + next.offset : blob.size) : start + size;
    if (end > blob.size) {
      const reason = `malformed: tensor '${tensor.name}' ends at ${end} of ${blob.size}`;
      yield { kind: "gap", reason, span: span(Math.min(at, blob.size), blob.size) };
      return;
    }
    if (start > at) yield* filler(blob, "between tensors", span(at, start));
    if (end > start) yield { kind: "tensor", ...tensor, span: span(start, end) };
    at = Math.max(at, end);
  }
  if (at < blob.size) yield* filler(blob, "after the last tensor", span(at, blob.size));
}

/** Padding is zero; anything else in its place is not looked at by any reader. */
async function* filler(blob: Blob, what: string, at: Span): AsyncGenerator<Region> {
  const isPadding =
    lengthOf(at) <= longestLook && (await blob.read(at)).every((byte) => byte === 0);
  if (!isPadding) yield { kind: "dead", what, span: at };
}
