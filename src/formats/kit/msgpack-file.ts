import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { headSize, type Probe } from "../../core/format.ts";
import type { Region } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { Cursor } from "./cursor.ts";
import { documentRoot } from "./key-path.ts";
import { damaged, Msgpack, opensMap } from "./msgpack.ts";
import { regionsBySteps } from "./steps.ts";

/** What is seen of a file before its format is known. */
export interface MsgpackLook {
  /** Whether all that was looked at reads as MessagePack. */
  readonly reads: boolean;
  /** How many arrays in the manner of Flax were met. */
  readonly arrays: number;
}

const nothing: MsgpackLook = { reads: false, arrays: 0 };
/** How much is read for that, in bytes, at least so much at once: names of layers come before the first weights. */
const farthest = 1024 * 1024;
const window = 16 * 1024;
/** Fewer bytes prove too little where something else follows them. */
const least = 64;

/** Whether the blob begins as a MessagePack map does; its strings and numbers are read, weights are not. */
export async function lookAt({ head, blob, name }: Probe): Promise<MsgpackLook> {
  if (!opensMap(head)) return nothing;
  const cursor = new Cursor(blob, "msgpack");
  const reader = new Msgpack(cursor);
  let read = 0;
  try {
    for (const step of reader.steps("$")) {
      if (reader.arrays > 0 || read > farthest) break;
      if (typeof step !== "number") continue;
      read += Math.max(step, window);
      await cursor.need(step);
    }
  } catch (error) {
    // Of a file that was cut off the start still reads.
    if (!(error instanceof MalformedError)) throw error;
    if (cursor.at < headSize) return nothing;
  }
  const isNamed = /\.(?:msgpack|mpk|msgpack\.\w+)$/.test(name);
  const reads = isNamed || reader.arrays > 0 || cursor.at >= Math.min(blob.size, least);
  return { reads, arrays: reader.arrays };
}

/** The values of a file, one after the other, and what follows the last. */
export async function* msgpackRegions(blob: Blob): AsyncGenerator<Region> {
  const cursor = new Cursor(blob, "msgpack");
  const reader = new Msgpack(cursor);
  for (let index = 0; index === 0 || (await isNext(cursor)); index++) {
    try {
      yield* regionsBySteps(cursor, reader.steps(documentRoot(index)));
    } catch (error) {
      if (cursor.at === 0) throw error;
      yield* damaged(error, cursor.at, blob.size);
      return;
    }
  }
  if (cursor.left > 0)
    yield { kind: "dead", what: "after the last value", span: span(cursor.at, blob.size) };
}

/** Whether another map follows. */
async function isNext(cursor: Cursor): Promise<boolean> {
  const size = Math.min(cursor.left, 300);
  if (size === 0) return false;
  await cursor.need(size);
  const bytes = cursor.bytes(size);
  cursor.at -= size;
  return opensMap(bytes);
}
