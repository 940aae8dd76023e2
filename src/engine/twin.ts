import { fixed, guardAt, hasBit, head, imageStart, literalAt, checkAt } from "./image.ts";
import { passed, refuted, start as guardStart } from "./pattern/guard.ts";
import { plainSigns } from "./signs.ts";
import { type Search, shortestRun } from "./search.ts";

/** As in an entry of the automaton's table. */
const hit = 0x8000_0000;
/** A guard that is undecided after so many bytes passes. */
const patience = 160;

/**
 * The search as a plain loop over an image: the kernel is held against it, and
 * a few lines are done before the kernel would be compiled.
 */
export function twin(image: Uint8Array): Search {
  const plain = new Plain(image);
  return {
    hits(bytes, sparse) {
      const found: number[] = [];
      for (const [from, to] of sparse ? printableRuns(bytes) : [[0, bytes.length] as const])
        plain.search(bytes, from, to, found);
      return Uint32Array.from(found);
    },
    glance: (bytes) => ({ escape: bytes.includes(0x1b), wide: bytes.includes(0) }),
    signs: plainSigns,
    feeds: (bytes) => bytes.reduce((count, byte) => count + Number(byte === 0x0a), 0),
  };
}

/** An image, and how it is read. */
class Plain {
  readonly #image: Uint8Array;
  readonly #view: DataView;
  readonly #table: Uint32Array;
  readonly #firstEnd: number;
  readonly #rowMask: number;

  constructor(image: Uint8Array) {
    this.#image = image;
    this.#view = new DataView(image.buffer, image.byteOffset, image.byteLength);
    this.#firstEnd = this.#view.getUint32(head.firstEnd, true);
    this.#rowMask = this.#view.getUint32(head.rowMask, true);
    const rows = this.#part(head.ends) - fixed.table;
    // One that lies askew is copied; a Buffer's own `slice` would not.
    const { buffer, byteOffset } = image.byteOffset % 4 === 0 ? image : Uint8Array.from(image);
    this.#table = new Uint32Array(buffer, byteOffset + fixed.table, rows / 4);
  }

  /** Adds the hits in `from..to`. */
  search(bytes: Uint8Array, from: number, to: number, found: number[]): void {
    let row = 0;
    for (let at = from; at < to; at++) {
      const column = this.#image[fixed.classes + (bytes[at] ?? 0)] ?? 0;
      const next = this.#table[(row + column) >>> 2] ?? 0;
      if (next >= hit) this.#note(row, bytes, at, found);
      row = next & this.#rowMask;
    }
    if (row >= this.#firstEnd) this.#note(row, bytes, to, found);
  }

  /** The offset in the image of a part that the head names. */
  #part(field: number): number {
    return this.#view.getUint32(field, true) - imageStart;
  }

  #note(row: number, bytes: Uint8Array, end: number, found: number[]): void {
    const state = (row - this.#firstEnd) >> 8;
    const only = this.#view.getUint32(this.#part(head.ends) + 4 * state, true);
    if (only >= hit) {
      const record = this.#part(head.literals) + (only & 0xffff) * literalAt.size;
      this.#noteLiteral(record, bytes, end - ((only >> 16) & 0xff), found);
      return;
    }
    let entry = this.#part(head.lists) + 2 * only;
    for (let left = this.#view.getUint16(entry, true); left > 0; left--) {
      const literal = this.#view.getUint16(entry + 2, true);
      const extra = this.#view.getUint16(entry + 4, true);
      const record = this.#part(head.literals) + literal * literalAt.size;
      this.#noteLiteral(record, bytes, end - extra, found);
      entry += 4;
    }
  }

  /** Adds the rules of which a check passes, each once for those that stand side by side. */
  #noteLiteral(record: number, bytes: Uint8Array, end: number, found: number[]): void {
    const start = end - this.#view.getUint32(record + literalAt.length, true);
    if (start < 0 || !this.#stands(record, bytes, start, end)) return;
    const following = bytes.subarray(end, end + patience);
    if (!this.#passes(this.#view.getUint32(record + literalAt.after, true), following)) return;
    const first = this.#view.getUint32(record + literalAt.firstCheck, true);
    const count = this.#view.getUint32(record + literalAt.checkCount, true);
    let noted = -1;
    for (let each = first; each < first + count; each++) {
      const check = this.#part(head.checks) + each * checkAt.size;
      const rule = this.#view.getUint32(check + checkAt.rule, true);
      if (rule === noted || !this.#isPlausible(check, bytes, start, end)) continue;
      noted = rule;
      found.push(start, rule);
    }
  }

  // eslint-disable-next-line max-params -- a literal's record and its place
  #stands(record: number, bytes: Uint8Array, start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      const offset = record + at - start;
      const mask = this.#image[offset + literalAt.mask] ?? 0;
      const value = this.#image[offset + literalAt.value];
      if (((bytes[at] ?? 0) & mask) !== value) return false;
    }
    const previous = bytes[start - 1];
    const mayPrecede = this.#image.subarray(record + literalAt.mayPrecede);
    return previous === undefined || hasBit(mayPrecede, previous);
  }

  // eslint-disable-next-line max-params -- the same
  #isPlausible(check: number, bytes: Uint8Array, start: number, end: number): boolean {
    const after = this.#view.getUint32(check + checkAt.after, true);
    const before = this.#view.getUint32(check + checkAt.before, true);
    const following = bytes.subarray(end, end + patience);
    const preceding = bytes.subarray(Math.max(0, start - patience), start).toReversed();
    return this.#passes(after, following) && this.#passes(before, preceding);
  }

  /** @param address Of a guard; 0 for none. */
  #passes(address: number, bytes: Uint8Array): boolean {
    if (address === 0) return true;
    const guard = address - imageStart;
    const rowSize = this.#view.getUint32(guard + guardAt.rowSize, true);
    let row = guardStart;
    for (const byte of bytes) {
      const column = this.#image[guard + guardAt.classes + byte] ?? 0;
      row = this.#image[guard + guardAt.rows + row * rowSize + column] ?? refuted;
      if (row <= passed) return row !== refuted;
    }
    return true;
  }
}

/** Runs of bytes from 0x20 to 0x7f, long enough to hold something. */
function* printableRuns(bytes: Uint8Array): Generator<readonly [number, number]> {
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== undefined && byte > 0x1f && byte < 0x80) continue;
    if (at - from >= shortestRun) yield [from, at];
    from = at + 1;
  }
}
