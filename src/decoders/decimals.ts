import { codingOf, nothing } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { found, matchAt } from "./kit/spelled.ts";

const number = /^\d{2,3}/;

const coding = codingOf("decimals", (coded, at) => {
  const match = matchAt(number, coded, { at, most: 3 });
  return match ? { width: match[0].length, point: Number(match[0]) } : { width: 1, point: nothing };
});

/** A printable character of ASCII. */
const code = /(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])/.source;

/** At least as many characters as a secret has. */
const pattern = new RegExp(`[[({]\\s{0,40}(?:${code}\\s{0,4},\\s{0,40}){14,4000}${code}`, "g");

/** What turns such a list into text. */
const start = /decode\(|chr\b|Code\(|\.join/;

/** Lists of decimal codes that are made text: `bytes([104, 102]).decode()`, `"".join(map(chr, (104, 102)))`. */
export const decimals: Decoder = {
  id: "decimals",
  title: "Decimal codes of characters in a list",
  sign: signs.list,
  candidates: (text, parts) => found(text, parts, { start, pattern, coding }),
};
