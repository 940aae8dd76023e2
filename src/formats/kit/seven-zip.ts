import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { fieldsAt, u64At } from "./fields.ts";

/** What one or more streams went through before they were written (7zFormat.txt of the 7-Zip sources). */
export interface SevenFolder {
  readonly coders: readonly SevenCoder[];
  /** Unpacked sizes, one for each coder. */
  readonly sizes: readonly number[];
  readonly packed: Span;
  /** Sizes of the files in it, one after another. */
  readonly files: readonly number[];
}

export interface SevenCoder {
  /** Hexadecimal: `030101` is LZMA. */
  readonly method: string;
  readonly properties: Uint8Array;
}

/** What a header says, as far as it was read. */
export interface SevenHeader {
  readonly folders: readonly SevenFolder[];
  /** Names of files, in UTF-16, each with its NUL; where they stand in the header. */
  readonly names: Span | undefined;
  /** Whether each file has no data: folders, and empty files. */
  readonly empty: (file: number) => boolean;
}

/** A folder while it is read. */
interface Draft {
  readonly coders: readonly SevenCoder[];
  readonly sizes: readonly number[];
  readonly hasDigest: boolean;
}

export const startSize = 32;
const id = {
  end: 0,
  header: 1,
  main: 4,
  files: 5,
  pack: 6,
  unpack: 7,
  substreams: 8,
  size: 9,
  digest: 10,
  folder: 11,
  unpackSize: 12,
  counts: 13,
  empty: 14,
  names: 17,
  encoded: 23,
} as const;

/** Archives of a hundred thousand files have headers of some megabytes. */
export const longestHeader = 64 << 20;
/** Of one folder. */
const mostFiles = 1 << 24;
/** Archives of more folders are not met: a folder has many files. */
const mostFolders = 100_000;

/** @throws {MalformedError} The header is not in the file. */
export async function headerSpan(blob: Blob): Promise<Span> {
  const view = await fieldsAt(blob, "7z", 0, startSize);
  const start = startSize + u64At(view, 12, true);
  const size = u64At(view, 20, true);
  if (start + size > blob.size || size > longestHeader)
    throw new MalformedError("7z", 12, `header of ${size} bytes at ${start} of ${blob.size}`);
  return span(start, start + size);
}

/** Whether this header is packed itself, so that only its folder can be read. */
export const isEncoded = (bytes: Uint8Array): boolean => bytes[0] === id.encoded;

/** @throws {MalformedError} A property is cut off, or is none that is known. */
export function readSevenHeader(bytes: Uint8Array): SevenHeader {
  const reader = new Reader(bytes);
  const first = reader.byte();
  if (first === id.encoded) return { folders: streams(reader), ...noFiles };
  if (first !== id.header) throw reader.malformed(`property ${first}`);
  let folders: SevenFolder[] = [];
  for (let kind = reader.byte(); kind !== id.end; kind = reader.byte()) {
    if (kind === id.main) folders = streams(reader);
    else if (kind === id.files) return { folders, ...filesOf(reader) };
    else throw reader.malformed(`property ${kind}`);
  }
  return { folders, ...noFiles };
}

const noFiles = { names: undefined, empty: () => false };

/** Where the packed streams lie, how they are unpacked, and how long the files in them are. */
function streams(reader: Reader): SevenFolder[] {
  let packed: Span[] = [];
  let drafts: Draft[] = [];
  let files: number[][] | undefined;
  for (let kind = reader.byte(); kind !== id.end; kind = reader.byte()) {
    if (kind === id.pack) packed = packedStreams(reader);
    else if (kind === id.unpack) drafts = foldersOf(reader);
    else if (kind === id.substreams) files = filesIn(reader, drafts);
    else throw reader.malformed(`property ${kind}`);
  }
  return drafts.map(({ coders, sizes }, index) => ({
    coders,
    sizes,
    packed: packed[index] ?? span(0, 0),
    files: files?.[index] ?? [sizes[0] ?? 0],
  }));
}

/** The last file of a folder has what the others leave. */
function filesIn(reader: Reader, drafts: readonly Draft[]): number[][] {
  let counts = drafts.map(() => 1);
  let sizes: number[][] | undefined;
  for (let kind = reader.byte(); kind !== id.end; kind = reader.byte()) {
    if (kind === id.counts) counts = drafts.map(() => reader.count(mostFiles));
    else if (kind === id.size)
      sizes = counts.map((count) =>
        Array.from({ length: Math.max(0, count - 1) }, () => reader.number()),
      );
    else if (kind === id.digest) {
      const unknown = counts.map((count, index) =>
        count === 1 && drafts[index]?.hasDigest ? 0 : count,
      );
      digests(
        reader,
        unknown.reduce((sum, each) => sum + each, 0),
      );
    } else throw reader.malformed(`property ${kind}`);
  }
  return counts.map((count, index) => {
    if (count === 0) return [];
    const known = sizes?.[index] ?? [];
    const all = drafts[index]?.sizes[0] ?? 0;
    return [...known, Math.max(0, all - known.reduce((sum, each) => sum + each, 0))];
  });
}

