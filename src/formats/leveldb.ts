import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name, type Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { type BlockCodec, unpackBlock } from "./kit/block-codecs.ts";
import { keyStep } from "./kit/key-path.ts";
import { type Cell, packedRows } from "./kit/packed-rows.ts";
import { isText } from "./kit/printable.ts";
import {
  blockAt,
  entriesOf,
  handleOf,
  isTable,
  readFooter,
  sealBlocks,
  type TableBlock,
  type TableEntry,
} from "./kit/sorted-table.ts";
import { unread } from "./kit/steps.ts";
import { cellRegions } from "./kit/table-metadata.ts";
import { uncovered } from "./kit/uncovered.ts";

/** A key ends in its sequence number and type. */
const keyTail = 8;
const footerSize = 48;
/** LevelDB makes blocks of 4 KiB; only a value that is longer makes one larger. */
const largestBlock = 64 * 1024 * 1024;
/** How much of a key is shown in a key path, in bytes. */
const shownKey = 200;
const codecs: readonly (BlockCodec | undefined)[] = ["none", "snappy", "zstd"];

/**
 * A table of a LevelDB database: keys with values, sorted, in blocks. Deleted and
 * overwritten ones stay until tables are merged, and are read like the others.
 */
export const leveldb: Format = {
  id: "leveldb",
  title: "LevelDB table",
  tier: "specific",
  specification: "https://github.com/google/leveldb/blob/main/doc/table_format.md",
  tested: "plyvel",
  reads: "keys and values, packed ones too; all else swept",

  looksFar: true,
  // A checkpoint of TensorFlow is such a table too; its first key is empty.
  matches: async ({ head, blob }) => !(head[0] === 0 && head[1] === 0) && isTable(blob),

  async *regions(blob) {
    const { meta, index } = await readFooter(blob);
    const used: Span[] = [span(Math.max(0, blob.size - footerSize), blob.size)];
    const indexBlock = await blockAt(blob, index);
    const blocks = await dataBlocks(blob, indexBlock);
    let at = 0;
    for (const block of blocks) {
      // Blocks of a real table follow one another, so that none is read twice.
      if (block.span.start < at) throw new MalformedError("leveldb", at, "blocks overlap");
      at = block.end;
      used.push(span(block.span.start, block.end));
      yield* blockRegions(blob, block);
    }
    const metaBlock = await blockAt(blob, meta);
    // Filters, by which keys that are not there are known.
    for (const block of [...(await dataBlocks(blob, metaBlock)), metaBlock, indexBlock]) {
      used.push(span(block.span.start, block.end));
      if (block.packing === 0) yield { kind: "stretch", as: "binary", span: block.span };
    }
    for (const left of uncovered(used, blob.size))
      yield { kind: "dead", what: "between blocks", span: left };
  },

  async *reseal(blob, changed) {
    const { meta, index } = await readFooter(blob);
    const lists = [await blockAt(blob, meta), await blockAt(blob, index)];
    const listed = await Promise.all(lists.map((each) => dataBlocks(blob, each)));
    yield* sealBlocks(blob, [...lists, ...listed.flat()], changed);
  },

  fixedNames: "keys stand in order, and one that was replaced would not be found",
};

/** The blocks that the index lists. */
async function dataBlocks(blob: Blob, index: TableBlock): Promise<TableBlock[]> {
  const bytes = unpacked(await blob.read(index.span), index.packing);
  const blocks: TableBlock[] = [];
  for (const { value } of entriesOf(bytes, 0)) {
    const handle = bytes.subarray(value.start, value.end);
    blocks.push(await blockAt(blob, handleOf(handle, index.span.start, blob.size)));
  }
  return blocks;
}

/** @throws {MalformedError} The block is damaged, or packed in a way that is not known. */
function unpacked(bytes: Uint8Array, packing: number): Uint8Array {
  const codec = codecs[packing];
  if (!codec) throw new MalformedError("leveldb", 0, `packing ${packing}`);
  return unpackBlock(codec, bytes, largestBlock);
}

async function* blockRegions(
  blob: Blob,
  { span: at, packing }: TableBlock,
): AsyncGenerator<Region> {
  if (!codecs[packing]) {
    yield* unread(`unsupported: packing ${packing}`, at);
    return;
  }
  if (packing > 0) {
    const unpack = async () => cellsOf(unpacked(await blob.read(at), packing));
    yield* packedRows(`block at ${at.start}`, at, unpack);
    return;
  }
  const bytes = await blob.read(at);
  try {
    for (const entry of entriesOf(bytes, at.start)) yield* entryRegions(blob, entry, { bytes, at });
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    yield* unread(`malformed: ${error.message}`, at);
  }
}

interface Block {
  readonly bytes: Uint8Array;
  readonly at: Span;
}

function* entryRegions(blob: Blob, entry: TableEntry, { bytes, at }: Block): Generator<Region> {
  const { value, places } = entry;
  const { key, path } = keyOf(entry);
  const [first, ...others] = withoutTail(places);
  if (first && key.length > 0 && isText(key))
    yield { ...name(path, first, plain, key), spans: [first, ...others] };
  const own = bytes.subarray(value.start - at.start, value.end - at.start);
  yield* cellRegions(blob, { key: path, at: value, bytes: own });
}

function keyOf({ key: whole }: TableEntry): { readonly key: Uint8Array; readonly path: string } {
  const key = whole.subarray(0, Math.max(0, whole.length - keyTail));
  return { key, path: `$${keyStep(Buffer.from(key.subarray(0, shownKey)).toString())}` };
}

/** The places of a key without its last bytes. */
function withoutTail(places: readonly Span[]): Span[] {
  let left = places.reduce((sum, each) => sum + lengthOf(each), 0) - keyTail;
  const kept: Span[] = [];
  for (const { start, end } of places) {
    if (left <= 0) break;
    kept.push(span(start, Math.min(end, start + left)));
    left -= end - start;
  }
  return kept;
}

function* cellsOf(bytes: Uint8Array): Generator<Cell> {
  for (const entry of entriesOf(bytes, 0)) {
    const { key } = keyOf(entry);
    const title = Buffer.from(key.subarray(0, shownKey)).toString();
    if (key.length > shownKey) yield { name: "key", bytes: key };
    yield { name: title, bytes: bytes.subarray(entry.value.start, entry.value.end) };
  }
}
