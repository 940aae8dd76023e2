import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { keyStep } from "./kit/key-path.ts";
import { type Message, messagesOf } from "./kit/protobuf-fields.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";
import { unpackSnappy } from "./kit/snappy.ts";
import {
  blockAt,
  entriesOf,
  handleOf,
  isTable,
  readFooter,
  sealBlocks,
  strayOffsets,
  type TableBlock,
  type TableEntry,
} from "./kit/sorted-table.ts";
import { tensorflowTable } from "./kit/tensorflow-messages.ts";

const { BundleEntry, SavedTensorSlices } = messagesOf({
  ...tensorflowTable,
  /** The header, under the empty key, has the numbers of its own; their fields are as these. */
  BundleEntry: {
    1: "dtype",
    2: "shape: TensorShapeProto",
    3: "shard_id: Numbers",
    4: "offset",
    5: "size",
    6: "crc32c",
    7: "slices[]: Numbers",
  },
  /** What TensorFlow wrote before 0.12, with the weights in the table itself. */
  SavedTensorSlices: { 1: "meta: SliceMetas", 2: "data: SavedSlice" },
  SliceMetas: { 1: "tensor[]: SliceMeta", 2: "versions: Numbers" },
  SliceMeta: { 1: "name: label", 2: "shape: TensorShapeProto", 3: "type", 4: "slice[]: Numbers" },
  SavedSlice: { 1: "name: label", 2: "slice: Numbers", 3: "data: TensorProto" },
});

/** A block unpacked: as large as TensorFlow makes them, and more. */
const largestUnpacked = 64 * 1024 * 1024;
/** Two numbers of ten bytes. */
const longestHandle = 20;
/** How much of a key is shown in a key path, in bytes. */
const shownKey = 200;
const packings = { none: 0, snappy: 1 } as const;
const messageTag = 0x0a;

/**
 * The index of a checkpoint: the names of all variables, which are the names that
 * training code gave its objects, and where in the `.data` files each one lies.
 */
export const tensorflowCheckpoint: Format = {
  id: "tensorflow-checkpoint",
  title: "TensorFlow checkpoint index",
  tier: "specific",
  specification:
    "https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/tensor_bundle.proto",
  reads: "names of variables; Snappy unpacked; gaps between blocks swept",
  tested: "tensorflow",

  // The first key of a checkpoint is empty: nothing shared, nothing of its own.
  matches: async ({ head, blob }) => head[0] === 0 && head[1] === 0 && isTable(blob),

  async *regions(blob) {
    const { meta, index, padding } = await readFooter(blob);
    const indexBlock = await blockAt(blob, index);
    const message = await messageOf(blob);
    const data = (await dataBlocks(blob, indexBlock)).map((block) => ({ block, message }));
    const lists = [await blockAt(blob, meta), indexBlock].map((block) => ({
      block,
      message: undefined,
    }));
    let at = 0;
    for (const each of [...data, ...lists].toSorted(byPlace)) {
      const { block } = each;
      if (block.span.start < at)
        throw new MalformedError("tensorflow-checkpoint", at, "blocks overlap");
      yield* dead("between blocks", span(at, block.span.start));
      yield* blockRegions(blob, block, each.message);
      at = block.end;
    }
    const footer = padding.start - footerHandles(meta, index);
    yield* dead("before the footer", span(at, Math.max(at, footer)));
    if ((await blob.read(padding)).some((byte) => byte !== 0))
      yield* dead("in the footer", padding);
  },

  async *reseal(blob, changed) {
    const { meta, index } = await readFooter(blob);
    const indexBlock = await blockAt(blob, index);
    const blocks = [...(await dataBlocks(blob, indexBlock)), await blockAt(blob, meta), indexBlock];
    yield* sealBlocks(blob, blocks, changed);
  },

  fixedNames: "names stand in order, and the graph asks for its variables by them",
};

interface Placed {
  readonly block: TableBlock;
  /** What its values are; of the two lists, where blocks lie. */
  readonly message: Message | undefined;
}

const byPlace = (one: Placed, other: Placed): number =>
  one.block.span.start - other.block.span.start;

function* dead(what: string, at: Span): Generator<Region> {
  if (lengthOf(at) > 0) yield { kind: "dead", what, span: at };
}

/** How many bytes the two handles of the footer take. */
const footerHandles = (...handles: readonly Span[]): number =>
  handles.reduce((sum, each) => sum + varintSize(each.start) + varintSize(lengthOf(each)), 0);

const varintSize = (value: number): number => (value < 128 ? 1 : 1 + varintSize(value / 128));

/** The blocks that the index lists, in its order. */
async function dataBlocks(blob: Blob, { span: at, packing }: TableBlock): Promise<TableBlock[]> {
  if (packing > packings.snappy)
    throw new MalformedError("tensorflow-checkpoint", at.end, `packing ${packing}`);
  const raw = await blob.read(at);
  const bytes = packing === packings.snappy ? unpackSnappy(raw, largestUnpacked) : raw;
  const blocks: TableBlock[] = [];
  for (const { value } of entriesOf(bytes, 0))
    blocks.push(
      await blockAt(blob, handleOf(bytes.subarray(value.start, value.end), at.start, blob.size)),
    );
  return blocks;
}

/** Tells by the first entry, whose key is empty, which of the two kinds the table is. */
async function messageOf(blob: Blob): Promise<Message> {
  const head = await blob.read(span(0, Math.min(4, blob.size)));
  return head[3] === messageTag ? SavedTensorSlices : BundleEntry;
}

async function* blockRegions(
  blob: Blob,
  block: TableBlock,
  message: Message | undefined,
): AsyncGenerator<Region> {
  const at = block.span;
  if (block.packing === packings.snappy)
    yield {
      kind: "packed",
      name: `block at ${at.start}`,
      span: at,
      unpack: async function* () {
        yield unpackSnappy(await blob.read(at), largestUnpacked);
      },
    };
  else if (block.packing !== packings.none)
    yield { kind: "gap", reason: `unsupported: packing ${block.packing}`, span: at };
  else {
    const bytes = await blob.read(at);
    const stray = strayOffsets(bytes, at.start);
    if (stray) yield* dead("in the offsets of a block", stray);
    for (const entry of entriesOf(bytes, at.start)) yield* entryRegions(blob, entry, message);
  }
}

const utf8 = new TextDecoder();

async function* entryRegions(
  blob: Blob,
  { key, places, value }: TableEntry,
  message: Message | undefined,
): AsyncGenerator<Region> {
  const path = `$${key.length > 0 ? keyStep(utf8.decode(key.subarray(0, shownKey))) : ""}`;
  if (key.length > 0)
    yield { kind: "string", key: path, role: "name", spans: places, coding: plain, bytes: key };
  if (!message) {
    if (lengthOf(value) > longestHandle) yield { kind: "stretch", as: "binary", span: value };
    return;
  }
  const cursor = new Cursor(blob, "tensorflow-checkpoint", value);
  yield* messageRegions(cursor, { blob, message, key: path, end: value.end });
}
