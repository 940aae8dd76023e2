import type { Format } from "../core/format.ts";
import { plain } from "../core/coding.ts";
import { keyStep } from "./kit/key-path.ts";
import { name as nameAt } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";

/** `kMXAPINDArrayListMagic` of `ndarray.cc`. */
const listMagic = 0x112;
/** Version 2 has shapes of 32-bit numbers of dimensions, version 3 the same for numpy's arrays. */
const arrayMagics: ReadonlySet<number> = new Set([0xf993_fac9, 0xf993_faca]);
/** Arrays and names; more would only fill the memory. */
const most = 10_000_000;
const mostDimensions = 64;
const longestName = 64 * 1024;
/** How much of a name is shown in a key path, in bytes. */
const shownName = 200;
/** A dense array; others are sparse, in several parts. */
const dense = 0;
const sparseParts: Readonly<Record<number, number>> = { [dense]: 0, 1: 1, 2: 2 };

/** Bytes of one value, by `TypeFlag` of mshadow. */
const widths: Readonly<Record<number, number>> = {
  0: 4,
  1: 8,
  2: 2,
  3: 1,
  4: 4,
  5: 1,
  6: 8,
  7: 1,
  8: 2,
  9: 2,
  10: 4,
  11: 8,
  12: 2,
};

/**
 * The `.params` file of an MXNet model: a list of arrays, then as many names. The
 * symbol beside it is JSON.
 */
export const mxnet: Format = {
  id: "mxnet",
  title: "MXNet parameters",
  tier: "specific",
  specification: "https://github.com/apache/mxnet/blob/v1.9.1/src/ndarray/ndarray.cc",
  reads: "names of arrays; weights skipped; trailer swept",
  tested: "mxnet",

  matches: ({ head }) => {
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    return (
      head.length >= 24 &&
      view.getBigUint64(0, true) === BigInt(listMagic) &&
      view.getBigUint64(8, true) === 0n
    );
  },

  regions(blob) {
    const cursor = new Cursor(blob, "mxnet");
    return regionsBySteps(cursor, listSteps(cursor));
  },
};

function* listSteps(cursor: Cursor): Generator<Step> {
  yield 24;
  cursor.skip(16);
  const arrays: Span[][] = [];
  const count = yield* countSteps(cursor);
  for (let index = 0; index < count; index++) arrays.push(yield* arraySteps(cursor));
  const names: string[] = [];
  const named = yield* countSteps(cursor);
  for (let index = 0; index < named; index++) names.push(yield* nameSteps(cursor));
  for (const [index, parts] of arrays.entries())
    for (const at of parts)
      yield { kind: "tensor", name: names[index] ?? `array ${index}`, span: at };
  if (cursor.left > 0)
    yield { kind: "dead", what: "after the last name", span: span(cursor.at, cursor.end) };
}

function* countSteps(cursor: Cursor): Generator<Step, number> {
  yield 8;
  const count = cursor.u64();
  if (count > most || count > cursor.left) throw cursor.malformed(`${count} items`, 8);
  return count;
}

function* nameSteps(cursor: Cursor): Generator<Step, string> {
  yield 8;
  const size = cursor.u64();
  if (size > longestName || size > cursor.left) throw cursor.malformed(`name of ${size} bytes`, 8);
  yield size;
  const at = span(cursor.at, cursor.at + size);
  const bytes = cursor.bytes(size);
  const name = utf8.decode(bytes.subarray(0, shownName));
  if (size > 0) yield nameAt(`$${keyStep(name)}`, at, plain, bytes);
  return name;
}

const utf8 = new TextDecoder();

/** Where the values of one array lie; a sparse one has further parts. */
function* arraySteps(cursor: Cursor): Generator<Step, Span[]> {
  yield 8;
  const magic = cursor.u32();
  if (!arrayMagics.has(magic)) throw cursor.malformed(`array of version ${magic}`, 4);
  const kind = cursor.u32();
  const parts = sparseParts[kind];
  if (parts === undefined) throw cursor.malformed(`array of kind ${kind}`, 4);
  const stored = kind === dense ? undefined : yield* shapeSteps(cursor);
  const values = yield* shapeSteps(cursor);
  // An array without dimensions is empty, and ends here.
  if (values === undefined) return [];
  yield 12 + 4 * parts;
  cursor.skip(8);
  const width = widthOf(cursor);
  const others: number[] = [];
  for (let part = 0; part < parts; part++) {
    yield 4;
    const each = widthOf(cursor);
    others.push(each * ((yield* shapeSteps(cursor)) ?? 0));
  }
  const sizes = [width * (stored ?? values), ...others];
  return sizes.map((size) => take(cursor, size));
}

function widthOf(cursor: Cursor): number {
  const type = cursor.u32();
  const width = widths[type];
  if (width === undefined) throw cursor.malformed(`type ${type}`, 4);
  return width;
}

/** How many values a shape has; undefined for one without dimensions. */
function* shapeSteps(cursor: Cursor): Generator<Step, number | undefined> {
  yield 4;
  const dimensions = cursor.u32();
  if (dimensions > mostDimensions) throw cursor.malformed(`${dimensions} dimensions`, 4);
  yield 8 * dimensions;
  let values = 1;
  for (let index = 0; index < dimensions; index++) values *= cursor.u64();
  if (!Number.isSafeInteger(values)) throw cursor.malformed(`array of ${values} values`);
  return dimensions === 0 ? undefined : values;
}

function take(cursor: Cursor, size: number): Span {
  const start = cursor.at;
  cursor.skip(size);
  return span(start, cursor.at);
}
