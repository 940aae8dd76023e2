import { codingOfMatches, itself } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { spelled } from "./kit/spelled.ts";

const spaces: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09 };

const coding = codingOfMatches(
  "escapes",
  /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|u\{([\dA-Fa-f]{1,6})\}|U([\dA-Fa-f]{8})|([0-3]?[0-7]{2})|(["'/\\nrt]))/g,
  (found) => {
    const point = pointOf(found);
    return point > 0x10_ff_ff ? itself : point;
  },
);

function pointOf([, byte, four, braced, eight, octal, letter = ""]: readonly string[]): number {
  const digits = byte ?? four ?? braced ?? eight;
  if (digits !== undefined) return Number.parseInt(digits, 16);
  return octal === undefined ? (spaces[letter] ?? letter.charCodeAt(0)) : Number.parseInt(octal, 8);
}

/**
 * Escapes of source code, and of JSON in a text that is none: `\x41`, `\u0041`,
 * `\u{41}`, `\101`, `\"`, `\/`.
 */
export const escapes: Decoder = {
  id: "escapes",
  title: "Backslash escapes of source code and of JSON",
  sign: signs.backslash,
  candidates: (text, parts) =>
    spelled(text, parts, {
      // A quote with one backslash is so common, and so well understood by the rules, that it is no reason by itself.
      pattern: /\\(?:x[\da-f]{2}|u[\da-f]{4}|u\{|U0|[0-7]{2}|\/|\\+")/i,
      coding,
    }),
};
