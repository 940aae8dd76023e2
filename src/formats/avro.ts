import { type Blob, slice } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name, type Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { type AvroType, avroType } from "./kit/avro-schema.ts";
import { avroTexts } from "./kit/avro-values.ts";
import { type BlockCodec, unpackBlock } from "./kit/block-codecs.ts";
import { Cursor } from "./kit/cursor.ts";
import { decodeName } from "./kit/names.ts";
import { type Cell, packedRows } from "./kit/packed-rows.ts";
import { unread } from "./kit/steps.ts";
import { cellRegions, metadataRegions, step } from "./kit/table-metadata.ts";

const magic = Buffer.from("Obj\u0001");
const syncSize = 16;
/** Schemas of wide tables take some hundred kilobytes. In bytes. */
const longestValue = 16 * 1024 * 1024;
const mostPairs = 10_000;
/** Writers end a block at 64 KiB, or with one object that is longer. In bytes. */
const largestBlock = 64 * 1024 * 1024;

const codecs: Readonly<Record<string, BlockCodec>> = {
  null: "none",
  deflate: "deflate",
  snappy: "snappy",
  zstandard: "zstd",
};

/**
 * Rows with their schema: metadata, whose schema is JSON with documentation and
 * defaults, and blocks of objects. Regions are all of the metadata, and each text
 * and bytes of each object under the names of its fields.
 */
export const avro: Format = {
  id: "avro",
  title: "Avro",
  tier: "specific",
  specification: "https://avro.apache.org/docs/1.12.0/specification/#object-container-files",
  reads: "metadata, schema, and texts of all objects; what cannot be followed is swept",
  tested: "fastavro",

  matches: ({ head }) => magic.equals(head.subarray(0, magic.length)),

  async *regions(blob) {
    const cursor = new Cursor(blob, "avro");
    cursor.skip(magic.length);
    const file = yield* metadataOf(blob, cursor);
    for (let index = 0; cursor.left > 0; index++) {
      const start = cursor.at;
      try {
        const count = await longAt(cursor);
        const size = await longAt(cursor);
        if (count < 0 || size < 0) throw cursor.malformed(`block of ${size} bytes`);
        const at = span(cursor.at, cursor.at + size);
        cursor.skip(size + syncSize);
        yield* blockRegions(blob, file, { at, count, key: `$.blocks[${index}]` });
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
        // Of a block that is damaged the end is not sure either.
        yield* unread(`malformed: ${error.message}`, span(start, blob.size));
        return;
      }
    }
  },
};

/** What the metadata says of the blocks. */
interface File {
  readonly codec: BlockCodec | undefined;
  readonly type: AvroType | undefined;
}

async function* metadataOf(blob: Blob, cursor: Cursor): AsyncGenerator<Region, File> {
  const values = new Map<string, string>();
  for (let count = await longAt(cursor); count !== 0; count = await longAt(cursor)) {
    if (count < 0) await longAt(cursor);
    if (Math.abs(count) > mostPairs) throw cursor.malformed(`${Math.abs(count)} pairs of metadata`);
    for (let left = Math.abs(count); left > 0; left--) {
      const [title, text] = [await textAt(cursor), await textAt(cursor)];
      const key = decodeName(title.bytes);
      const path = `$${step(key)}`;
      if (title.bytes.length > 0) yield name(path, title.at, plain, title.bytes);
      if (key === "avro.schema" && text.bytes.length > 0)
        yield { kind: "child", blob: slice(blob, text.at, key) };
      else yield* metadataRegions(blob, { ...text, key: path });
      values.set(key, decodeName(text.bytes));
    }
  }
  await cursor.need(syncSize);
  cursor.skip(syncSize);
  return {
    codec: codecs[values.get("avro.codec") ?? "null"],
    type: avroType(values.get("avro.schema") ?? ""),
  };
}

interface Block {
  readonly at: Span;
  /** Of objects. */
  readonly count: number;
  readonly key: string;
}

async function* blockRegions(blob: Blob, file: File, block: Block): AsyncGenerator<Region> {
  const { at, count, key } = block;
  const { codec, type } = file;
  if (lengthOf(at) === 0) return;
  if (!codec || !type) {
    yield* unread(`unsupported: ${codec ? "schema" : "codec"} of the blocks`, at);
    return;
  }
  if (lengthOf(at) > largestBlock) {
    yield* unread(`limit: block of ${lengthOf(at)} bytes`, at);
    return;
  }
  if (codec !== "none") {
    const unpack = async () => cellsOf(await blob.read(at), { codec, type }, count);
    yield* packedRows(key.replace("$.", ""), at, unpack);
    return;
  }
  const bytes = await blob.read(at);
  for (const text of avroTexts(bytes, type, count)) {
    const there = span(at.start + text.at.start, at.start + text.at.end);
    const own = bytes.subarray(text.at.start, text.at.end);
    yield* cellRegions(blob, { key: key + text.path, at: there, bytes: own });
  }
}

/** Snappy's blocks end in a CRC-32. */
const sumSize = 4;

function* cellsOf(
  block: Uint8Array,
  { codec, type }: { readonly codec: BlockCodec; readonly type: AvroType },
  count: number,
): Generator<Cell> {
  const packed = codec === "snappy" ? block.subarray(0, -sumSize) : block;
  const bytes = unpackBlock(codec, packed, largestBlock);
  for (const { path, at } of avroTexts(bytes, type, count))
    yield { name: path.replace(/^\[\d+\]\.?/, ""), bytes: bytes.subarray(at.start, at.end) };
}

/** A number of seven bits a byte, the sign in the lowest bit. */
async function longAt(cursor: Cursor): Promise<number> {
  await cursor.need(Math.min(10, Math.max(1, cursor.left)));
  let value = 0;
  for (let factor = 1; factor < 2 ** 70 && cursor.left > 0; factor *= 128) {
    const byte = cursor.u8();
    value += (byte & 127) * factor;
    if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  throw cursor.malformed("number without end");
}

async function textAt(cursor: Cursor): Promise<{ readonly at: Span; readonly bytes: Uint8Array }> {
  const length = await longAt(cursor);
  if (!(length >= 0 && length <= longestValue)) throw cursor.malformed(`value of ${length} bytes`);
  await cursor.need(length);
  const start = cursor.at;
  return { bytes: cursor.bytes(length), at: span(start, cursor.at) };
}
