import { codingOfMatches } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { spelled } from "./kit/spelled.ts";

// What is not ASCII is a part of a character, and of no secret.
const coding = codingOfMatches("percent", /%([0-7][\da-f])/gi, ([, digits = ""]) =>
  Number.parseInt(digits, 16),
);

/** Percent-encoding in addresses and forms (RFC 3986 §2.1). */
export const percent: Decoder = {
  id: "percent",
  title: "Percent-encoding in addresses",
  sign: signs.percent,
  candidates: (text, parts) => spelled(text, parts, { pattern: /%[2-7][\da-f]/i, coding }),
};
