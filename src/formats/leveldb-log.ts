import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name, type Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { crc32c, masked } from "./kit/crc32c.ts";
import { Cursor } from "./kit/cursor.ts";
import { keyStep } from "./kit/key-path.ts";
import { piecesOf, replaced } from "./kit/pieces.ts";
import { isText } from "./kit/printable.ts";
import { unread } from "./kit/steps.ts";
import { cellRegions } from "./kit/table-metadata.ts";
import { type LogKind, logEntries, sealLog } from "./kit/wandb-log.ts";

const headSize = 7;
const logKind: LogKind = {
  format: "leveldb-log",
  sum: (type, data) => masked(crc32c(data, crc32c(Uint8Array.of(type)))),
};
/** Sequence number and count. */
const batchHead = 12;
const types = { deletion: 0, value: 1 } as const;
/** How much of a key is shown in a key path, in bytes. */
const shownKey = 200;
/** A longer value is swept where it stands. */
const longestValue = 8 * 1024 * 1024;

/**
 * What was written to a LevelDB database last: records, each a batch of keys with
 * values, cut where blocks end. The list of its tables is written the same way.
 */
export const leveldbLog: Format = {
  id: "leveldb-log",
  title: "LevelDB log",
  tier: "specific",
  specification: "https://github.com/google/leveldb/blob/main/doc/log_format.md",
  tested: "plyvel",
  reads: "keys and values of all batches, put together where blocks cut them; all else swept",

  matches: ({ head }) => startsLog(head),

  async *regions(blob) {
    const cursor = new Cursor(blob, "leveldb-log");
    let index = 0;
    for (const entry of logEntries(cursor, logKind))
      if (typeof entry === "number") await cursor.need(entry);
      else if (entry.kind === "record") yield* recordRegions(blob, entry.parts, `$[${index++}]`);
      else if (entry.kind === "damaged") yield* unread(`malformed: ${entry.reason}`, entry.span);
      else yield { kind: "dead", what: "at the end of a block", span: entry.span };
  },

  reseal: (blob, changed) => sealLog(blob, changed, { kind: logKind }),

  fixedNames: "keys tell what replaces what",
};

/** Whether the first part has its checksum, as far as the head shows it: one in 2^32 other files does. */
function startsLog(head: Uint8Array): boolean {
  if (head.length < headSize) return false;
  const view = new DataView(head.buffer, head.byteOffset);
  const [length, type] = [view.getUint16(4, true), view.getUint8(6)];
  if (type < 1 || type > 2 || headSize + length > head.length || length < batchHead) return false;
  return logKind.sum(type, head.subarray(headSize, headSize + length)) === view.getUint32(0, true);
}

/** A batch, put together where it is cut. */
async function* recordRegions(
  blob: Blob,
  parts: readonly [Span, ...Span[]],
  key: string,
): AsyncGenerator<Region> {
  const pieces = piecesOf(blob, parts);
  try {
    for await (const region of batchRegions(pieces.blob, key)) yield* replaced(pieces, region);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    // The list of tables has records of another kind.
    for (const each of parts) yield { kind: "stretch", as: "binary", span: each };
  }
}

/** @throws {MalformedError} The record is no batch. */
async function* batchRegions(batch: Blob, key: string): AsyncGenerator<Region> {
  const cursor = new Cursor(batch, "leveldb-log");
  cursor.skip(batchHead);
  while (cursor.left > 0) {
    await cursor.need(1);
    const type = cursor.u8();
    if (type > types.value) throw cursor.malformed(`entry of type ${type}`, 1);
    const title = await bytesAt(cursor);
    const path = key + keyStep(Buffer.from(title.bytes.subarray(0, shownKey)).toString());
    if (title.bytes.length > 0 && isText(title.bytes))
      yield name(path, title.at, plain, title.bytes);
    if (type === types.deletion) continue;
    const value = await bytesAt(cursor);
    if (lengthOf(value.at) > longestValue) yield { kind: "stretch", as: "binary", span: value.at };
    else yield* cellRegions(batch, { ...value, key: path });
  }
}

async function bytesAt(cursor: Cursor): Promise<{ readonly at: Span; readonly bytes: Uint8Array }> {
  await cursor.need(Math.min(5, cursor.left));
  let length = 0;
  for (let factor = 1; ; factor *= 128) {
    if (cursor.left === 0 || factor > 2 ** 28) throw cursor.malformed("length without end");
    const byte = cursor.u8();
    length += (byte & 127) * factor;
    if (byte < 128) break;
  }
  await cursor.need(length);
  const start = cursor.at;
  return { bytes: cursor.bytes(length), at: span(start, cursor.at) };
}
