import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { dtypeOfLiteral, entryOf, numbersOf } from "./kit/numpy-header.ts";
import { arrayRegions } from "./kit/numpy-items.ts";
import { type Dtype, holdsObjects, product } from "./kit/numpy-types.ts";
import { pickleRegions, readPickle } from "./kit/pickle.ts";
import { type Literal, parseLiteral } from "./kit/python-literals.ts";

const magic = Buffer.from("\x93NUMPY", "latin1");
/** Numpy itself refuses headers of more than 10,000 bytes unless told otherwise. */
const longestHeader = 1 << 20;

/**
 * One array of numpy: a Python dict that tells its type and shape, and the
 * items. Numbers are passed over; strings are read, one by one; an array of
 * objects is a pickle.
 */
export const npy: Format = {
  id: "npy",
  title: "NumPy array",
  tier: "specific",
  specification: "https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html",
  reads: "header, arrays of strings and of objects; numbers skipped; trailer swept",
  tested: "numpy",

  matches: ({ head }) => magic.equals(head.subarray(0, magic.length)),

  async *regions(blob) {
    const at = await headerSpan(blob);
    const header = await blob.read(at);
    const { value, strings, end } = parseLiteral("npy", header, at.start);
    yield* strings;
    if (!isBlank(header.subarray(end)))
      yield { kind: "dead", what: "after the header", span: span(at.start + end, at.end) };
    yield* data(blob, value, at.end);
  },
};

async function headerSpan(blob: Blob): Promise<Span> {
  const cursor = new Cursor(blob, "npy");
  await cursor.need(10);
  cursor.skip(magic.length);
  const version = cursor.u8();
  cursor.skip(1);
  if (version < 1 || version > 3) throw cursor.malformed(`version ${version}`, 2);
  await cursor.need(version === 1 ? 2 : 4);
  const length = version === 1 ? cursor.u16() : cursor.u32();
  if (length > longestHeader || length > cursor.left)
    throw cursor.malformed(`header of ${length} bytes`);
  return span(cursor.at, cursor.at + length);
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0x20 || byte === 10);

async function* data(blob: Blob, header: Literal, start: number): AsyncGenerator<Region> {
  const code = entryOf(header, "descr");
  const type = dtypeOfLiteral(code);
  const shape = numbersOf(entryOf(header, "shape"));
  const size = type && shape ? product(shape) * type.size : NaN;
  if (!type || !Number.isSafeInteger(size)) {
    yield { kind: "gap", reason: "unsupported: type of the array", span: span(start, blob.size) };
    yield { kind: "stretch", as: "binary", span: span(start, blob.size) };
  } else if (holdsObjects(type)) yield* objects(blob, start);
  else {
    const told = { ...(code?.kind === "text" && { dtype: code.text }), ...(shape && { shape }) };
    for await (const region of items(blob, type, span(start, start + size)))
      yield region.kind === "tensor" ? { ...region, ...told } : region;
  }
}

async function* objects(blob: Blob, start: number): AsyncGenerator<Region> {
  const cursor = new Cursor(blob, "npy", span(start, blob.size));
  const pickle = await readPickle(blob, cursor);
  for await (const batch of pickleRegions(blob, pickle, "$")) yield* batch;
  if (!pickle.failure) yield* trailer(span(cursor.at, blob.size));
}

async function* items(blob: Blob, type: Dtype, at: Span): AsyncGenerator<Region> {
  const there = span(at.start, Math.min(at.end, blob.size));
  yield* arrayRegions(blob, { span: there, type, key: "$", coding: plain });
  if (at.end > blob.size)
    throw new MalformedError("npy", blob.size, `array ends at ${at.end} of ${blob.size}`);
  yield* trailer(span(at.end, blob.size));
}

function* trailer(at: Span): Generator<Region> {
  if (at.end > at.start) yield { kind: "dead", what: "after the array", span: at };
}
