import { TareError } from "../core/error.ts";
import type { Rule } from "../core/rule.ts";
import { stripLead } from "./pattern/lead.ts";
import { type Literal, type Place, requiredLiterals } from "./pattern/literals.ts";
import { type ByteSet, bytesOf, type Node } from "./pattern/node.ts";
import { parsePattern } from "./pattern/parse.ts";
import { printPattern } from "./pattern/print.ts";
import { shapeOf } from "./pattern/shape.ts";
import type { Step } from "./pattern/steps.ts";

/** At least `min`, at most `max` bytes of a set, which is named by its number. */
export type CheckStep = readonly [set: number, min: number, max: number];

/** What must stand around a literal for a rule to be tried there. */
export interface Check {
  /** The number of the rule. */
  readonly rule: number;
  /** The set of bytes that must not stand before the literal. */
  readonly notBefore: number;
  readonly steps: readonly CheckStep[];
}

export interface ProgramLiteral {
  /** One character per byte; a folded letter is small. */
  readonly text: string;
  /** Bit n: the letter at n stands for both its cases. */
  readonly fold: number;
  readonly checks: readonly Check[];
}

export interface ProgramRule {
  /** The pattern as it is run: without what may stand before its first literal. */
  readonly pattern: string;
  /** Whether every match starts with one of the literals, so that it is tried there alone. */
  readonly sticky: boolean;
  /** How many bytes of a match can stand before a literal, at most. */
  readonly before: number;
}

/**
 * Rules made ready for a search: literals of which one stands in every match,
 * what must stand around them, and the patterns. Plain data, made at build time
 * for tare's own rules.
 */
export interface Program {
  readonly literals: readonly ProgramLiteral[];
  readonly rules: readonly ProgramRule[];
  /** Sets of bytes, 64 hexadecimal digits each: bit n of byte n/8 says that byte n is in it. The first is empty. */
  readonly sets: readonly string[];
}

/** What a step may ask for at most: its numbers are two bytes wide. */
const mostBytes = 0xffff;

/**
 * Compiles rules.
 *
 * @throws {TareError} `usage`: a pattern is wrong, or requires no literal of two bytes.
 */
export function compile(rules: readonly Pick<Rule, "id" | "pattern">[]): Program {
  const sets = new Sets();
  const literals = new Map<string, { text: string; fold: number; checks: Check[] }>();
  const programs = rules.map((rule, index): ProgramRule => {
    const node = stripLead(treeOf(rule));
    const required = literalsOf(rule, node);
    for (const literal of required) {
      const { text, fold } = spelled(literal);
      const known = literals.get(`${fold} ${text}`) ?? { text, fold, checks: [] };
      literals.set(`${fold} ${text}`, known);
      known.checks.push(...checksOf(literal, index, sets));
    }
    const before = Math.max(
      ...required.flatMap(({ places }) => places.map((place) => place.before.max)),
    );
    return {
      pattern: printPattern(node),
      sticky: before === 0,
      before: Math.min(before, mostBytes),
    };
  });
  return { literals: [...literals.values()], rules: programs, sets: sets.all };
}

const treeOf = ({ pattern }: Pick<Rule, "pattern">): Node =>
  parsePattern(pattern.source, "js", `${pattern.flags}m`);

function literalsOf({ id }: Pick<Rule, "id">, node: Node): readonly Literal[] {
  const required = requiredLiterals(node);
  if (required) return required.literals;
  throw new TareError("usage", `rule '${id}': its pattern requires no text of two bytes`, {
    hint: "add a word that stands in every match, such as the name before the value",
  });
}

const spelled = ({ units }: Literal): { readonly text: string; readonly fold: number } => ({
  text: String.fromCharCode(...units.map(({ byte }) => byte)),
  fold: units.reduce((bits, { fold }, at) => bits | (Number(fold) << at), 0),
});

/** A check for each way in which a match can go on after the literal. */
function checksOf(literal: Literal, rule: number, sets: Sets): Check[] {
  return literal.places.flatMap((place: Place) => {
    const { notBefore, ways } = shapeOf(literal, place);
    const before = sets.numberOf(notBefore);
    return ways.map((steps) => ({
      rule,
      notBefore: before,
      steps: steps.slice(0, mostSteps).map(numbered),
    }));
  });

  function numbered({ bytes, min, max }: Step): CheckStep {
    return [sets.numberOf(bytes), Math.min(min, mostBytes), Math.min(max, mostBytes)];
  }
}

/** How many steps fit into the record of a check. */
const mostSteps = 7;

/** Byte sets by number, each once. */
class Sets {
  readonly #numbers = new Map<string, number>([["0".repeat(64), 0]]);

  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  numberOf(set: ByteSet): number {
    const bits = new Uint8Array(32);
    for (const byte of bytesOf(set)) bits[byte >> 3] = (bits[byte >> 3] ?? 0) | (1 << (byte & 7));
    const name = Array.from(bits, (each) => each.toString(16).padStart(2, "0")).join("");
    const number = this.#numbers.get(name) ?? this.#numbers.size;
    this.#numbers.set(name, number);
    return number;
  }
}

/** A set as a table: 1 for each byte in it. */
export function tableOf(set: string): Uint8Array {
  const table = new Uint8Array(256);
  for (let eight = 0; eight < 32; eight++) {
    const bits = Number.parseInt(set.slice(eight * 2, eight * 2 + 2), 16);
    for (let bit = 0; bit < 8; bit++) table[eight * 8 + bit] = (bits >> bit) & 1;
  }
  return table;
}
