import { MalformedError } from "../../core/error.ts";

/** Counts of seven bits each, lowest first: sizes of up to 2^53 take eight of them. */
const longestCount = 8;

/** How large the object is that a delta starts from, and how large the one that it makes. */
export interface DeltaSizes {
  readonly base: number;
  readonly result: number;
  /** Where the instructions start in the delta. */
  readonly at: number;
}

/**
 * The two sizes at the start of a delta (gitformat-pack, "Deltified
 * representation").
 *
 * @throws {MalformedError} The delta ends before, or a size is longer than any object.
 */
export function deltaSizes(delta: Uint8Array): DeltaSizes {
  const [base, next] = count(delta, 0);
  const [result, at] = count(delta, next);
  return { base, result, at };
}

function count(bytes: Uint8Array, from: number): readonly [value: number, next: number] {
  let value = 0;
  for (let each = 0; each < longestCount; each++) {
    const byte = bytes[from + each];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * each);
    if (byte < 0x80) return [value, from + each + 1];
  }
  throw new MalformedError("git-delta", from, "size without an end");
}

/** What an instruction to copy means by a length of nothing (gitformat-pack). */
const wholeCopy = 0x1_00_00;

/**
 * The object that a delta makes of its base: copies from the base, and bytes
 * that the delta brings itself.
 *
 * @throws {MalformedError} An instruction reaches out of base or delta, or the sizes do not fit.
 */
export function applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array {
  const sizes = deltaSizes(delta);
  if (sizes.base !== base.length) throw damaged(0, `base of ${sizes.base} bytes wanted`);
  const result = new Uint8Array(sizes.result);
  let filled = 0;
  for (let at = sizes.at; at < delta.length;) {
    const { isCopy, from, length, next } = instruction(delta, at);
    const source = isCopy ? base : delta;
    if (length === 0 || from + length > source.length || filled + length > result.length)
      throw damaged(at, "instruction that reaches too far");
    result.set(source.subarray(from, from + length), filled);
    filled += length;
    at = next;
  }
  if (filled !== result.length) throw damaged(delta.length, `${filled} bytes made`);
  return result;
}

/** Bytes of the base that stand in the result as they are. */
export interface Copy {
  /** Where they stand in the base. */
  readonly from: number;
  /** Where they stand in the result. */
  readonly at: number;
  readonly length: number;
}

/** What a delta that fits its base takes from it, in the order of the result; what follows on is one. */
export function copiesOf(delta: Uint8Array): Copy[] {
  const copies: Copy[] = [];
  let filled = 0;
  for (let at = deltaSizes(delta).at; at < delta.length;) {
    const { isCopy, from, length, next } = instruction(delta, at);
    const last = copies.at(-1);
    const goesOn = last && last.from + last.length === from && last.at + last.length === filled;
    if (isCopy && goesOn) copies[copies.length - 1] = { ...last, length: last.length + length };
    else if (isCopy) copies.push({ from, at: filled, length });
    filled += length;
    at = next;
  }
  return copies;
}

function instruction(delta: Uint8Array, at: number): Instruction {
  const code = delta[at] ?? 0;
  return code < 0x80 ? brought(at, code) : copied(delta, at, code);
}

interface Instruction {
  readonly isCopy: boolean;
  readonly from: number;
  readonly length: number;
  readonly next: number;
}

const brought = (at: number, length: number): Instruction => ({
  isCopy: false,
  from: at + 1,
  length,
  next: at + 1 + length,
});

/** Bits 0–3 of the code say which bytes of the offset are given, bits 4–6 which of the length. */
function copied(delta: Uint8Array, at: number, code: number): Instruction {
  let next = at + 1;
  const number = (bits: number, width: number): number => {
    let value = 0;
    for (let each = 0; each < width; each++)
      if (bits & (1 << each)) value += (delta[next++] ?? 0) * 2 ** (8 * each);
    return value;
  };
  const from = number(code & 0x0f, 4);
  const length = number((code >> 4) & 0x07, 3);
  if (next > delta.length) throw damaged(at, "instruction that is cut");
  return { isCopy: true, from, length: length === 0 ? wholeCopy : length, next };
}

const damaged = (at: number, message: string): MalformedError =>
  new MalformedError("git-delta", at, message);
