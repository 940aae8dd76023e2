import { type Blob, slice } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { blocksOf } from "./kit/blocks.ts";
import { idLength, isSealed } from "./kit/git-hash.ts";

const signature = Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]);
/** Signature, and how many objects there are up to each first byte of a name. */
const headSize = signature.length + 256 * 4;

const isIdx = (head: Uint8Array): boolean =>
  head.length >= signature.length && signature.equals(head.subarray(0, signature.length));

/**
 * The table of a pack: names of objects and where they stand. It holds no text;
 * what else is in the file is swept.
 */
export const gitIdx: Format = {
  id: "git-idx",
  title: "Index of a Git pack",
  tier: "specific",
  specification: "https://git-scm.com/docs/gitformat-pack",
  reads: "nothing, as it holds no text; trailer swept",
  tested: "git",

  matches: ({ head }) => isIdx(head),

  async *regions(blob) {
    if (blob.size < headSize) throw new MalformedError("git-idx", blob.size, "table that is cut");
    const head = await blob.read(span(0, headSize));
    if (!isIdx(head)) throw new MalformedError("git-idx", 0, "header of another kind");
    const count = new DataView(head.buffer, head.byteOffset).getUint32(headSize - 4);
    const end = await tableEnd(blob, count);
    if (end < blob.size)
      yield { kind: "dead", what: "after the table", span: span(end, blob.size) };
  },

  fixed: () => "it lists objects of Git by what they hold",
};

/** Name, checksum and offset of each object; far offsets; the digests of pack and table. */
async function tableEnd(blob: Blob, count: number): Promise<number> {
  const isLong = await isSealed(blob, "sha256", blob.size - idLength.sha256);
  const id = idLength[isLong ? "sha256" : "sha1"];
  const offsets = headSize + count * (id + 4);
  const far = offsets + count * 4;
  const end = far + 2 * id;
  if (end > blob.size)
    throw new MalformedError("git-idx", blob.size, `table of ${count} objects that is cut`);
  return end + 8 * (await farOffsets(slice(blob, span(offsets, far), "offsets")));
}

/** Offsets of 2 GiB and more are in a table of their own, which the highest bit says. */
async function farOffsets(table: Blob): Promise<number> {
  let count = 0;
  for await (const { bytes } of blocksOf(table))
    for (let at = 0; at < bytes.length; at += 4) count += (bytes[at] ?? 0) >> 7;
  return count;
}
