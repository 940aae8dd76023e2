import type { Blob } from "../../core/blob.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { blockSize } from "./blocks.ts";
import { asBuffer } from "./bytes.ts";
import { crc32c } from "./crc32c.ts";

/** A manifest or a node of a tree. https://google.github.io/tensorstore/kvstore/ocdbt/index.html#storage-format */
export interface OcdbtPart {
  readonly what: "manifest" | "tree node" | "version node";
  readonly span: Span;
  /** The content, without header and checksum. */
  readonly content: Span;
  readonly isPacked: boolean;
}

/** All three marks start so. */
const markStart = Buffer.of(0x0c, 0xdb);
const marks: ReadonlyMap<number, OcdbtPart["what"]> = new Map([
  [0x0cdb_3a2a, "manifest"],
  [0x0cdb_20de, "tree node"],
  [0x0cdb_1234, "version node"],
]);
/** Mark, length, version and compression; a checksum of four bytes ends the part. */
const headerSize = 14;
const checksumSize = 4;
/** Unpacked, a node takes 8 MiB unless a writer was told otherwise; packed it takes less. */
const largest = 64 * 1024 * 1024;

/** What starts with these bytes, if a part does and ends in the blob. */
export function partAt(head: Uint8Array, at: number, blobSize: number): OcdbtPart | undefined {
  if (head.length < headerSize) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const what = marks.get(view.getUint32(0));
  const length = view.getBigUint64(4, true);
  const [version, compression = 2] = head.subarray(12);
  if (!what || version !== 0 || compression > 1) return undefined;
  if (length < headerSize + checksumSize || length > Math.min(largest, blobSize - at))
    return undefined;
  const end = at + Number(length);
  const content = span(at + headerSize, end - checksumSize);
  return { what, span: span(at, end), content, isPacked: compression === 1 };
}

/**
 * The parts of a file, in order. Values stand between them; only the tree of
 * another file may tell where, so parts are searched for, and are what has the
 * right checksum. A mark that fails costs a read of what it claims, so the
 * claims that fail are bounded in sum by the size of the file.
 */
export async function* ocdbtParts(blob: Blob): AsyncGenerator<OcdbtPart> {
  let wasted = 0;
  for (let at = 0; at < blob.size;) {
    const block = asBuffer(await blob.read(span(at, Math.min(blob.size, at + blockSize))));
    const found = await firstIn(blob, block, at, (bytes) => (wasted += bytes) <= blob.size);
    if (found) yield found;
    at = found ? found.span.end : nextBlock(at, block.length, blob.size);
  }
}

/** The next block repeats what may be the start of a header. */
const nextBlock = (at: number, length: number, size: number): number =>
  at + length >= size ? size : at + length - headerSize + 1;

async function firstIn(
  blob: Blob,
  block: Buffer,
  base: number,
  mayWaste: (bytes: number) => boolean,
): Promise<OcdbtPart | undefined> {
  for (let at = block.indexOf(markStart); at >= 0; at = block.indexOf(markStart, at + 1)) {
    const part = partAt(block.subarray(at), base + at, blob.size);
    if (!part) continue;
    if (await hasChecksum(blob, part)) return part;
    if (!mayWaste(lengthOf(part.span))) return undefined;
  }
  return undefined;
}

async function hasChecksum(blob: Blob, { span: at }: OcdbtPart): Promise<boolean> {
  const bytes = await blob.read(at);
  const end = bytes.length - checksumSize;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return crc32c(bytes.subarray(0, end)) === view.getUint32(end, true);
}
