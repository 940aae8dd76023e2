import { codingOf, itself } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { matchAt, spelled } from "./kit/spelled.ts";

const pattern = /^%([\da-f]{2})/i;
const coding = codingOf(
  "percent",
  (coded, at) => {
    const digits = matchAt(pattern, coded, { at, most: 3 })?.[1];
    const byte = Number.parseInt(digits ?? "", 16);
    // What is not ASCII is a part of a character, and of no secret.
    return byte < 0x80 ? { width: 3, point: byte } : { width: 1, point: itself };
  },
  "%",
);

/** Percent-encoding in addresses and forms (RFC 3986 §2.1). */
export const percent: Decoder = {
  id: "percent",
  title: "Percent-encoding in addresses",
  sign: signs.percent,
  candidates: (text, parts) => spelled(text, parts, { pattern: /%[2-7][\da-f]/i, coding }),
};
