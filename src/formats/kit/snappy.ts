import { MalformedError } from "../../core/error.ts";

/**
 * Unpacks one block of Snappy (https://github.com/google/snappy/blob/main/format_description.txt).
 *
 * @param most The block says itself how long it is; more than that is refused, in bytes.
 * @throws {MalformedError} The block is damaged, ends too soon, or is longer than `most`.
 */
export function unpackSnappy(block: Uint8Array, most: number): Uint8Array {
  const [size, start] = preamble(block);
  if (size > most) throw malformed(0, `block of ${size} bytes`);
  // A copy puts out at most 64 bytes for two; what claims more is refused before memory is taken.
  if (size > block.length * 32) throw malformed(0, `${size} bytes in ${block.length}`);
  const out = new Uint8Array(size);
  let to = 0;
  let at = start;
  while (at < block.length) {
    const tag = block[at++] ?? 0;
    const element = (tag & 3) === 0 ? literalAt(block, at, tag) : copyAt(block, at, tag);
    if (to + element.length > size) throw malformed(at, "more than was said");
    at = element.end;
    if (at > block.length) throw malformed(at, "ends too soon");
    if ("literal" in element) out.set(element.literal, to);
    else if (element.distance > 0 && element.distance <= to)
      repeat(out, to, element.distance, element.length);
    else throw malformed(at, "copy outside the data");
    to += element.length;
  }
  if (to !== size) throw malformed(at, `${to} bytes instead of ${size}`);
  return out;
}

interface Part {
  /** Of what is put out, in bytes. */
  readonly length: number;
  /** Where the next element starts. */
  readonly end: number;
}

function literalAt(block: Uint8Array, at: number, tag: number): Part & { literal: Uint8Array } {
  const extra = Math.max(0, (tag >> 2) - 59);
  const length = (extra > 0 ? little(block, at, extra) : tag >> 2) + 1;
  const end = at + extra + length;
  return { length, end, literal: block.subarray(at + extra, end) };
}

function copyAt(block: Uint8Array, at: number, tag: number): Part & { distance: number } {
  const width = [0, 1, 2, 4][tag & 3] ?? 0;
  const length = width === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
  const distance = little(block, at, width) + (width === 1 ? (tag >> 5) * 256 : 0);
  return { length, end: at + width, distance };
}

/** How long the block is unpacked, and where its first element starts. */
function preamble(block: Uint8Array): readonly [size: number, start: number] {
  let size = 0;
  for (let at = 0; at < 5; at++) {
    const byte = block[at] ?? 0x80;
    size += (byte & 127) * 2 ** (7 * at);
    if (byte < 128) return [size, at + 1];
  }
  throw malformed(0, "length without end");
}

/** Copies from `distance` back; what was just written is copied again where it is nearer than `length`. */
export function repeat(out: Uint8Array, to: number, distance: number, length: number): void {
  if (distance >= length) out.copyWithin(to, to - distance, to - distance + length);
  else for (let each = 0; each < length; each++) out[to + each] = out[to + each - distance] ?? 0;
}

const little = (bytes: Uint8Array, at: number, width: number): number => {
  let value = 0;
  for (let each = width - 1; each >= 0; each--) value = value * 256 + (bytes[at + each] ?? 0);
  return value;
};

const malformed = (at: number, message: string): MalformedError =>
  new MalformedError("snappy", at, message);
