import type { Blob } from "../../core/blob.ts";
import { firstAbove } from "../../core/spans.ts";
import { span } from "../../core/span.ts";
import { asBuffer } from "./bytes.ts";
import { type GitHash, idLength } from "./git-hash.ts";

/** `\xfftOc` and version 2. */
const signature = Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]);
/** How many objects there are up to each first byte of a name stands behind the signature. */
const headSize = signature.length + 256 * 4;

/** Whether a blob starts as the index of a pack of version 2. Version 1 was written before 2007. */
export const isPackIndex = (head: Uint8Array): boolean =>
  head.length >= signature.length && signature.equals(head.subarray(0, signature.length));

/** The objects that an index lists, in the order in which they start in the pack. */
export interface Listed {
  readonly hash: GitHash;
  /** Where each starts, ascending. */
  readonly starts: Float64Array;
  /** Its name. */
  readonly idOf: (number: number) => Buffer;
  /** The number of the object of a name, if it is listed. */
  readonly numberOf: (id: Buffer) => number | undefined;
}

/** What the index of a pack lists; none where it is of another kind, cut, or that of another pack. */
export async function readPackIndex(index: Blob, pack: Blob): Promise<Listed | undefined> {
  if (index.size < headSize) return undefined;
  const bytes = asBuffer(await index.read(span(0, index.size)));
  const count = bytes.readUInt32BE(headSize - 4);
  const hash = (["sha1", "sha256"] as const).find((each) => fits(index.size, count, each));
  if (!isPackIndex(bytes) || !hash || pack.size < idLength[hash]) return undefined;
  const length = idLength[hash];
  const digest = await pack.read(span(pack.size - length, pack.size));
  if (!bytes.subarray(-2 * length, -length).equals(digest)) return undefined;
  // A copy: what was read of a file is valid only while that is open.
  const names = Buffer.from(bytes.subarray(headSize, headSize + count * length));
  const offsets = offsetsIn(bytes.subarray(headSize + count * (length + 4)), count);
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  order.sort((one, other) => (offsets[one] ?? 0) - (offsets[other] ?? 0));
  const starts = Float64Array.from(order, (at) => offsets[at] ?? 0);
  const nameAt = (at: number): Buffer => names.subarray(at * length, (at + 1) * length);
  return {
    hash,
    starts,
    idOf: (number) => nameAt(order[number] ?? 0),
    numberOf: (id) => {
      const at = placeOf(id, count, nameAt);
      return at === undefined ? undefined : numberAt(starts, offsets[at] ?? 0);
    },
  };
}

/** Whether a table of so many names of this length can be so long: far offsets take 8 bytes each. */
function fits(size: number, count: number, hash: GitHash): boolean {
  const far = size - headSize - count * (idLength[hash] + 8) - 2 * idLength[hash];
  return count > 0 && far >= 0 && far % 8 === 0 && far / 8 <= count;
}

/** Offsets of 31 bits; where the highest bit is set, the others say which of the far ones is meant. */
const offsetsIn = (table: Buffer, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, at) => {
    const near = table.readUInt32BE(at * 4);
    if (near < 2 ** 31) return near;
    const far = count * 4 + (near - 2 ** 31) * 8;
    return far + 8 > table.length ? 0 : Number(table.readBigUInt64BE(far));
  });

/** The number of the object that starts at an offset, if one does. */
export function numberAt(starts: Float64Array, offset: number): number | undefined {
  const number = firstAbove(starts, offset) - 1;
  return starts[number] === offset ? number : undefined;
}

/** Where a name stands among names that ascend. */
function placeOf(id: Buffer, count: number, nameAt: (at: number) => Buffer): number | undefined {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nameAt(middle).compare(id) < 0) low = middle + 1;
    else high = middle;
  }
  return low < count && nameAt(low).equals(id) ? low : undefined;
}
