import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { type FlatRecord, FlatWalk } from "./kit/flatbuffer.ts";
import type { FlatTable } from "./kit/flatbuffer-schema.ts";
import { holeRegions, isPadding, tailOf } from "./kit/flatbuffer-holes.ts";
import { isText } from "./kit/printable.ts";
import { ConversionMetadata, Model, ModelMetadata } from "./kit/tflite-tables.ts";
import { readZip, zipRegions } from "./kit/zip.ts";
import { findEnd } from "./kit/zip-end.ts";

const id = "tflite";
const identifier = Buffer.from("TFL3");
/** `TensorType_STRING` of the schema. */
const stringType = 5;
/** A longer metadata or string buffer is swept where it stands instead of being held. */
const longestHeld = 8 * 1024 * 1024;

const nested: Readonly<Record<string, FlatTable>> = {
  TFLITE_METADATA: ModelMetadata,
  CONVERSION_METADATA: ConversionMetadata,
};

/**
 * A TensorFlow Lite model is a flatbuffer, behind which a zip may stand with the
 * files that belong to it. Regions are all its strings, string tensors, and the
 * metadata that tools add; then what no table leads to.
 */
export const tflite: Format = {
  id,
  title: "TensorFlow Lite",
  tier: "specific",
  specification:
    "https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs",
  reads:
    "names, metadata, string tensors, the files in the zip behind; weights skipped; gaps swept",
  tested: "tensorflow",

  matches: ({ head }) => identifier.equals(head.subarray(4, 8)),

  async *regions(blob) {
    const whole = span(0, blob.size);
    const uses = new Uses();
    const walk = new FlatWalk(blob, id, whole, {
      seen: (record) => uses.see(record),
      bytes: (at, record) => content(blob, at, record, uses),
    });
    yield* walk.regions(Model, "$");
    let taken = 0;
    for (const { at, index } of uses.far) {
      taken += lengthOf(at);
      if (at.end > blob.size || taken > blob.size)
        throw new MalformedError(id, at.start, `buffer ends at ${at.end}, or lies over others`);
      walk.took(at);
      yield* buffer(blob, at, index, uses);
    }
    yield* rest(blob, walk.unread(whole));
  },
};

/** What the model says that its buffers are. */
class Uses {
  readonly strings = new Set<number>();
  readonly metadata = new Map<number, string>();
  /** Buffers that stand behind the flatbuffer, of models of more than 2 GB. */
  readonly far: { readonly at: Span; readonly index: number }[] = [];

  async see(record: FlatRecord): Promise<void> {
    if (record.table === "Tensor" && (await record.number(1, 1)) === stringType)
      this.strings.add(await record.number(2, 4));
    else if (record.table === "Metadata")
      this.metadata.set(await record.number(1, 4), (await record.text(0)) ?? "");
    else if (record.table === "Buffer") await this.#far(record);
  }

  async #far(record: FlatRecord): Promise<void> {
    const [offset, size] = [await record.number(1, 8), await record.number(2, 8)];
    // Offsets of 0 and 1 say that there is none.
    if (offset > 1) this.far.push({ at: span(offset, offset + size), index: record.index });
  }
}

function content(
  blob: Blob,
  at: Span,
  record: FlatRecord,
  uses: Uses,
): AsyncIterable<Region> | Iterable<Region> {
  if (record.table === "Buffer") return buffer(blob, at, record.index, uses);
  return [{ kind: "stretch", as: "binary", span: at }];
}

/** Buffer 0 is for tensors without data, so no text refers to it. */
async function* buffer(blob: Blob, at: Span, index: number, uses: Uses): AsyncGenerator<Region> {
  const key = uses.metadata.get(index);
  const isHeld = lengthOf(at) <= longestHeld;
  if (key !== undefined && isHeld) yield* metadata(blob, at, key);
  else if (index > 0 && uses.strings.has(index) && isHeld) yield* strings(blob, at, index);
  else if (key !== undefined || uses.strings.has(index))
    yield { kind: "stretch", as: "binary", span: at };
  else if (lengthOf(at) > 0) yield { kind: "tensor", name: `buffers[${index}]`, span: at };
}

