import * as fc from "fast-check";
import { automate } from "./automate.ts";
import { notBefore } from "./before.ts";
import { type Guard, guardOf, passed, refuted, start } from "./guard.ts";
import type { Literal, Place } from "./literals.ts";
import { bytesOf, type ByteSet, complement, type Node } from "./node.ts";
import type { Unit } from "./rarity.ts";

/** Text of one character per byte, of few letters, so that random patterns meet it. */
export const bytesText: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...'abABk_1- \n\r.="') },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    },
  ),
  maxLength: 30,
});

const atoms = [
  "a",
  "b",
  "A",
  "k",
  "_",
  "1",
  "-",
  " ",
  "=",
  "\\.",
  "\\n",
  ".",
  "\\d",
  "\\w",
  "\\W",
  "\\s",
  "\\S",
];
const classes = [
  "[ab]",
  "[^ab]",
  "[a-k]",
  "[\\w-]",
  '[^\\s"]',
  "[A-Za-z0-9]",
  "[-.]",
  "[^\\n]",
  "[\\d_]",
];
const places = ["\\b", "\\B", "^", "$"];
const repeats = ["*", "+", "?", "{2}", "{0,3}", "{1,}", "*?", "+?", "??", "{1,3}?"];

/** One after the other. */
export const joined = (...pieces: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...pieces).map((each) => each.join(""));

/**
 * Patterns that both dialects understand alike, but for lines and spaces; all of
 * them quick.
 */
export const commonPattern: fc.Arbitrary<string> = fc
  .letrec<{ pattern: string }>((tie) => {
    const inner = tie("pattern");
    const atom = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...atoms) },
      { weight: 3, arbitrary: fc.constantFrom(...classes) },
    );
    const group = fc
      .tuple(fc.constantFrom("(?:", "("), inner)
      .map(([open, content]) => `${open}${content})`);
    const piece = fc.oneof(
      { maxDepth: 2 },
      { weight: 4, arbitrary: atom },
      { weight: 2, arbitrary: joined(atom, fc.constantFrom(...repeats)) },
      { weight: 1, arbitrary: fc.constantFrom(...places) },
      { weight: 2, arbitrary: joined(group, fc.constantFrom("", "?", "{2}", "{0,2}", "??")) },
    );
    const sequence = fc.array(piece, { minLength: 1, maxLength: 4 }).map((each) => each.join(""));
    const options = fc
      .array(sequence, { minLength: 1, maxLength: 3 })
      .map((each) => each.join("|"));
    return {
      pattern: fc.oneof({ weight: 2, arbitrary: sequence }, { weight: 1, arbitrary: options }),
    };
  })
  .pattern.filter(isQuick);

/** Whether so few parts of the pattern may take more or less that no text makes it slow. */
export function isQuick(source: string): boolean {
  return source.length < 120 && [...source.matchAll(/[*+?}]+/g)].length <= 6;
}

/** Every match and what its groups took, as one comparable value. */
export function matchesOf(pattern: RegExp, text: string): unknown[] {
  const global = new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`);
  return [...text.matchAll(global)].map((found) => [
    found.index,
    ...found,
    found.groups?.["value"],
  ]);
}

/**
 * Strings that the tree is likely to match: what its looks and edges ask for is
 * left to luck.
 *
 * @param extra How many turns more than it must a repeat may take; one less in each repeat within.
 */
export function sampleOf(node: Node, extra = 4): fc.Arbitrary<string> {
  switch (node.kind) {
    case "set":
      return fc.constantFrom(...visible(node.bytes)).map((byte) => String.fromCharCode(byte));
    case "edge":
    case "look":
      return fc.constant("");
    case "reference":
      return node.sure ? sampleOf(node.item, extra) : fc.constant("");
    case "group":
      return sampleOf(node.item, extra);
    case "choice":
      return fc.oneof(...node.options.map((option) => sampleOf(option, extra)));
    case "sequence":
      return joined(...node.items.map((item) => sampleOf(item, extra)));
    case "repeat": {
      const maxLength = Math.min(node.max, node.min + extra);
      const item = sampleOf(node.item, Math.max(0, extra - 2));
      return fc
        .array(item, { minLength: node.min, maxLength, size: "max" })
        .map((each) => each.join(""));
    }
  }
}

/** The bytes of the set that people write, or all where it has none of these. */
function visible(set: ByteSet): number[] {
  const all = bytesOf(set);
  const printable = all.filter((byte) => byte >= 0x20 && byte < 0x7f);
  if (all.length === 0) return bytesOf(complement(set)).slice(0, 1);
  return printable.length > 0 ? printable : all;
}

/** Whether the text at `at` spells the literal. */
export const spells = (units: readonly Unit[], text: string, at: number): boolean =>
  units.every(({ byte, fold }, offset) => {
    const code = text.charCodeAt(at + offset);
    return code === byte || (fold && code + 32 === byte);
  });

/** What guards a literal at one of its places. */
export interface Guards {
  readonly before: Guard | undefined;
  readonly after: Guard | undefined;
}

export const guardsOf = ({ units }: Pick<Literal, "units">, { lead, tail }: Place): Guards => ({
  before: guardOf(automate(lead, "before"), notBefore(units[0], lead)),
  after: guardOf(automate(tail, "after")),
});

/** Whether the guards let the literal stand at `at`. */
export const isGuarded = (guards: Guards, text: string, at: number, length: number): boolean =>
  guardPasses(guards.after, text.slice(at + length)) &&
  guardPasses(guards.before, Array.from(text.slice(0, at)).reverse().join(""));

/** @param text From the literal on. */
export function guardPasses(guard: Guard | undefined, text: string): boolean {
  if (!guard) return true;
  let state = start;
  for (let at = 0; at < text.length && state > passed; at++)
    state = guard.rows[state * guard.width + (guard.classes[text.charCodeAt(at)] ?? 0)] ?? refuted;
  return state !== refuted;
}

/** Patterns of which every match has a value. */
export const patternWithValue = joined(
  commonPattern,
  fc.constant("(?<value>"),
  commonPattern,
  fc.constant(")"),
  commonPattern,
);
