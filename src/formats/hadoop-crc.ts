import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";

/** `crc`, and the version. */
const magic = [0x63, 0x72, 0x63, 0x00];
const headerSize = magic.length + 4;
/** Hadoop sums up 512 bytes at a time unless told otherwise; nobody sums up more than a gigabyte. */
const largestBlock = 2 ** 30;

/**
 * `.part-00000.crc`: the checksums that Hadoop, and with it Spark, puts beside
 * each file it writes. They are of no secret, but stay behind unchanged when
 * the file beside them is cleaned.
 */
export const hadoopCrc: Format = {
  id: "hadoop-crc",
  title: "Hadoop checksums",
  tier: "specific",
  specification:
    "https://github.com/apache/hadoop/blob/trunk/hadoop-common-project/hadoop-common/src/main/java/org/apache/hadoop/fs/ChecksumFileSystem.java",
  reads: "nothing but checksums, which are swept: they are few",
  tested: "specification",

  matches: ({ head, blob: { size } }) =>
    size >= headerSize && magic.every((byte, at) => head[at] === byte) && isBlock(blockOf(head)),

  async *regions(blob) {
    const cursor = new Cursor(blob, "hadoop-crc");
    await cursor.need(headerSize);
    const block = blockOf(cursor.bytes(headerSize));
    if (!isBlock(block)) throw cursor.malformed(`sums over ${block} bytes each`, 4);
    if (cursor.left > 0) yield { kind: "stretch", as: "binary", span: span(cursor.at, blob.size) };
  },

  fixed: () => "its checksums are those of another file",
};

const blockOf = (head: Uint8Array): number =>
  new DataView(head.buffer, head.byteOffset, headerSize).getUint32(magic.length);

const isBlock = (size: number): boolean => size > 0 && size <= largestBlock;
