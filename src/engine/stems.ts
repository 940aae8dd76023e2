import { type Guard, next, passed, refuted, start } from "./pattern/guard.ts";
import { hitsPerMegabyte } from "./pattern/rarity.ts";
import type { ProgramLiteral } from "./program.ts";

/**
 * A literal with some of the bytes that its guard wants after it. The more the
 * automaton sees of what follows a common word, the less often the search stops
 * at it in vain.
 */
export interface Stem {
  /** In lower case: the automaton does not tell cases apart. */
  readonly text: string;
  /** How many bytes of the text come after the literal. */
  readonly extra: number;
  /** Bytes that may follow the text, and with which no longer stem goes on: a bit for each. */
  readonly follow: Uint8Array;
}

/** The kernel relies on it: a lane reads as many bytes before its own as the longest stem has, 16 and these. */
const mostExtra = 4;
/**
 * A stem takes room in the tables. It has to be expected so often in a megabyte,
 * and so many of the bytes that words are made of have to be refused after it.
 */
const worthwhile = 0.5;
const refusals = 0.25;

/** A text of which it is not decided yet how it goes on, and where its guard stands then. */
interface Open {
  readonly text: string;
  readonly extra: number;
  readonly state: number;
}

/** How much of a literal, and of what follows it, the automaton sees. */
export interface StemSize {
  /** Of a literal the shortest end is enough that is expected less often in a megabyte: the search compares the rest. */
  readonly rare: number;
  /** Of what follows, in bytes. */
  readonly extra: number;
}

const usual: StemSize = { rare: 0.01, extra: mostExtra };

/** From what stops the search least often to what takes the least room. */
export const stemSizes: readonly StemSize[] = [
  usual,
  ...[0.01, 0.05, 0.5, 5].map((rare) => ({ rare, extra: 0 })),
];

/** The stems of a literal: wherever it stands with what its guard allows, one of them ends. */
export function stemsOf(
  { text }: ProgramLiteral,
  guard: Guard | undefined,
  size: StemSize = usual,
): Stem[] {
  // Of ASCII alone: the bytes of other letters are no capitals.
  const literal = rareEnd(
    text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
    size.rare,
  );
  if (!guard) return [{ text: literal, extra: 0, follow: new Uint8Array(32).fill(0xff) }];
  const stems: Stem[] = [];
  const all: Open[] = [{ text: literal, extra: 0, state: start }];
  for (const each of all) {
    const longer = each.extra < size.extra ? longerThan(each, guard) : new Map<number, Open>();
    all.push(...longer.values());
    const follow = new Uint8Array(32);
    for (let byte = 0; byte < 256; byte++)
      if (next(guard, each.state, byte) !== refuted && !longer.has(small(byte)))
        follow[byte >> 3] = (follow[byte >> 3] ?? 0) | (1 << (byte & 7));
    stems.push({ text: each.text, extra: each.extra, follow });
  }
  return stems;
}

/** A shorter end is left to chance. */
const leastEnd = 3;

function rareEnd(text: string, rare: number): string {
  for (let size = leastEnd; size < text.length; size++)
    if (rateOf(text.slice(-size)) < rare) return text.slice(-size);
  return text;
}

/** With which bytes, in lower case, it is worth while to make a stem longer. */
function longerThan({ text, extra, state }: Open, guard: Guard): Map<number, Open> {
  const longer = new Map<number, Open>();
  for (const byte of plainBytes) {
    const states = new Set(casesOf(byte).map((each) => next(guard, state, each)));
    states.delete(refuted);
    const [only, ...others] = states;
    if (only === undefined || only === passed || others.length > 0) continue;
    const extended = text + String.fromCharCode(byte);
    if (refusedAfter(guard, only) >= refusals && rateOf(extended) >= worthwhile)
      longer.set(byte, { text: extended, extra: extra + 1, state: only });
  }
  return longer;
}

/** Which share of the bytes that words are made of the guard refuses in a state. */
const refusedAfter = (guard: Guard, state: number): number =>
  plainBytes.filter((byte) => next(guard, state, byte) === refuted).length / plainBytes.length;

/** What words and names are made of, in lower case: common, and in the automaton's alphabet anyway. */
const plainBytes = Buffer.from("abcdefghijklmnopqrstuvwxyz0123456789_-.");

const small = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte);

const casesOf = (byte: number): readonly number[] =>
  byte >= 0x61 && byte <= 0x7a ? [byte, byte - 32] : [byte];

const rateOf = (text: string): number =>
  hitsPerMegabyte(
    [...Buffer.from(text, "latin1")].map((byte) => ({ byte, fold: casesOf(byte).length > 1 })),
  );
