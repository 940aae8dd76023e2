import { codingOf, itself, nothing } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { matchAt, spelled } from "./kit/spelled.ts";

const unit = /^=(?:([2-7][\dA-F])|[ \t]*\r?\n)/;

/** Mail breaks its lines so that they have 76 characters at most, and none much sooner. */
const brokenLine = { least: 72, most: 76 };

const coding = codingOf(
  "quoted-printable",
  (coded, at) => {
    const found = matchAt(unit, coded, { at, most: 80 });
    if (!found) return { width: 1, point: itself };
    const [whole, digits] = found;
    if (digits === undefined && !isSoftBreak(coded, at)) return { width: 1, point: itself };
    return {
      width: whole.length,
      point: digits === undefined ? nothing : Number.parseInt(digits, 16),
    };
  },
  "=",
);

/** Whether `=` at the end of a line means that it goes on: base64 ends in one, too. */
function isSoftBreak(coded: Uint8Array, at: number): boolean {
  const bytes = Buffer.from(coded.buffer, coded.byteOffset, coded.length);
  const length = at - bytes.lastIndexOf(0x0a, at);
  return (length >= brokenLine.least && length <= brokenLine.most) || bytes.includes("=3D");
}

/** Mail (RFC 2045 §6.7): `=3D`, and `=` at the end of a line that goes on. */
export const quotedPrintable: Decoder = {
  id: "quoted-printable",
  title: "Quoted-printable of mail",
  sign: signs.list,
  candidates: (text, parts) => spelled(text, parts, { pattern: /=3D|[\w-]=\r?\n\w/, coding }),
};
