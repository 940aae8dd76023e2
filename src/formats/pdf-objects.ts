import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { asciiOf } from "./kit/fields.ts";
import { pdfStrings } from "./kit/pdf-text.ts";

/** Larger ones are swept only. Writers put a few hundred objects into one stream. */
const longest = 32 << 20;

/** What a stream of a PDF file holds once it is unpacked: objects, or a page's text. */
export const pdfObjects: Format = {
  id: "pdf-objects",
  title: "Stream of a PDF file: objects or a page",
  tier: "specific",
  specification: "https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf",
  reads:
    "strings, those in UTF-16 and hexadecimal too; lines of text that were set in parts; swept",
  tested: "specification",

  mayBeText: true,
  matches: ({ head, name }) => {
    const text = (): string => asciiOf(head.subarray(0, 512));
    if (/^\d{1,10} \d{1,5} \(objects\)$/.test(name)) return /^\s*\d+\s+\d+[\s\d]*/.test(text());
    return /^\d{1,10} \d{1,5} obj$/.test(name) && /\b(?:BT|ET|cm|q|Q|Do|re|gs|Tf)\s/.test(text());
  },

  async *regions(blob) {
    yield { kind: "stretch", as: "binary", span: span(0, blob.size) };
    if (blob.size <= longest) yield* pdfStrings(await blob.read(span(0, blob.size)), 0);
  },

  keys: async (_, offsets) => offsets.map(() => "stream"),
};
