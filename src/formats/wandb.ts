import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { piecesOf, replaced } from "./kit/pieces.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";
import { unread } from "./kit/steps.ts";
import { logEntries, sealLog } from "./kit/wandb-log.ts";
import { wandbMessages } from "./kit/wandb-messages.ts";

/** `:W&B`, 0xBEE1 in little-endian, and the version. */
const magic = [0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe];
const headerSize = magic.length + 1;
const knownVersion = 0;

/**
 * What Weights & Biases keeps of a run: a log of Record messages with all that
 * the run's settings, environment, configuration and output tell. Blocks cut
 * records, so a value may lie in several pieces with another record head between.
 */
export const wandb: Format = {
  id: "wandb",
  title: "Weights & Biases run log",
  tier: "specific",
  specification: "https://github.com/wandb/wandb/blob/main/wandb/proto/wandb_internal.proto",
  reads: "all strings of all records, put together where blocks cut them; unknown fields swept",
  tested: "wandb",

  matches: ({ head }) => magic.every((byte, at) => head[at] === byte),

  async *regions(blob) {
    const cursor = new Cursor(blob, "wandb");
    await cursor.need(headerSize);
    const version = cursor.peek(magic.length);
    cursor.skip(headerSize);
    if (version !== knownVersion) {
      yield* unread(`unsupported: log of version ${version}`, span(headerSize, blob.size));
      return;
    }
    let index = 0;
    for (const entry of logEntries(cursor))
      if (typeof entry === "number") await cursor.need(entry);
      else if (entry.kind === "damaged") yield* unread(`malformed: ${entry.reason}`, entry.span);
      else if (entry.kind === "record")
        yield* recordRegions(cursor, blob, entry.parts, `$[${index++}]`);
      else if (!(await isZero(cursor, entry.span)))
        yield { kind: "dead", what: "at the end of a block", span: entry.span };
  },

  reseal: (blob, changed) => sealLog(blob, changed, { from: headerSize }),
};

/** The strings of one record, put together where it is cut. At one that is not the cursor stands. */
async function* recordRegions(
  cursor: Cursor,
  blob: Blob,
  parts: readonly [Span, ...Span[]],
  key: string,
): AsyncGenerator<Region> {
  const message = wandbMessages.Record;
  if (parts.length === 1) {
    yield* messageRegions(cursor, { blob, message, key, end: parts[0].end });
    return;
  }
  const pieces = piecesOf(blob, parts);
  const root = { blob: pieces.blob, message, key, end: pieces.blob.size };
  for await (const region of messageRegions(new Cursor(pieces.blob, "wandb"), root))
    yield* replaced(pieces, region);
}

/** A block ends in at most six bytes that no record uses. */
async function isZero(cursor: Cursor, at: Span): Promise<boolean> {
  cursor.at = at.start;
  await cursor.need(lengthOf(at));
  return cursor.bytes(lengthOf(at)).every((byte) => byte === 0);
}
