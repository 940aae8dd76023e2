import { hitsPerMegabyte } from "../../src/engine/pattern/rarity.ts";
import type { Program, ProgramLiteral } from "../../src/engine/program.ts";

/** A program with more rules, and of each rule which one of the first program it is made from. */
export interface Grown {
  readonly program: Program;
  readonly sources: readonly number[];
}

/** What is rarer in a megabyte is the mark of one provider; there is only one `token`, and no tenth. */
const rare = 5;

/**
 * The program with so many times its rules. What comes on top is made of the
 * rules whose literals are all rare, over and over, each time with other letters
 * and digits in its literals, as rare as they are rare: so new providers come.
 */
export function grown(program: Program, times: number): Grown {
  const rates = new Map(program.literals.map((each) => [each, rateOf(each.text, each.fold)]));
  const specific = program.rules.flatMap((_, rule) => {
    const own = program.literals.filter(({ checks }) => checks.some((each) => each.rule === rule));
    return own.every((each) => (rates.get(each) ?? 0) < rare) ? [rule] : [];
  });
  const added = (times - 1) * program.rules.length;
  const sources = Array.from({ length: added }, (_, at) => specific[at % specific.length] ?? 0);
  const first = program.rules.length;
  const literals = sources.flatMap((source, at) =>
    program.literals.flatMap((literal) => {
      const checks = literal.checks.filter(({ rule }) => rule === source);
      if (checks.length === 0) return [];
      const text = varied(literal, 1 + Math.floor(at / specific.length));
      return [{ ...literal, text, checks: checks.map((each) => ({ ...each, rule: first + at })) }];
    }),
  );
  return {
    program: {
      ...program,
      literals: [...program.literals, ...literals],
      rules: [...program.rules, ...sources.map((source) => program.rules[source] ?? never())],
    },
    sources: [...program.rules.keys(), ...sources],
  };
}

function never(): never {
  throw new RangeError("no such rule");
}

const rateOf = (text: string, fold: number): number =>
  hitsPerMegabyte(
    [...text].map((each, at) => ({ byte: each.charCodeAt(0), fold: ((fold >> at) & 1) === 1 })),
  );

/** The literal with other letters and digits, and still rare. */
function varied({ text, fold }: ProgramLiteral, variation: number): string {
  for (let by = variation; ; by += 101) {
    const other = [...text].map((each, at) => shifted(each, by * (2 * at + 3))).join("");
    if (rateOf(other, fold) < rare) return other;
    if (by > 101 * 26) return text;
  }
}

const ranges = [
  ["a", 26],
  ["A", 26],
  ["0", 10],
] as const;

/** Another letter of the same case, or digit; anything else stays. */
function shifted(character: string, by: number): string {
  const code = character.charCodeAt(0);
  for (const [first, count] of ranges) {
    const place = code - first.charCodeAt(0);
    if (place >= 0 && place < count)
      return String.fromCharCode(first.charCodeAt(0) + ((place + by) % count));
  }
  return character;
}