async function* metadata(blob: Blob, at: Span, key: string): AsyncGenerator<Region> {
  const path = `$.metadata.${key}`;
  const table = nested[key];
  const bytes = await blob.read(at);
  const text = withoutZeros(bytes);
  if (text.length > 0 && isText(text))
    yield value(path, span(at.start, at.start + text.length), plain, text);
  else if (table) yield* flat(blob, at, table, path);
  else yield { kind: "stretch", as: "binary", span: at };
}

/** A flatbuffer inside; one that is damaged is swept. */
async function* flat(blob: Blob, at: Span, table: FlatTable, path: string): AsyncGenerator<Region> {
  const walk = new FlatWalk(blob, id, at);
  try {
    yield* walk.regions(table, path);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    yield { kind: "gap", reason: `malformed: ${error.message}`, span: at };
  }
  for (const hole of walk.unread(at)) yield { kind: "stretch", as: "binary", span: hole };
}

/** The version of the runtime stands in sixteen bytes, the rest of which are zero. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

/**
 * A string tensor: how many strings, where each starts and the last ends, the
 * strings, one after the other (`tensorflow/lite/string_util.h`).
 */
async function* strings(blob: Blob, at: Span, index: number): AsyncGenerator<Region> {
  const bytes = await blob.read(at);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = bytes.length >= 4 ? view.getUint32(0, true) : 0;
  const head = 4 * (count + 2);
  let start = bytes.length >= head && count > 0 ? view.getUint32(4, true) : NaN;
  for (let each = 0; each < count && start >= head; each++) {
    const end = view.getUint32(8 + 4 * each, true);
    if (end < start || end > bytes.length) break;
    const place = span(at.start + start, at.start + end);
    if (end > start)
      yield value(`$.buffers[${index}][${each}]`, place, plain, bytes.subarray(start, end));
    start = end;
  }
  const from = start >= head ? start : 0;
  if (from < bytes.length)
    yield { kind: "stretch", as: "binary", span: span(at.start + from, at.end) };
}

/** What was not read: at its end, a zip may stand. */
async function* rest(blob: Blob, holes: readonly Span[]): AsyncGenerator<Region> {
  const tail = tailOf(blob, holes);
  const isZip = tail !== undefined && !(await isPadding(blob, tail)) && (await findEnd(blob));
  yield* holeRegions(blob, isZip ? holes.slice(0, -1) : holes, "after the model");
  if (isZip) yield* appended(blob, tail);
}

/** The zip: its offsets count from the start of the file, so that the model seems to stand before its first member. */
async function* appended(blob: Blob, tail: Span): AsyncGenerator<Region> {
  const layout = await readZip(behind(blob, tail.start));
  const dead = layout.dead
    .filter((each) => each.span.end > tail.start)
    .map((each) => ({ ...each, span: span(Math.max(each.span.start, tail.start), each.span.end) }));
  yield* zipRegions(blob, { ...layout, dead: await Array.fromAsync(stray(blob, dead)) });
}

async function* stray<Hole extends { readonly span: Span }>(
  blob: Blob,
  holes: readonly Hole[],
): AsyncGenerator<Hole> {
  for (const hole of holes) if (!(await isPadding(blob, hole.span))) yield hole;
}

/** The blob with zeros up to `start`, so that the weights are not searched for members of the zip. */
const behind = (blob: Blob, start: number): Blob => ({
  ...blob,
  read: async (at, room) => {
    if (at.start >= start || at.end > blob.size) return blob.read(at, room);
    const bytes = new Uint8Array(lengthOf(at));
    if (at.end > start) bytes.set(await blob.read(span(start, at.end)), start - at.start);
    return bytes;
  },
});
