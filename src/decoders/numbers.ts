import { codingOf, nothing } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { found, matchAt } from "./kit/spelled.ts";

const number = /^(?:0x([\da-f]{1,2})|(\d{1,3}))/i;

const coding = codingOf("numbers", (coded, at) => {
  const match = matchAt(number, coded, { at, most: 4 });
  if (!match) return { width: 1, point: nothing };
  const [whole, hexadecimal, decimal] = match;
  return { width: whole.length, point: Number(decimal ?? Number.parseInt(hexadecimal ?? "", 16)) };
});

/** At least as many characters as a secret has. */
const pattern =
  /(?:0x[2-7][\da-f]\s{0,40},\s{0,40}){15,4000}(?:0x[2-7][\da-f])?|Code\((?:\s{0,40}\d{2,3}\s{0,4},?){15,4000}\)|(?:chr\(\d{2,3}\)\s{0,4}[+.&]\s{0,40}){12,4000}chr\(\d{2,3}\)/gi;

const start = /(?:0x[2-7][\da-f]\s{0,40},\s{0,40}){2}|Code\(|chr\(\d/i;

/** The codes of characters, one by one: `0x41, 0x42`, `String.fromCharCode(65, 66)`, `chr(65) + chr(66)`. */
export const numbers: Decoder = {
  id: "numbers",
  title: "Codes of characters in a list",
  sign: signs.list,
  candidates: (text, parts) => found(text, parts, { start, pattern, coding }),
};
