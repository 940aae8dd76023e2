import { controls, type Dialect, highestCode, perlClass } from "./classes.ts";
import { complement, type Ranges } from "./node.ts";
import type { Source } from "./source.ts";

/** What a backslash and what follows it stand for: one code, or a class of them. */
export type Escape =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "class"; readonly ranges: Ranges };

/**
 * Reads an escape that can stand in a class and outside, its backslash read already.
 *
 * @throws {TareError} `usage`: it is none, or one that tare does not support.
 */
export function readEscape(source: Source, dialect: Dialect): Escape {
  const octal = octalEscape(source, dialect);
  if (octal !== undefined) return { kind: "code", code: octal };
  const letter = source.next();
  const known = perlClass(letter.toLowerCase(), dialect);
  if (known) {
    const isPlain = letter === letter.toLowerCase();
    return { kind: "class", ranges: isPlain ? known : complement(known, highestCode[dialect]) };
  }
  return { kind: "code", code: codeOf(letter, source, dialect) };
}

/** `\0`, and RE2's `\012`. A number that is no octal code would be a reference to a group. */
function octalEscape(source: Source, dialect: Dialect): number | undefined {
  const found = source.match(dialect === "re2" ? /0[0-7]{0,2}|[1-7][0-7]{1,2}/y : /0(?![0-9])/y);
  return found ? Number.parseInt(found[0], 8) : undefined;
}

function codeOf(letter: string, source: Source, dialect: Dialect): number {
  const control = controls[dialect][letter];
  if (control !== undefined) return control;
  const digits =
    letter === "x" || letter === "u" ? hexadecimal(letter, source, dialect) : undefined;
  if (digits !== undefined) return Number.parseInt(digits, 16);
  if (/[1-9k]/.test(letter))
    throw source.wrong("reference to a group by its number, which tare does not support");
  if (/[pP]/.test(letter)) throw source.wrong("property of Unicode, which tare does not support");
  if (/[A-Za-z0-9]/.test(letter)) throw source.wrong(`unknown escape '\\${letter}'`);
  return letter.codePointAt(0) ?? 0;
}

const hexadecimals: Readonly<Record<string, RegExp>> = {
  "js:x": /([0-9A-Fa-f]{2})/y,
  "js:u": /([0-9A-Fa-f]{4})/y,
  "re2:x": /([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\}/y,
};

function hexadecimal(letter: string, source: Source, dialect: Dialect): string | undefined {
  const pattern = hexadecimals[`${dialect}:${letter}`];
  const found = pattern && source.match(pattern);
  return found ? (found[1] ?? found[2]) : undefined;
}