function packedStreams(reader: Reader): Span[] {
  let at = startSize + reader.number();
  const count = reader.count(mostFolders);
  const all: Span[] = [];
  for (let kind = reader.byte(); kind !== id.end; kind = reader.byte()) {
    if (kind === id.size)
      for (let each = 0; each < count; each++) {
        const end = at + reader.number();
        all.push(span(at, end));
        at = end;
      }
    else if (kind === id.digest) digests(reader, count);
    else throw reader.malformed(`property ${kind}`);
  }
  return all;
}

/** Says for each whether it has a checksum, and passes over these. */
function digests(reader: Reader, count: number): boolean[] {
  const isAll = reader.byte() !== 0;
  const bits = isAll ? undefined : reader.bytes(Math.ceil(count / 8));
  if (!bits) {
    reader.bytes(4 * count);
    return [];
  }
  const defined = Array.from({ length: count }, (_, each) => bitAt(bits, each));
  reader.bytes(4 * defined.filter(Boolean).length);
  return defined;
}

const bitAt = (bits: Uint8Array, at: number): boolean =>
  (((bits[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1;

function foldersOf(reader: Reader): Draft[] {
  if (reader.byte() !== id.folder) throw reader.malformed("no folder");
  const count = reader.count(mostFolders);
  if (reader.byte() !== 0) throw reader.malformed("folders in another stream");
  const coders = Array.from({ length: count }, () => codersOf(reader));
  let sizes: number[][] = [];
  let defined: boolean[] | undefined;
  for (let kind = reader.byte(); kind !== id.end; kind = reader.byte()) {
    if (kind === id.unpackSize) sizes = coders.map((all) => all.map(() => reader.number()));
    else if (kind === id.digest) defined = digests(reader, count);
    else throw reader.malformed(`property ${kind}`);
  }
  return coders.map((all, index) => ({
    coders: all,
    sizes: sizes[index] ?? [],
    hasDigest: defined !== undefined && (defined[index] ?? true),
  }));
}

/** 7-Zip's own bound. */
const mostCoders = 32;

function codersOf(reader: Reader): SevenCoder[] {
  let [inputs, outputs] = [0, 0];
  const all = Array.from({ length: reader.count(mostCoders) }, (): SevenCoder => {
    const flags = reader.byte();
    const method = Buffer.from(reader.bytes(flags & 15)).toString("hex");
    inputs += flags & 0x10 ? reader.count(mostCoders) : 1;
    outputs += flags & 0x10 ? reader.count(mostCoders) : 1;
    return { method, properties: flags & 0x20 ? reader.bytes(reader.number()) : new Uint8Array() };
  });
  const bound = Math.max(0, outputs - 1);
  for (let each = 0; each < 2 * bound; each++) reader.number();
  const open = inputs - bound;
  if (open > 1) for (let each = 0; each < open; each++) reader.number();
  return all;
}

/** Names and empty files are two of the properties; the others are passed over by their sizes. */
function filesOf(reader: Reader): Pick<SevenHeader, "names" | "empty"> {
  let names: Span | undefined;
  let bits: Uint8Array = new Uint8Array();
  reader.number();
  for (let kind = reader.byte(); kind !== id.end; kind = reader.byte()) {
    const size = reader.number();
    const start = reader.at;
    const bytes = reader.bytes(size);
    // A byte says whether they stand in another stream.
    if (kind === id.names && size > 1) names = span(start + 1, start + size);
    if (kind === id.empty) bits = bytes;
  }
  return { names, empty: (file) => bitAt(bits, file) };
}

class Reader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  malformed(message: string): MalformedError {
    return new MalformedError("7z", this.at, `header: ${message}`);
  }

  byte(): number {
    return this.bytes(1)[0] ?? 0;
  }

  bytes(count: number): Uint8Array {
    if (count > this.#bytes.length - this.at) throw this.malformed("is cut off");
    this.at += count;
    return this.#bytes.subarray(this.at - count, this.at);
  }

  /** The first byte's high bits say how many bytes follow, its other bits are the highest ones. */
  number(): number {
    const first = this.byte();
    let value = 0;
    let mask = 0x80;
    for (let each = 0; each < 8; each++, mask >>= 1) {
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 2 ** (8 * each);
      value += this.byte() * 2 ** (8 * each);
    }
    return value;
  }

  /** @throws {MalformedError} There are more than anybody writes. */
  count(most: number): number {
    const value = this.number();
    if (value > most) throw this.malformed(`${value} of ${most}`);
    return value;
  }
}
