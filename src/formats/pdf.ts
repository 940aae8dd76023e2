import { type Blob, slice } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { span } from "../core/span.ts";
import { appended } from "./kit/appended.ts";
import { asBuffer } from "./kit/bytes.ts";
import { asciiOf } from "./kit/fields.ts";
import { swept } from "./kit/parts.ts";
import { knowsFilters, unfiltered } from "./kit/pdf-filters.ts";
import { pdfParts, type PdfStream } from "./kit/pdf-reader.ts";
import { pdfStrings } from "./kit/pdf-text.ts";

/** Where the trailer stands, or in linear files the first of two. */
const trailerReach = 64 * 1024;

/**
 * PDF: read from front to back, so that all revisions are seen. Strings of
 * objects (author, title, forms), streams unpacked: pages, objects, XMP.
 */
export const pdf: Format = {
  id: "pdf",
  title: "PDF document",
  tier: "specific",
  specification: "https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf",
  reads:
    "strings of objects, of older revisions too; streams unpacked; pixels skipped; what follows the end",
  tested: "reportlab, pypdf",

  mayBeText: true,
  matches: ({ head }) => /^(?:\xef\xbb\xbf)?\s{0,16}%PDF-\d/.test(asciiOf(head.subarray(0, 32))),

  async *regions(blob) {
    const end = await fileEnd(blob);
    if (await isEncrypted(blob)) {
      yield { kind: "gap", reason: "encrypted: strings and streams", span: span(0, blob.size) };
      yield* swept(blob, { name: "body", span: span(0, end) });
    } else yield* documentRegions(slice(blob, span(0, end), "document"), blob);
    yield* appended(blob, end, "after the end of the document");
  },

  keys: async (_, offsets) => offsets.map(() => "body"),

  fixed: async (blob) => ((await isSigned(blob)) ? "the document is signed" : undefined),
};

/** @param part The document without what follows it; offsets are those of the whole. */
async function* documentRegions(part: Blob, whole: Blob): AsyncGenerator<Region> {
  for await (const each of pdfParts(part))
    if (each.kind === "body") {
      yield* swept(whole, { name: "body", span: each.span });
      yield* pdfStrings(each.bytes, each.span.start);
    } else yield* streamRegions(whole, each);
}

async function* streamRegions(blob: Blob, stream: PdfStream): AsyncGenerator<Region> {
  const { object, filters, type, subtype, data } = stream;
  const name = type === "ObjStm" ? `${object} (objects)` : `${object} obj`;
  const last = filters.at(-1) ?? "";
  const isPicture = last === "DCTDecode" || last === "DCT" || last === "JPXDecode";
  if (filters.length === 0 || (isPicture && filters.length === 1))
    yield { kind: "child", blob: slice(blob, data, name) };
  else if (subtype === "Image" && !isPicture) yield { kind: "tensor", name, span: data };
  else {
    const known = isPicture ? filters.slice(0, -1) : filters;
    if (knowsFilters(known))
      yield { kind: "packed", name, span: data, unpack: () => unfiltered(blob, data, known) };
    else
      yield { kind: "gap", name, reason: `unsupported: filter ${filters.join(" ")}`, span: data };
  }
}

/** Where `%%EOF` ends the last time, with its line end. */
async function fileEnd(blob: Blob): Promise<number> {
  const word = "%%EOF";
  for (let end = blob.size; end > 0; end -= trailerReach) {
    const start = Math.max(0, end - trailerReach);
    const text = asBuffer(await blob.read(span(start, Math.min(blob.size, end + word.length))));
    const found = text.lastIndexOf(word);
    if (found < 0) continue;
    const after = text.toString("latin1", found + word.length, found + word.length + 2);
    return start + found + word.length + (/^\r?\n|^\r/.exec(after)?.[0].length ?? 0);
  }
  return blob.size;
}

/** Whether the document says which of its bytes a signature is over (PDF 32000-1 §12.8). */
async function isSigned(blob: Blob): Promise<boolean> {
  const word = "/ByteRange";
  for (let at = 0; at < blob.size; at += trailerReach) {
    const end = Math.min(blob.size, at + trailerReach + word.length);
    if (asBuffer(await blob.read(span(at, end))).includes(word)) return true;
  }
  return false;
}

async function isEncrypted(blob: Blob): Promise<boolean> {
  const places = [
    span(0, Math.min(blob.size, 4096)),
    span(Math.max(0, blob.size - trailerReach), blob.size),
  ];
  for (const at of places) if (/\/Encrypt[\s<\d]/.test(asciiOf(await blob.read(at)))) return true;
  return false;
}
