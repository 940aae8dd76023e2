import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { inflatePieces } from "./inflate.ts";

type Chunks = AsyncIterable<Uint8Array>;

/** How each filter is undone (ISO 32000-1 §7.4), by its name and its short one. */
const filters: Readonly<Record<string, (input: Chunks, base: number) => Chunks>> = {
  FlateDecode: (input, base) => inflatePieces("zlib", input, base),
  Fl: (input, base) => inflatePieces("zlib", input, base),
  ASCII85Decode: ascii85,
  A85: ascii85,
  ASCIIHexDecode: asciiHex,
  AHx: asciiHex,
  LZWDecode: lzw,
  LZW: lzw,
};

/** Whether all the filters are known. */
export const knowsFilters = (names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(filters, name));

/**
 * Undoes the filters of a stream, the first one first.
 *
 * @throws {MalformedError} The stream is damaged.
 */
export function unfiltered(blob: Blob, at: Span, names: readonly string[]): Chunks {
  let input: Chunks = pieces(blob, at);
  for (const name of names) input = filters[name]?.(input, at.start) ?? input;
  return input;
}

const pieceSize = 64 * 1024;

async function* pieces(blob: Blob, at: Span): AsyncGenerator<Uint8Array> {
  for (let from = at.start; from < at.end; from += pieceSize)
    yield blob.read(span(from, Math.min(from + pieceSize, at.end)));
}

/** Five characters from `!` to `u` are four bytes, `z` is four zeros, `~` the end (§7.4.3). */
async function* ascii85(input: Chunks, base: number): AsyncGenerator<Uint8Array> {
  let group: number[] = [];
  for await (const piece of input) {
    const out: number[] = [];
    for (const byte of piece) {
      if (byte === 0x7e) {
        yield Uint8Array.from([...out, ...lastOf85(group)]);
        return;
      }
      if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
      else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
      else if (byte > 0x20) throw new MalformedError("ascii85", base, `character ${byte}`);
      if (group.length < 5) continue;
      out.push(...bytesOf85(group));
      group = [];
    }
    yield Uint8Array.from(out);
  }
  yield Uint8Array.from(lastOf85(group));
}

function bytesOf85(group: readonly number[]): number[] {
  const all = group.reduce((sum, each) => sum * 85 + each, 0);
  return [24, 16, 8, 0].map((shift) => Math.floor(all / 2 ** shift) & 0xff);
}

/** A group that is cut short is filled up, and as many bytes less are meant. */
const lastOf85 = (group: readonly number[]): number[] =>
  bytesOf85([...group, 84, 84, 84, 84].slice(0, 5)).slice(0, Math.max(0, group.length - 1));

/** Two digits are a byte; `>` is the end (§7.4.2). */
async function* asciiHex(input: Chunks): AsyncGenerator<Uint8Array> {
  let half = -1;
  for await (const piece of input) {
    const out: number[] = [];
    for (const byte of piece) {
      const digit = Number.parseInt(String.fromCharCode(byte), 16);
      if (Number.isNaN(digit)) continue;
      if (half >= 0) out.push(half * 16 + digit);
      half = half >= 0 ? -1 : digit;
    }
    yield Uint8Array.from(out);
  }
}

/** Codes of 9 to 12 bits, highest bit first, one bit more a code early (§7.4.4). */
const clear = 256;
const end = 257;
const largestTable = 4096;

async function* lzw(input: Chunks, base: number): AsyncGenerator<Uint8Array> {
  const table = new LzwTable();
  let [bits, held] = [0, 0];
  for await (const piece of input) {
    const out: Uint8Array[] = [];
    for (const byte of piece) {
      bits = ((bits << 8) | byte) & 0xff_ffff;
      held += 8;
      if (held < table.width) continue;
      held -= table.width;
      const code = (bits >> held) & ((1 << table.width) - 1);
      if (code === end) {
        yield Buffer.concat(out);
        return;
      }
      const entry = table.take(code);
      if (!entry) throw new MalformedError("lzw", base, `code ${code}`);
      out.push(entry);
    }
    yield Buffer.concat(out);
  }
}

/** What each code stands for: bytes, or what came before and one byte more. */
class LzwTable {
  #entries: Uint8Array[] = [];
  #before: Uint8Array | undefined;

  constructor() {
    this.#clear();
  }

  #clear(): void {
    this.#entries = Array.from({ length: clear }, (_, byte) => Uint8Array.of(byte));
    this.#entries.push(new Uint8Array(), new Uint8Array());
    this.#before = undefined;
  }

  /** Of the next code, in bits. */
  get width(): number {
    const next = this.#entries.length;
    return next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
  }

  /** The bytes of a code; undefined if it stands for none yet. */
  take(code: number): Uint8Array | undefined {
    if (code === clear) {
      this.#clear();
      return new Uint8Array();
    }
    const before = this.#before;
    const isNext = code === this.#entries.length;
    const entry = isNext && before ? joined(before, before[0] ?? 0) : this.#entries[code];
    if (before && entry && this.#entries.length < largestTable)
      this.#entries.push(joined(before, entry[0] ?? 0));
    this.#before = entry;
    return entry;
  }
}

function joined(bytes: Uint8Array, last: number): Uint8Array {
  const all = new Uint8Array(bytes.length + 1);
  all.set(bytes);
  all[bytes.length] = last;
  return all;
}
