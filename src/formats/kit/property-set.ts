import { plain } from "../../core/coding.ts";
import { utf16le } from "../../core/codings.ts";
import type { StringRegion } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { viewOf } from "./fields.ts";
import type { Pieces } from "./pieces.ts";

/** Names of properties, by the stream they stand in (MS-OLEPS §3, MS-OSHARED §2.3.3.2). */
const names: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  "\x05SummaryInformation": {
    2: "Title",
    3: "Subject",
    4: "Author",
    5: "Keywords",
    6: "Comments",
    7: "Template",
    8: "LastAuthor",
    18: "Application",
  },
  "\x05DocumentSummaryInformation": { 2: "Category", 14: "Manager", 15: "Company" },
};

const type = { narrow: 30, wide: 31 } as const;
/** Some dozens of properties; Office's own custom ones are a few thousand at most. */
const mostProperties = 10_000;

/**
 * The texts of a stream of properties: who wrote a document, for which company.
 *
 * @param stream Its name.
 */
export function* propertyTexts(
  stream: string,
  bytes: Uint8Array,
  pieces: Pieces,
): Generator<StringRegion> {
  const view = viewOf(bytes);
  const sets =
    bytes.length >= 28 && view.getUint16(0, true) === 0xfffe ? view.getUint32(24, true) : 0;
  // There are at most two (MS-OLEPS §2.21).
  for (let set = 0; set < Math.min(2, sets); set++) {
    const at = 28 + 20 * set;
    if (at + 20 > bytes.length) return;
    yield* setTexts(stream, view, view.getUint32(at + 16, true), pieces);
  }
}

function* setTexts(
  stream: string,
  view: DataView,
  base: number,
  pieces: Pieces,
): Generator<StringRegion> {
  if (base + 8 > view.byteLength) return;
  const count = Math.min(mostProperties, view.getUint32(base + 4, true));
  for (let each = 0; each < count; each++) {
    const at = base + 8 + 8 * each;
    if (at + 8 > view.byteLength) return;
    const id = view.getUint32(at, true);
    const start = base + view.getUint32(at + 4, true) + 8;
    if (start > view.byteLength) continue;
    const kind = view.getUint32(start - 8, true);
    const size = view.getUint32(start - 4, true) * (kind === type.wide ? 2 : 1);
    if ((kind !== type.narrow && kind !== type.wide) || start + size > view.byteLength) continue;
    const text = withoutEnd(new Uint8Array(view.buffer, view.byteOffset + start, size), kind);
    yield {
      kind: "string",
      key: names[stream]?.[id] ?? `property ${id}`,
      role: "value",
      spans: pieces.place(span(start, start + text.length)),
      coding: kind === type.wide ? utf16le : plain,
      bytes: text,
    };
  }
}

/** The text up to its first NUL. */
function withoutEnd(text: Uint8Array, kind: number): Uint8Array {
  const step = kind === type.wide ? 2 : 1;
  for (let at = 0; at + step <= text.length; at += step)
    if (text[at] === 0 && (step === 1 || text[at + 1] === 0)) return text.subarray(0, at);
  return text;
}
