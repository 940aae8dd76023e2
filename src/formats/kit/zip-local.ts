import { lengthOf, type Span, span } from "../../core/span.ts";
import { bytesOf, type Glance } from "./glance.ts";
import { decodeName } from "./names.ts";
import type { Located } from "./zip-directory.ts";
import { type ExtraRegion, extraRegions, zip64Numbers } from "./zip-extra.ts";

/** A local header (APPNOTE.TXT §4.3.7): it stands before the data of each member. */
export interface ZipLocal {
  readonly name: string;
  readonly rawName: Located;
  readonly extras: readonly ExtraRegion[];
  readonly flags: number;
  readonly method: number;
  /** Zero, like the sizes, when a data descriptor follows the data. */
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** The header with name and extra fields. The data follows at its end. */
  readonly header: Span;
}

/** `PK\3\4`, as read from four bytes. */
export const localMark = 0x0403_4b50;
const localSize = 30;
/** A descriptor with a mark and sizes in 8 bytes. */
export const longestDescriptor = 24;
const descriptorMark = 0x0807_4b50;
const unknown32 = 0xffff_ffff;

/** Flag bit 3: checksum and sizes stand in a descriptor behind the data (APPNOTE.TXT §4.4.4). */
export const hasDescriptor = (flags: number): boolean => (flags & 8) !== 0;

/** The local header at `at`, or undefined when none stands there whole. */
export async function readLocal(glance: Glance, at: number): Promise<ZipLocal | undefined> {
  const fixed = await glance(at, localSize);
  if (fixed?.getUint32(0, true) !== localMark) return undefined;
  const nameLength = fixed.getUint16(26, true);
  const end = at + localSize + nameLength + fixed.getUint16(28, true);
  const view = await glance(at, end - at);
  if (!view) return undefined;
  const bytes = bytesOf(view);
  const nameEnd = localSize + nameLength;
  const rawName = bytes.subarray(localSize, nameEnd);
  const name = decodeName(rawName);
  const extra = bytes.subarray(nameEnd);
  const larger = zip64Numbers(extra);
  const [size = 0, packedSize = 0] = [22, 18].map((place) => {
    const number = view.getUint32(place, true);
    return number === unknown32 ? (larger.shift() ?? number) : number;
  });
  return {
    name,
    rawName: { bytes: rawName, span: span(at + localSize, at + nameEnd) },
    extras: extraRegions(name, extra, at + nameEnd),
    flags: view.getUint16(6, true),
    method: view.getUint16(8, true),
    crc32: view.getUint32(14, true),
    packedSize,
    size,
    header: span(at, end),
  };
}

/**
 * How many bytes of `room` the data descriptor takes that stands at its start
 * (APPNOTE.TXT §4.3.9): with or without a mark, its sizes in 4 bytes or in 8.
 * 0 if there is none.
 */
export async function descriptorSize(
  glance: Glance,
  room: Span,
  { crc32, packedSize }: { readonly crc32: number; readonly packedSize: number },
): Promise<number> {
  const view = await glance(room.start, Math.min(longestDescriptor, lengthOf(room)));
  if (!view || view.byteLength < 12) return 0;
  const mark = view.getUint32(0, true) === descriptorMark ? 4 : 0;
  if (view.getUint32(mark, true) !== crc32) return 0;
  const fits = (width: 4 | 8): boolean => mark + 4 + width * 2 <= view.byteLength;
  if (fits(8) && Number(view.getBigUint64(mark + 4, true)) === packedSize) return mark + 20;
  return fits(4) && view.getUint32(mark + 4, true) === packedSize ? mark + 12 : 0;
}

/** The packed size in the data descriptor with a mark that stands at `at`, or undefined. */
export async function describedSize(
  glance: Glance,
  at: number,
): Promise<{ readonly crc32: number; readonly packedSize: number } | undefined> {
  const view = await glance(at, 16);
  if (view?.getUint32(0, true) !== descriptorMark) return undefined;
  return { crc32: view.getUint32(4, true), packedSize: view.getUint32(8, true) };
}
