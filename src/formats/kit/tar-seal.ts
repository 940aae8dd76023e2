import type { Blob } from "../../core/blob.ts";
import type { Patch } from "../../core/patch.ts";
import { type Span, span } from "../../core/span.ts";
import { decodeName } from "./names.ts";
import { paxRecords } from "./pax.ts";
import { isChanged } from "./seal.ts";
import {
  blockSize,
  longestExtension,
  setSum,
  sumPlace,
  type TarHeader,
  tarHeader,
} from "./tar-header.ts";

/** The checksums of the headers that were changed. A header is where one must be, even if its checksum no longer holds. */
export async function* sealHeaders(blob: Blob, changed: readonly Span[]): AsyncGenerator<Patch> {
  let isDue = true;
  let size: number | undefined;
  for (let at = 0; at + blockSize <= blob.size;) {
    const here = span(at, at + blockSize);
    const block = await blob.read(here);
    const isMended = isDue && isChanged(here, changed) && block.some((byte) => byte !== 0);
    const mended = isMended ? withSum(block) : block;
    const header = tarHeader(mended, at);
    if (header && mended !== block)
      yield { at: at + sumPlace.start, bytes: mended.slice(sumPlace.start, sumPlace.end) };
    isDue = header !== undefined;
    const data = header ? await dataSize(blob, header, { at: here.end, size, changed }) : 0;
    size =
      header && /[xLK]/.test(header.type)
        ? ((await paxSize(blob, header, here.end)) ?? size)
        : undefined;
    at = here.end + Math.ceil(data / blockSize) * blockSize;
  }
}

function withSum(block: Uint8Array): Uint8Array {
  const mended = Uint8Array.from(block);
  setSum(mended);
  return mended;
}

interface Behind {
  readonly at: number;
  /** What an extended header said of it. */
  readonly size: number | undefined;
  readonly changed: readonly Span[];
}

/** Links and folders may give a size without having data: then the next header follows at once. */
async function dataSize(
  blob: Blob,
  { type, size: own, isExtended }: TarHeader,
  { at, size = own, changed }: Behind,
): Promise<number> {
  let map = 0;
  for (let more = isExtended; more && at + map + blockSize <= blob.size; map += blockSize)
    more = (await blob.read(span(at + map + 504, at + map + 505)))[0] === 1;
  if (!Number.isFinite(size)) return map;
  if (!/[1-6V]/.test(type) || at + blockSize > blob.size) return map + size;
  const next = await blob.read(span(at, at + blockSize));
  const isHeader = isChanged(span(at, at + blockSize), changed)
    ? decodeName(next.subarray(257, 262)) === "ustar"
    : tarHeader(next, at) !== undefined;
  return isHeader || next.every((byte) => byte === 0) ? 0 : size;
}

/** The size of the next member, where it is too large for its own header. */
async function paxSize(
  blob: Blob,
  { type, size }: TarHeader,
  at: number,
): Promise<number | undefined> {
  if (type !== "x" || size > longestExtension || at + size > blob.size) return undefined;
  const body = await blob.read(span(at, at + size));
  const record = [...paxRecords(body, at)].findLast(({ key }) => key === "size");
  return record && Number(decodeName(record.bytes));
}
