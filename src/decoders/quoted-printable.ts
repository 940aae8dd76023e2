import { codingOfMatches, nothing } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { spelled } from "./kit/spelled.ts";

const coding = codingOfMatches(
  "quoted-printable",
  /=(?:([2-7][\dA-F])|[ \t]*\r?\n)/g,
  ([, digits]) => (digits === undefined ? nothing : Number.parseInt(digits, 16)),
);

/** Mail (RFC 2045 §6.7): `=3D`, and `=` at the end of a line that goes on. */
export const quotedPrintable: Decoder = {
  id: "quoted-printable",
  title: "Quoted-printable of mail",
  sign: signs.list,
  candidates: (text, parts) => spelled(text, parts, { pattern: /=3D|[\w-]=\r?\n\w/, coding }),
};
