import type { Program, ProgramLiteral } from "../../src/engine/program.ts";

/**
 * The program with so many times its rules: each copy has the literals of the
 * first with other letters and digits at their places, so that they are as long
 * and share as many beginnings, and the automaton grows with them.
 */
export function grown(program: Program, copies: number): Program {
  const each = Array.from({ length: copies }, (_, copy) => copy);
  return {
    ...program,
    literals: each.flatMap((copy) =>
      program.literals.map((literal) => copied(literal, copy, program.rules.length)),
    ),
    rules: each.flatMap(() => program.rules),
  };
}

const copied = (
  { text, fold, after, checks }: ProgramLiteral,
  copy: number,
  rules: number,
): ProgramLiteral => ({
  text: [...text].map((character, at) => shifted(character, copy * (2 * at + 3))).join(""),
  fold,
  after,
  checks: checks.map((check) => ({ ...check, rule: check.rule + copy * rules })),
});

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
