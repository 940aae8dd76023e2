import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import type { ZipEntry } from "./zip-directory.ts";
import { type ExtraField, extraFields } from "./zip-extra.ts";
import type { ZipLocal } from "./zip-local.ts";

/** The fixed part of an entry (APPNOTE.TXT §4.3.12). */
const entrySize = 46;

/** Where an entry of the directory stands, with name, extra fields and comment. */
export async function entrySpan(blob: Blob, { rawName }: ZipEntry): Promise<Span> {
  const start = rawName.span.start - entrySize;
  const lengths = Buffer.from(await blob.read(span(start + 28, start + 34)));
  const rest = [0, 2, 4].reduce((sum, at) => sum + lengths.readUInt16LE(at), 0);
  return span(start, start + entrySize + rest);
}

/** The extra fields of an entry of the directory. */
export async function entryFields(blob: Blob, { rawName }: ZipEntry): Promise<ExtraField[]> {
  const { start, end } = rawName.span;
  const at = start - entrySize + 30;
  const length = Buffer.from(await blob.read(span(at, at + 2))).readUInt16LE(0);
  return [...extraFields(await blob.read(span(end, end + length)), end)];
}

/** The extra fields of a local header. */
export async function localFields(
  blob: Blob,
  { rawName, header }: ZipLocal,
): Promise<ExtraField[]> {
  const { end } = rawName.span;
  return [...extraFields(await blob.read(span(end, header.end)), end)];
}
