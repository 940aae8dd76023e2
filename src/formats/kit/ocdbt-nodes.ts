import type { Blob } from "../../core/blob.ts";
import type { Patch } from "../../core/patch.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { blockSize } from "./blocks.ts";
import { asBuffer } from "./bytes.ts";
import { crc32c } from "./crc32c.ts";
import { isChanged, littleSeal, summed } from "./seal.ts";

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
 *
 * @param changed Where bytes were replaced, so that no checksum can hold.
 */
export async function* ocdbtParts(
  blob: Blob,
  changed: readonly Span[] = [],
): AsyncGenerator<OcdbtPart> {
  let wasted = 0;
  for (let at = 0; at < blob.size;) {
    const block = asBuffer(await blob.read(span(at, Math.min(blob.size, at + blockSize))));
    const mayWaste = (bytes: number): boolean => (wasted += bytes) <= blob.size;
    const found = await firstIn({ blob, changed, mayWaste }, block, at);
    if (found) yield found;
    at = found ? found.span.end : nextBlock(at, block.length, blob.size);
  }
}

/** The next block repeats what may be the start of a header. */
const nextBlock = (at: number, length: number, size: number): number =>
  at + length >= size ? size : at + length - headerSize + 1;

interface Search {
  readonly blob: Blob;
  readonly changed: readonly Span[];
  readonly mayWaste: (bytes: number) => boolean;
}

async function firstIn(
  { blob, changed, mayWaste }: Search,
  block: Buffer,
  base: number,
): Promise<OcdbtPart | undefined> {
  for (let at = block.indexOf(markStart); at >= 0; at = block.indexOf(markStart, at + 1)) {
    const part = partAt(block.subarray(at), base + at, blob.size);
    if (!part) continue;
    const isPart = isChanged(part.content, changed) || (await hasChecksum(blob, part));
    if (isPart) return part;
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

/** The checksums of the parts that were changed. */
export async function* sealParts(blob: Blob, changed: readonly Span[]): AsyncGenerator<Patch> {
  for await (const { span: whole, content } of ocdbtParts(blob, changed))
    if (isChanged(content, changed)) {
      const all = span(whole.start, content.end);
      yield littleSeal(content.end, await summed(blob, all, crc32c));
    }
}
