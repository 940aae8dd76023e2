import type { Blob } from "../../core/blob.ts";
import { BitWriter } from "./bit-writer.ts";
import { bzip2Crc } from "./bzip2.ts";
import { huffmanLengths } from "./huffman-lengths.ts";
import { piecesOf } from "./pack.ts";
import { sortedRotations } from "./rotations.ts";

const level = 9;
/** The source of bzip2 1.0.8 keeps these few bytes free, so that a run never ends behind a block. */
const blockSize = level * 100_000 - 19;
const blockMark = [0x314159, 0x265359] as const;
const endMark = [0x177245, 0x385090] as const;
/** Readers take longer codes too; bzip2 writes none. */
const longestCode = 17;
/** Symbols are told apart by tables in groups; readers want two tables at least. */
const groupSize = 50;
const tables = 2;
const longestRun = 255;

/** A block before it is packed: the data with runs shortened, and the checksum of the data. */
interface Block {
  readonly bytes: Uint8Array;
  readonly sum: number;
}

/** Packs a blob as bzip2, with one Huffman code for each block. */
export async function* packBzip2(blob: Blob): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`BZh${level}`);
  const bits = new BitWriter();
  let sum = 0;
  for await (const block of blocksOf(blob)) {
    sum = ((sum << 1) | (sum >>> 31)) ^ block.sum;
    writeBlock(bits, block);
    yield bits.take();
  }
  for (const half of endMark) bits.write(half, 24);
  write32(bits, sum);
  yield bits.finish();
}

/** Four equal bytes are followed by how many more there are. */
async function* blocksOf(blob: Blob): AsyncGenerator<Block> {
  let block = new Uint8Array(blockSize + 5);
  let length = 0;
  let sum = -1;
  let last = -1;
  let run = 0;
  const endRun = (): void => {
    for (let each = 0; each < Math.min(run, 4); each++) block[length++] = last;
    if (run >= 4) block[length++] = run - 4;
    for (let each = 0; each < run; each++) sum = bzip2Crc(sum, last);
    run = 0;
  };
  for await (const piece of piecesOf(blob))
    for (const byte of piece) {
      if (byte === last && run > 0 && run < longestRun) {
        run++;
        continue;
      }
      endRun();
      if (length >= blockSize - 5) {
        yield { bytes: block.subarray(0, length), sum: ~sum };
        block = new Uint8Array(blockSize + 5);
        length = 0;
        sum = -1;
      }
      last = byte;
      run = 1;
    }
  endRun();
  if (length > 0) yield { bytes: block.subarray(0, length), sum: ~sum };
}

function writeBlock(bits: BitWriter, { bytes, sum }: Block): void {
  for (const half of blockMark) bits.write(half, 24);
  write32(bits, sum);
  const order = sortedRotations(bytes);
  const used = new Uint8Array(256);
  for (const byte of bytes) used[byte] = 1;
  const symbols = symbolsOf(bytes, order, used);
  const kinds = used.reduce((count, each) => count + each, 0) + 2;
  // No block is randomised.
  bits.write(0, 1);
  bits.write(order.indexOf(0), 24);
  writeUsed(bits, used);
  writeCodes(bits, symbols, kinds);
}

/** Which bytes occur: for each sixteen a bit, then for those where one does sixteen bits. */
function writeUsed(bits: BitWriter, used: Uint8Array): void {
  const groups = Array.from({ length: 16 }, (_, group) =>
    used.subarray(group * 16, group * 16 + 16).reduce((word, each) => word * 2 + each, 0),
  );
  for (const group of groups) bits.write(group > 0 ? 1 : 0, 1);
  for (const group of groups) if (group > 0) bits.write(group, 16);
}

/**
 * The last byte of each rotation, as its place among the bytes by how long ago
 * each was met. Runs of the first place are numbers of two digits, 1 and 2,
 * spelled by the symbols 0 and 1; the places follow from 2 on, and the end last.
 */
function symbolsOf(bytes: Uint8Array, order: Int32Array, used: Uint8Array): Uint16Array {
  const recent = Uint8Array.from(used.keys()).filter((byte) => used[byte] === 1);
  const end = recent.length + 1;
  const symbols = new Uint16Array(bytes.length + 1);
  let count = 0;
  let zeros = 0;
  const endRun = (): void => {
    for (; zeros > 0; zeros = (zeros - 1) >> 1) symbols[count++] = (zeros - 1) & 1;
  };
  for (const start of order) {
    const byte = bytes[start === 0 ? bytes.length - 1 : start - 1] as number;
    const place = recent.indexOf(byte);
    if (place === 0) {
      zeros++;
      continue;
    }
    endRun();
    recent.copyWithin(1, 0, place);
    recent[0] = byte;
    symbols[count++] = place + 1;
  }
  endRun();
  symbols[count++] = end;
  return symbols.subarray(0, count);
}

/** Two tables that are the same, as one is not allowed, and the symbols in its code. */
function writeCodes(bits: BitWriter, symbols: Uint16Array, kinds: number): void {
  const counts = Array.from({ length: kinds }, () => 0);
  for (const symbol of symbols) counts[symbol] = (counts[symbol] ?? 0) + 1;
  const lengths = huffmanLengths(counts, longestCode);
  const groups = Math.ceil(symbols.length / groupSize);
  bits.write(tables, 3);
  bits.write(groups, 15);
  // Each group takes the first table, which is spelled by a single zero.
  for (let each = 0; each < groups; each++) bits.write(0, 1);
  for (let each = 0; each < tables; each++) writeLengths(bits, lengths);
  const codes = codesOf(lengths);
  for (const symbol of symbols) bits.write(codes[symbol] as number, lengths[symbol] as number);
}

/** The first length, then for each symbol steps up (10) or down (11) from the one before, and a 0. */
function writeLengths(bits: BitWriter, lengths: readonly number[]): void {
  let current = lengths[0] ?? 0;
  bits.write(current, 5);
  for (const length of lengths) {
    for (; current < length; current++) bits.write(0b10, 2);
    for (; current > length; current--) bits.write(0b11, 2);
    bits.write(0, 1);
  }
}

/** Codes ascend with their lengths, and among those of one length with their symbols. */
function codesOf(lengths: readonly number[]): number[] {
  const codes: number[] = [];
  let code = 0;
  for (let width = 1; width <= longestCode; width++, code <<= 1)
    for (const [symbol, length] of lengths.entries()) if (length === width) codes[symbol] = code++;
  return codes;
}

function write32(bits: BitWriter, value: number): void {
  bits.write(value >>> 16, 16);
  bits.write(value & 0xffff, 16);
}
