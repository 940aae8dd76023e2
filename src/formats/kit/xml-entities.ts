import { latin1 } from "../../core/latin1.ts";
import { codingOf, itself } from "../../core/coding.ts";

const ampersand = 0x26;
const semicolon = 0x3b;
/** `&#x10FFFF;`, with some zeros in front. */
const longestEntity = 16;

/** The entities that every XML text may use (XML 1.0 §4.6). */
const named: Readonly<Record<string, number>> = {
  amp: ampersand,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
};

/** Text and attributes of XML: `&lt;`, `&#38;` and `&#x26;`. What is no such entity stands for itself. */
export const xmlEntities = codingOf(
  "xml",
  (coded, at) => {
    const end = coded.subarray(at, at + longestEntity).indexOf(semicolon);
    const point = end < 0 ? undefined : pointOf(coded.subarray(at + 1, at + end));
    return point === undefined ? { width: 1, point: itself } : { width: end + 1, point };
  },
  "&",
);

function pointOf(entity: Uint8Array): number | undefined {
  const text = latin1(entity);
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(text) ?? [];
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (hex === undefined && decimal === undefined) return named[text];
  return point > 0 && point <= 0x10_ff_ff && !(point >= 0xd800 && point < 0xe000)
    ? point
    : undefined;
}
