import type { Candidate } from "../../core/decoder.ts";
import type { Coding, Places } from "../../core/coding.ts";
import { type Span, span } from "../../core/span.ts";
import { headLength, isControl, mayOpen, opensAsFile, opensWide } from "./head.ts";

/** Text that is spelled by characters of `bits` bits each, most significant first. */
export interface Groups {
  readonly id: string;
  readonly bits: number;
  /** The value of each character; 255 of those that spell nothing. */
  readonly values: Uint8Array;
}

/** Less text holds no secret, in bytes. */
const leastText = 15;

/** Groups, and what undoes them. */
export interface GroupCode {
  readonly groups: Groups;
  readonly coding: Coding;
}

/** What undoes groups; what spells nothing is skipped. */
export const groupCode = (groups: Groups): GroupCode => ({ groups, coding: groupCoding(groups) });

function groupCoding({ id, bits, values }: Groups): Coding {
  const spell = (coded: Uint8Array): Places & { readonly bytes: Uint8Array } => {
    const size = Math.ceil((coded.length * bits) / 8) + 1;
    const [bytes, starts, ends] = [
      new Uint8Array(size),
      new Uint32Array(size),
      new Uint32Array(size),
    ];
    let [held, count, length] = [0, 0, 0];
    for (let at = 0; at < coded.length; at++) {
      const value = values[coded[at] as number] as number;
      if (value === 255) continue;
      if (count === 0) starts[length] = at;
      held = ((held << bits) | value) & 0xff_ff;
      count += bits;
      if (count < 8) continue;
      count -= 8;
      bytes[length] = held >> count;
      ends[length++] = at + 1;
      // What is left of this character spells the first bits of the next byte.
      if (count > 0) starts[length] = at;
    }
    const made = <T extends Uint8Array | Uint32Array>(all: T): T => all.subarray(0, length) as T;
    return { bytes: made(bytes), starts: made(starts), ends: made(ends) };
  };
  return { id, decode: (coded) => spell(coded).bytes, places: spell };
}

/**
 * The first of some ways to begin `at` that gives text; a file must begin with the
 * first character. What is neither is no candidate: most are hashes, and names.
 */
export function promising(
  text: Buffer,
  at: Span,
  { phases, ...code }: GroupCode & { readonly phases: number },
): Candidate | undefined {
  const { groups, coding } = code;
  for (let phase = 0; phase < phases; phase++) {
    const start = at.start + phase;
    if (spellsText(text, span(start, at.end), groups) || (phase === 0 && isFile(text, at, code)))
      return { span: span(start, at.end), coding, coded: "all" };
  }
  return undefined;
}

/** Whether the first characters spell text. Ends at the first that do not: of most runs, soon. */
function spellsText(text: Buffer, { start, end }: Span, { bits, values }: Groups): boolean {
  let [held, count, length, foreign] = [0, 0, 0, 0];
  for (let at = start; at < end && length < headLength; at++) {
    const value = values[text[at] as number] as number;
    if (value === 255) continue;
    held = ((held << bits) | value) & 0xff_ff;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    length++;
    const byte = (held >> count) & 0xff;
    if (isControl(byte)) return false;
    if (byte >= 0x80 && ++foreign * 8 > headLength) return false;
  }
  return length >= leastText && foreign * 8 <= length;
}

function isFile(text: Buffer, { start, end }: Span, { groups, coding }: GroupCode): boolean {
  if (isCut(text[end]) || !mayOpen(firstTwo(text, start, groups))) return false;
  const head = coding.decode(text.subarray(start, Math.min(end, start + headLength)));
  return opensAsFile(head) || opensWide(head);
}

/** The first two bytes, as one number. */
function firstTwo(text: Buffer, start: number, { bits, values }: Groups): number {
  let held = 0;
  let count = 0;
  for (let at = start; count < 16; at++, count += bits)
    held = (held << bits) | (values[text[at] ?? 0] as number);
  return (held >> (count - 16)) & 0xff_ff;
}

/** Whether something that is coded itself goes on with the run: `%2B`, `\/`, `&#43;`. */
const isCut = (next: number | undefined): boolean =>
  next === 0x25 || next === 0x5c || next === 0x26;

/** The runs of bytes that `isIn` marks, which have something in one of `parts`, of at least `least` bytes. No byte is looked at for two of them. */
export function runs(
  text: Buffer,
  parts: readonly Span[],
  { isIn, least }: { readonly isIn: Uint8Array; readonly least: number },
): Span[] {
  const all: Span[] = [];
  let done = 0;
  for (const at of parts) {
    let start = Math.max(at.start, done);
    while (start > done && isIn[text[start - 1] as number] === 1) start--;
    while (start < at.end && start + least <= text.length) {
      let last = start + least - 1;
      while (last >= start && isIn[text[last] as number] === 1) last--;
      if (last >= start) {
        // No run of enough bytes holds this one.
        start = last + 1;
        continue;
      }
      let end = start + least;
      while (end < text.length && isIn[text[end] as number] === 1) end++;
      all.push(span(start, end));
      done = end;
      start = end + 1;
    }
  }
  return all;
}

/** A table of the characters. */
export function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const each of characters) table[each.charCodeAt(0)] = 1;
  return table;
}

/** The value of each character of an alphabet, in its order. */
export function valuesOf(...alphabets: readonly string[]): Uint8Array {
  const values = new Uint8Array(256).fill(255);
  for (const alphabet of alphabets)
    for (const [value, each] of [...alphabet].entries()) values[each.charCodeAt(0)] = value;
  return values;
}
