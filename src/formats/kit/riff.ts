import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { namesAt } from "./parts.ts";
import { asciiOf, fieldsAt } from "./fields.ts";

/** A chunk: four letters, a length (little-endian), and data, padded to an even length. */
export interface RiffChunk {
  readonly id: string;
  readonly data: Span;
}

/** Whether the bytes start a file of this kind: `RIFF`, a length, `WEBP` or `WAVE`. */
export const isRiff = (head: Uint8Array, kind: string): boolean =>
  ["RIFF", "RF64"].includes(asciiOf(head.subarray(0, 4))) && asciiOf(head.subarray(8, 12)) === kind;

/** Of the whole file, as its header says; it may be shorter, or longer. */
export async function riffEnd(blob: Blob): Promise<number> {
  const length = (await fieldsAt(blob, "riff", 0, 12)).getUint32(4, true);
  // Writers that do not know the length yet leave 0, or all bits set.
  const isKnown = length > 4 && length < 0xffff_ffff;
  return isKnown ? Math.min(blob.size, 8 + length + (length % 2)) : blob.size;
}

/** @throws {MalformedError} A chunk is cut off. */
export async function* riffChunks(blob: Blob, at: Span): AsyncGenerator<RiffChunk> {
  let from = at.start;
  while (from + 8 <= at.end) {
    const head = await fieldsAt(blob, "riff", from, 8);
    const id = asciiOf(new Uint8Array(head.buffer, head.byteOffset, 4));
    const data = span(from + 8, from + 8 + head.getUint32(4, true));
    if (data.end > at.end)
      throw new MalformedError("riff", from, `chunk ends at ${data.end} of ${at.end}`);
    yield { id, data };
    from = data.end + (lengthOdd(data) ? 1 : 0);
  }
}

const lengthOdd = ({ start, end }: Span): boolean => (end - start) % 2 === 1;

/** In which chunk each of the offsets lies, by its name. */
export async function riffKeys(
  blob: Blob,
  offsets: readonly number[],
): Promise<readonly (string | undefined)[]> {
  const chunks = await Array.fromAsync(riffChunks(blob, span(12, await riffEnd(blob))));
  return namesAt(
    chunks.map(({ id, data }) => ({ name: id.trim(), span: data })),
    offsets,
  );
}
