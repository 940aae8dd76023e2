import { codingOfMatches, itself } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { spelled } from "./kit/spelled.ts";

/** Those that may stand in a value, or beside one. */
const names: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  gt: ">",
  lt: "<",
  quot: '"',
};
const pattern = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|apos|gt|lt|quot));/i;

const coding = codingOfMatches(
  "entities",
  new RegExp(pattern, "gi"),
  ([, decimal, hexadecimal, name = ""]) => {
    const number = Number(decimal ?? Number.parseInt(hexadecimal ?? "", 16));
    const point = names[name.toLowerCase()]?.charCodeAt(0) ?? number;
    return point <= 0x10_ff_ff ? point : itself;
  },
);

/** Character references of HTML and XML: `&#65;`, `&#x41;`, `&quot;`. */
export const entities: Decoder = {
  id: "entities",
  title: "Character references of HTML",
  sign: signs.entity,
  candidates: (text, parts) => spelled(text, parts, { pattern, coding }),
};
