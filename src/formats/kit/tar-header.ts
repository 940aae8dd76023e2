import { type Span, span } from "../../core/span.ts";

/** Headers and data are laid out in blocks of this many bytes. */
export const blockSize = 512;

/** Extended headers are held in memory, in bytes; no honest one is near this. */
export const longestExtension = 1024 * 1024;

/** A text in a header, without the zeros that fill its field. */
export interface TarText {
  readonly bytes: Uint8Array;
  readonly span: Span;
}

/** One header, with the dialects of V7, POSIX and GNU made equal. */
export interface TarHeader {
  /** One character: `0` or NUL are files; POSIX.1-2017 pax, "ustar Interchange Format", has more. */
  readonly type: string;
  /** Of the data, in bytes. Infinity if the field holds no number. */
  readonly size: number;
  readonly name: TarText;
  /** Folders that belong before the name, without the slash between them. */
  readonly prefix: TarText;
  readonly linkname: TarText;
  readonly uname: TarText;
  readonly gname: TarText;
  /** GNU only: another block with places of a sparse file follows. */
  readonly isExtended: boolean;
  /** Where bytes stand that no field has a use for. */
  readonly slack: readonly Span[];
}

type Field = "name" | "prefix" | "linkname" | "uname" | "gname";

/** Where the texts of a dialect stand, and what no field of it takes up. */
interface Dialect {
  readonly texts: Readonly<Record<Field, Span>>;
  readonly unused: readonly Span[];
}

const none = span(0, 0);

const posix: Dialect = {
  texts: {
    name: span(0, 100),
    prefix: span(345, 500),
    linkname: span(157, 257),
    uname: span(265, 297),
    gname: span(297, 329),
  },
  unused: [span(500, blockSize)],
};

const star: Dialect = { texts: { ...posix.texts, prefix: span(345, 476) }, unused: [] };

const gnu: Dialect = {
  texts: { ...posix.texts, prefix: none },
  unused: [span(381, 482), span(495, blockSize)],
};

/** Headers of sparse files, and of parts of files, use what is unused in the others. */
const gnuSparse: Dialect = { ...gnu, unused: [] };

const v7: Dialect = {
  texts: { ...posix.texts, prefix: none, uname: none, gname: none },
  // GNU tar writes device numbers at 329 in this dialect too.
  unused: [span(257, 329), span(345, blockSize)],
};

/**
 * The header in `block`, or undefined if its checksum does not hold.
 *
 * @param base Where the block starts in its blob.
 */
export function tarHeader(block: Uint8Array, base: number): TarHeader | undefined {
  if (block.length < blockSize || !hasChecksum(block)) return undefined;
  const type = String.fromCharCode(block[156] ?? 0);
  const dialect = dialectOf(block, type);
  const { name, prefix, linkname, uname, gname } = dialect.texts;
  const text = (at: Span): TarText => textIn(block, at, base);
  const behind = Object.values(dialect.texts).map((at) =>
    span(at.start + text(at).bytes.length, at.end),
  );
  return {
    type,
    size: numberIn(block.subarray(124, 136)) ?? Infinity,
    name: text(name),
    prefix: text(prefix),
    linkname: text(linkname),
    uname: text(uname),
    gname: text(gname),
    isExtended: dialect === gnuSparse && block[482] === 1,
    slack: [...behind, ...dialect.unused].flatMap((at) => used(block, at, base)),
  };
}

function dialectOf(block: Uint8Array, type: string): Dialect {
  const magic = ascii(block.subarray(257, 265));
  if (magic === "ustar  \0") return /[MS]/.test(type) ? gnuSparse : gnu;
  if (!magic.startsWith("ustar")) return v7;
  return ascii(block.subarray(508)) === "tar\0" ? star : posix;
}

function textIn(block: Uint8Array, at: Span, base: number): TarText {
  const field = block.subarray(at.start, at.end);
  const zero = field.indexOf(0);
  const bytes = zero < 0 ? field : field.subarray(0, zero);
  return { bytes, span: span(base + at.start, base + at.start + bytes.length) };
}

/** The part of `at` from its first to its last byte that is not zero. */
function used(block: Uint8Array, at: Span, base: number): Span[] {
  let { start, end } = at;
  while (start < end && block[start] === 0) start++;
  while (end > start && block[end - 1] === 0) end--;
  return start === end ? [] : [span(base + start, base + end)];
}

/** The sum of all bytes, its own field taken as spaces. Some old writers summed signed bytes. */
function hasChecksum(block: Uint8Array): boolean {
  const wanted = octal(block.subarray(sumPlace.start, sumPlace.end));
  return (
    wanted !== undefined && (wanted === sumOf(block) || wanted === sumOf(new Int8Array(block)))
  );
}

/** Where the checksum stands in a header. */
export const sumPlace = span(148, 156);

/** The sum of all bytes of a header, its own field taken as spaces. */
export function sumOf(block: Uint8Array | Int8Array): number {
  let sum = 0;
  for (let at = 0; at < blockSize; at++)
    sum += at >= sumPlace.start && at < sumPlace.end ? 0x20 : (block[at] ?? 0);
  return sum;
}

/** Writes the checksum of a header, as all writers spell it: six octal digits, a zero, a space. */
export function setSum(block: Uint8Array): void {
  const digits = sumOf(block).toString(8).padStart(6, "0");
  block.set(Buffer.from(`${digits}\0 `), sumPlace.start);
}

/** Writes a number into a field: octal digits and a zero, or in base 256 where they have no room. */
export function setNumber(block: Uint8Array, { start, end }: Span, value: number): void {
  const digits = value.toString(8).padStart(end - start - 1, "0");
  if (digits.length < end - start) block.set(Buffer.from(`${digits}\0`), start);
  else {
    let rest = value;
    for (let at = end - 1; at > start; at--, rest = Math.floor(rest / 256)) block[at] = rest % 256;
    block[start] = 0x80;
  }
}

/** Octal digits, or since GNU a number of base 256 that starts with the highest bit; undefined if it is neither. */
function numberIn(field: Uint8Array): number | undefined {
  const [first = 0] = field;
  if (first < 0x80) return octal(field);
  if (first !== 0x80) return undefined;
  const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(value) ? value : undefined;
}

function octal(field: Uint8Array): number | undefined {
  const digits = /^[ \0]*([0-7]*)[ \0]*$/.exec(ascii(field))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits || "0", 8);
}

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
