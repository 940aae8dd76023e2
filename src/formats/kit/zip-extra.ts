import { type Coding, plain } from "../../core/coding.ts";
import { type DeadRegion, name as nameAt, type StringRegion, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";

/** What an extra field can tell: text, a number, or bytes that no reader looks at. */
export type ExtraRegion = StringRegion | DeadRegion;

/** One extra field, its four bytes of id and length left out. */
export interface ExtraField {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly span: Span;
}

/** APPNOTE.TXT §4.5.3. */
const zip64 = 0x0001;

/** Fields that hold numbers of no interest, and how long each can be: more would be a hiding place. */
const longestDull: Readonly<Record<number, number>> = {
  [zip64]: 28,
  0x000a: 32, // times of NTFS
  0x0017: 1024, // strong encryption
  0x5455: 13, // times of Unix
  0x9901: 7, // AES
  0xcafe: 0, // mark of a jar
};

/** Extra fields that tell something, of one header of the member `member`. */
export function extraRegions(member: string, extra: Uint8Array, base: number): ExtraRegion[] {
  return [...extraFields(extra, base)].flatMap((field) => [...tell(member, field)]);
}

/** The 64-bit numbers of the zip64 field, in the order in which they stand. */
export function zip64Numbers(extra: Uint8Array): number[] {
  for (const { id, bytes } of extraFields(extra, 0)) {
    if (id !== zip64) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const count = Math.min(3, bytes.length >> 3);
    return Array.from({ length: count }, (_, at) => Number(view.getBigUint64(at * 8, true)));
  }
  return [];
}

/** What does not form a field comes last, with the id -1. */
export function* extraFields(extra: Uint8Array, base: number): Generator<ExtraField> {
  const part = (id: number, start: number, end: number): ExtraField => ({
    id,
    bytes: extra.subarray(start, end),
    span: span(base + start, base + end),
  });
  let at = 0;
  while (at + 4 <= extra.length) {
    const end = at + 4 + u16(extra, at + 2);
    if (end > extra.length) break;
    yield part(u16(extra, at), at + 4, end);
    at = end;
  }
  if (at < extra.length) yield part(-1, at, extra.length);
}

function* tell(member: string, field: ExtraField): Generator<ExtraRegion> {
  switch (field.id) {
    case 0x7875:
      return yield* owners(member, field);
    case 0x5855: // older: times, then owners as two short numbers
      return yield* oldOwners(member, field, 8);
    case 0x7855:
      return yield* oldOwners(member, field, 0);
    case 0x7075:
      return yield* unicode(member, field);
    case 0x6375:
      return yield* unicode(`${member} (comment)`, field);
    case 0x4246: // "FB": with it torch moves a tensor to a multiple of 64 bytes
      return isAll(field.bytes, 0x5a) ? undefined : yield* dead(field);
    case 0xd935: // Android's alignment: a number, then zeros
      return isAll(field.bytes.subarray(2), 0) ? undefined : yield* dead(field);
    default:
      if (field.bytes.length > (longestDull[field.id] ?? -1)) yield* dead(field);
  }
}

/** Bytes that no reader looks at, unless all are zero. */
function* dead({ id, bytes, span }: ExtraField): Generator<DeadRegion> {
  if (isAll(bytes, 0)) return;
  const what = id < 0 ? "end of the extra fields" : `extra field 0x${id.toString(16)}`;
  yield { kind: "dead", what, span };
}

/** Info-ZIP's field for Unix: version 1, then user and group as numbers with their lengths. */
function* owners(member: string, field: ExtraField): Generator<ExtraRegion> {
  const { bytes, span: at } = field;
  let from = 1;
  for (const who of ["uid", "gid"]) {
    const end = from + 1 + (bytes[from] ?? 0);
    if (bytes[0] !== 1 || end > bytes.length || end - from > 9) return yield* dead(field);
    const place = span(at.start + from + 1, at.start + end);
    yield value(`${member} (${who})`, place, decimal, bytes.subarray(from + 1, end));
    from = end;
  }
}

/** Info-ZIP's fields before that: the central directory has them without the owners. */
function* oldOwners(member: string, field: ExtraField, from: number): Generator<ExtraRegion> {
  const { bytes, span: at } = field;
  if (bytes.length !== from && bytes.length !== from + 4) return yield* dead(field);
  for (const [index, who] of ["uid", "gid"].entries()) {
    const start = from + index * 2;
    const place = span(at.start + start, at.start + start + 2);
    if (start < bytes.length)
      yield value(`${member} (${who})`, place, decimal, bytes.subarray(start, start + 2));
  }
}

/** Info-ZIP's fields for text in UTF-8: version 1, CRC-32 of the text that it stands for, the text. */
function* unicode(key: string, field: ExtraField): Generator<ExtraRegion> {
  if (field.bytes.length < 5) return yield* dead(field);
  const place = span(field.span.start + 5, field.span.end);
  yield (field.id === 0x7075 ? nameAt : value)(key, place, plain, field.bytes.subarray(5));
}

/** A little-endian number, told in decimal digits. */
const decimal: Coding = {
  id: "little-endian-number",
  decode: (coded) => digits(coded),
  places: (coded) => {
    const starts = new Uint32Array(digits(coded).length);
    return { starts, ends: starts.map(() => coded.length) };
  },
};

const digits = (coded: Uint8Array): Uint8Array =>
  new TextEncoder().encode(
    coded.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n).toString(),
  );

const isAll = (bytes: Uint8Array, byte: number): boolean =>
  bytes.every((each) => each === byte || each === 0);

const u16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
