import { markTable, wordTable } from "./frequencies.gen.ts";
import type { Unit } from "./rarity.ts";

/** Letters or marks one after the other in a literal. */
export interface Run {
  readonly units: readonly Unit[];
  /** Letters, not marks. */
  readonly isWord: boolean;
  /** Whether another byte of the literal stands before it and after it, so that the word starts or ends there. */
  readonly starts: boolean;
  readonly ends: boolean;
}

/** The runs of three and more letters, and of two and more marks. */
export function runsIn(literal: readonly Unit[]): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let at = 1; at <= literal.length; at++) {
    const kind = kindOf(literal[at - 1]);
    if (kind === kindOf(literal[at])) continue;
    const least = kind === "letter" ? 3 : kind === "mark" ? 2 : Infinity;
    if (at - from >= least)
      runs.push({
        units: literal.slice(from, at),
        isWord: kind === "letter",
        starts: from > 0,
        ends: at < literal.length,
      });
    from = at;
  }
  return runs;
}

function kindOf(unit: Unit | undefined): "letter" | "mark" | "other" | "end" {
  if (!unit) return "end";
  const character = String.fromCharCode(unit.byte);
  if (/[A-Za-z]/.test(character)) return "letter";
  return /[!-/:-@[-`{-~]/.test(character) ? "mark" : "other";
}

/** How often the words, or runs of marks, that hold this one occur per megabyte, in the cases that its letters take. */
export function rateOfRun(run: Run): number {
  const key = keyOf(run);
  const rate = ratesOfRuns.get(key) ?? counted(run);
  if (ratesOfRuns.size > 50_000) ratesOfRuns.clear();
  ratesOfRuns.set(key, rate);
  return rate;
}

/** Remembered: the search for literals asks for the same runs again and again. */
const ratesOfRuns = new Map<string, number>();

const keyOf = ({ units, starts, ends }: Run): string =>
  `${starts ? "^" : ""}${String.fromCharCode(...units.map(({ byte, fold }) => byte + (fold ? 256 : 0)))}${ends ? "$" : ""}`;

function counted({ units, isWord, starts, ends }: Run): number {
  const table = isWord ? wordLexicon() : markLexicon();
  const text = String.fromCharCode(...units.map(({ byte }) => byte)).toLowerCase();
  const sought = `${starts ? "\n" : ""}${text}${ends ? "\n" : ""}`;
  let rate = 0;
  for (let at = table.text.indexOf(sought); at >= 0; at = table.text.indexOf(sought, at + 1)) {
    const from = starts ? at + 1 : at;
    const start = table.text.lastIndexOf("\n", from - 1) + 1;
    rate += rateAs(units, table.rates.get(start) ?? [], from - start);
    // A word counts once, wherever the run stands in it again.
    at = table.text.indexOf("\n", from) - 1;
  }
  return rate;
}

/** The rates of a word in those of its three spellings in which it takes these letters, `offset` letters in. */
function rateAs(units: readonly Unit[], rates: readonly number[], offset: number): number {
  const [lower = 0, capitalised = 0, upper = 0] = rates;
  const isAll = (capital: (at: number) => boolean): boolean =>
    units.every(({ byte, fold }, at) => {
      const isCapital = byte >= 0x41 && byte <= 0x5a;
      const isLetter = isCapital || (byte >= 0x61 && byte <= 0x7a);
      return !isLetter || fold || isCapital === capital(offset + at);
    });
  return (
    (isAll(() => false) ? lower : 0) +
    (isAll((at) => at === 0) ? capitalised : 0) +
    (isAll(() => true) ? upper : 0)
  );
}

interface Lexicon {
  /** All words, in lower case, each between line ends. */
  readonly text: string;
  /** By the place where the word starts: its rates in lower case, capitalised, in upper case. */
  readonly rates: ReadonlyMap<number, readonly number[]>;
}

function lexicon(words: readonly (readonly [word: string, rates: readonly number[]])[]): Lexicon {
  const rates = new Map<number, readonly number[]>();
  let text = "\n";
  for (const [word, each] of words) {
    rates.set(text.length, each);
    text += `${word}\n`;
  }
  return { text, rates };
}

let wordsRead: Lexicon | undefined;
const wordLexicon = (): Lexicon =>
  (wordsRead ??= lexicon(
    wordTable
      .trim()
      .split(/\s+/)
      .map((each) => each.split(":"))
      .map(([word = "", rates = ""]) => [word, rates.split(",").map(Number)]),
  ));

let marksRead: Lexicon | undefined;
const markLexicon = (): Lexicon =>
  (marksRead ??= lexicon(
    [...markTable.matchAll(/(\S+) (\d+)/g)].map(([, marks = "", rate]) => [marks, [Number(rate)]]),
  ));
