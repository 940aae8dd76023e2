import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";

/** `Encoding` of parquet.thrift. */
export const encodings = {
  plain: 0,
  plainDictionary: 2,
  deltaLength: 6,
  delta: 7,
  dictionary: 8,
} as const;

/** Whether the values of a page are numbers of a dictionary's entries. */
export const isIndexed = (encoding: number): boolean =>
  encoding === encodings.plainDictionary || encoding === encodings.dictionary;

/**
 * Where the values of a page of byte arrays stand in it, PLAIN or
 * DELTA_LENGTH_BYTE_ARRAY (https://parquet.apache.org/docs/file-format/data-pages/encodings).
 *
 * @param width Of values of a fixed length, in bytes.
 * @throws {MalformedError} A value ends after the page does.
 */
export function* valueSpans(
  page: Uint8Array,
  encoding: number,
  width: number | undefined,
): Generator<Span> {
  if (encoding === encodings.deltaLength) yield* lengthSpans(page);
  else if (width !== undefined) yield* fixedSpans(page, width);
  else yield* plainSpans(page);
}

function* plainSpans(page: Uint8Array): Generator<Span> {
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  for (let at = 0; at + 4 <= page.length;) {
    const end = at + 4 + view.getUint32(at, true);
    if (end > page.length) throw malformed(at, `value ends at ${end} of ${page.length}`);
    if (end > at + 4) yield span(at + 4, end);
    at = end;
  }
}

function* fixedSpans(page: Uint8Array, width: number): Generator<Span> {
  if (width <= 0) return;
  for (let at = 0; at + width <= page.length; at += width) yield span(at, at + width);
}

function* lengthSpans(page: Uint8Array): Generator<Span> {
  const { numbers, end } = deltaNumbers(page, 0);
  let at = end;
  for (const length of numbers) {
    if (length < 0 || at + length > page.length) throw malformed(at, `value of ${length} bytes`);
    if (length > 0) yield span(at, at + length);
    at += length;
  }
}

/** A value may repeat all of the one before it: so much is put together of one page, in bytes. */
const mostJoined = 256 * 1024 * 1024;

/**
 * The values of a page in DELTA_BYTE_ARRAY: each is so many bytes of the one
 * before it, and a suffix.
 *
 * @throws {MalformedError} The page is damaged.
 */
export function* deltaValues(page: Uint8Array): Generator<Uint8Array> {
  const prefixes = deltaNumbers(page, 0);
  const suffixes = deltaNumbers(page, prefixes.end);
  let at = suffixes.end;
  let last: Uint8Array = new Uint8Array();
  let joined = 0;
  for (const [index, prefix] of prefixes.numbers.entries()) {
    const length = suffixes.numbers[index] ?? -1;
    if (length < 0 || at + length > page.length || prefix < 0 || prefix > last.length)
      throw malformed(at, `value of ${prefix} and ${length} bytes`);
    joined += prefix + length;
    if (joined > mostJoined) throw malformed(at, `values of more than ${mostJoined} bytes`);
    last = Buffer.concat([last.subarray(0, prefix), page.subarray(at, at + length)]);
    at += length;
    yield last;
  }
}

/** No writer makes blocks of more values than this. */
const largestBlock = 1 << 20;

/**
 * DELTA_BINARY_PACKED: blocks of differences, in as few bits as the largest of
 * a miniblock needs. Numbers are those of 32 bits: here they are lengths.
 */
function deltaNumbers(
  page: Uint8Array,
  start: number,
): { readonly numbers: readonly number[]; readonly end: number } {
  const reader = { page, at: start };
  const [blockSize, perBlock, count] = [varint(reader), varint(reader), varint(reader)];
  let value = zigzag(reader);
  const size = blockSize / perBlock;
  if (blockSize > largestBlock || !Number.isInteger(size) || size % 8 !== 0)
    throw malformed(start, `blocks of ${blockSize} in ${perBlock}`);
  if (count > largestCount) throw malformed(start, `${count} numbers`);
  const numbers: number[] = count > 0 ? [value] : [];
  while (numbers.length < count) {
    const least = zigzag(reader);
    const widths = page.subarray(reader.at, reader.at + perBlock);
    reader.at += perBlock;
    if (reader.at > page.length) throw malformed(start, "numbers end too soon");
    for (const width of widths) {
      if (numbers.length >= count) break;
      if (width > 64) throw malformed(reader.at, `numbers of ${width} bits`);
      const left = Math.min(size, count - numbers.length);
      for (let each = 0; each < left; each++)
        numbers.push((value += least + bits(page, reader.at * 8 + each * width, width)));
      reader.at += (size * width) / 8;
    }
  }
  return { numbers, end: reader.at };
}

/** Values of one page: writers end one at some ten thousand. Equal numbers take next to no bytes. */
const largestCount = 4 << 20;

/** A number of `width` bits, the lowest first. */
function bits(bytes: Uint8Array, from: number, width: number): number {
  let value = 0;
  for (let each = 0; each < width;) {
    const at = from + each;
    const taken = Math.min(8 - (at & 7), width - each);
    const part = ((bytes[at >> 3] ?? 0) >> (at & 7)) & ((1 << taken) - 1);
    value += part * 2 ** each;
    each += taken;
  }
  return value;
}

interface Reader {
  readonly page: Uint8Array;
  at: number;
}

function varint(reader: Reader): number {
  let value = 0;
  for (let factor = 1; factor < 2 ** 70; factor *= 128) {
    const byte = reader.page[reader.at++] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return value;
  }
  throw malformed(reader.at, "number of more than ten bytes");
}

function zigzag(reader: Reader): number {
  const value = varint(reader);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

const malformed = (at: number, message: string): MalformedError =>
  new MalformedError("parquet", at, `page: ${message}`);
