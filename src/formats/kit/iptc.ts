import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { viewOf } from "./fields.ts";

/** Datasets of record 2 that people fill in (IPTC-IIM 4.2 §6). */
const names: Readonly<Record<number, string>> = {
  5: "ObjectName",
  25: "Keywords",
  40: "SpecialInstructions",
  80: "By-line",
  90: "City",
  105: "Headline",
  110: "Credit",
  115: "Source",
  116: "CopyrightNotice",
  118: "Contact",
  120: "Caption",
  122: "Writer",
};

/**
 * The texts of a press agency's record: 0x1c, record, number and length before
 * each. A length can look like a letter, so that they must not be read in one run.
 *
 * @param at Of the record, or of what holds it: other bytes are passed over.
 */
export async function* iptcTexts(blob: Blob, at: Span): AsyncGenerator<Region> {
  const bytes = await blob.read(at);
  const view = viewOf(bytes);
  for (let from = bytes.indexOf(0x1c); from >= 0 && from + 5 <= bytes.length;) {
    const start = from + 5;
    const end = start + view.getUint16(from + 3);
    const key = bytes[from + 1] === 2 ? names[bytes[from + 2] ?? 0] : undefined;
    const isText = key !== undefined && end <= bytes.length && end > start;
    if (isText)
      yield value(key, span(at.start + start, at.start + end), plain, bytes.subarray(start, end));
    from = bytes.indexOf(0x1c, isText ? end : from + 1);
  }
}
