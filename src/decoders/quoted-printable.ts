import { codingOfMatches, nothing } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { spelled } from "./kit/spelled.ts";

/**
 * A character, or the end of a line that goes on. Base64 ends in `=`, too: mail
 * breaks its lines so that they have 76 characters or a few less, or it spells
 * other characters nearby.
 */
const unit =
  /=([2-7][\dA-F])|(?<=^[^\n]{71,75}|=3D[^]{0,300})=[ \t]*\r?\n|=[ \t]*\r?\n(?=[^]{0,300}=3D)/gm;

const coding = codingOfMatches("quoted-printable", unit, ([, digits]) =>
  digits === undefined ? nothing : Number.parseInt(digits, 16),
);

/** Mail (RFC 2045 §6.7): `=3D`, and `=` at the end of a line that goes on. */
export const quotedPrintable: Decoder = {
  id: "quoted-printable",
  title: "Quoted-printable of mail",
  sign: signs.list,
  candidates: (text, parts) => spelled(text, parts, { pattern: /=3D|[\w-]=\r?\n\w/, coding }),
};
