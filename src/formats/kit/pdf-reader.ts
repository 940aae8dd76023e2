import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { asBuffer } from "./bytes.ts";
import { asciiOf } from "./fields.ts";

/** A stream: what its dictionary says, and where its bytes are. */
export interface PdfStream {
  /** `5 0`: number and generation of the object. */
  readonly object: string;
  readonly filters: readonly string[];
  readonly type: string;
  readonly subtype: string;
  readonly data: Span;
}

/** A file from its start to its end: text with objects, and streams between. */
export type PdfPart =
  | { readonly kind: "body"; readonly span: Span; readonly bytes: Uint8Array }
  | ({ readonly kind: "stream" } & PdfStream);

/** What is read at once: little at first, as most objects are short, then ever more. */
const firstBlock = 4 * 1024;
const largestBlock = 1024 * 1024;
/** Between two streams: a table of a hundred thousand objects is 2 MB. */
const longestBody = 64 << 20;
/** A dictionary before a stream; that of a form can list hundreds of names. */
const longestDictionary = 64 * 1024;

/**
 * Reads a file from front to back, not along its tables: so what these no longer
 * list, as older revisions and deleted objects, is read as well.
 *
 * @throws {MalformedError} A stream has no end.
 */
export async function* pdfParts(blob: Blob): AsyncGenerator<PdfPart> {
  for (let at = 0; at < blob.size;) {
    const start = await streamAfter(blob, at);
    const end = start ?? blob.size;
    if (end - at > longestBody) throw new MalformedError("pdf", at, "no stream for 64 MiB");
    const bytes = await blob.read(span(at, end));
    yield { kind: "body", span: span(at, end), bytes };
    if (start === undefined) return;
    const dictionary = asciiOf(bytes.subarray(-longestDictionary));
    const stream = await streamAt(blob, start, dictionary);
    yield { kind: "stream", ...stream };
    at = stream.data.end;
  }
}

/** Where the first stream at `from` or later starts: behind `>>`, the word, and a line end. */
async function streamAfter(blob: Blob, from: number): Promise<number | undefined> {
  for await (const { at, bytes } of blocks(blob, from)) {
    for (
      let found = bytes.indexOf("stream");
      found >= 0;
      found = bytes.indexOf("stream", found + 6)
    ) {
      const before = bytes.toString("latin1", Math.max(0, found - 16), found);
      const after = /^\r?\n|^\r/.exec(bytes.toString("latin1", found + 6, found + 8))?.[0];
      if (after !== undefined && />>\s*$/.test(before)) return at + found + 6 + after.length;
    }
  }
  return undefined;
}

/** @param before What stands before the stream, the dictionary last. */
async function streamAt(blob: Blob, start: number, before: string): Promise<PdfStream> {
  const object = before.slice(Math.max(0, before.lastIndexOf(" obj") - 20));
  const number = /(\d{1,10})\s+(\d{1,5})\s+obj\b/.exec(object);
  const length = /\/Length\s+(\d{1,15})\b(?!\s+\d+\s+R\b)/.exec(object)?.[1];
  const filter = /\/Filter\s*(\[[^\]]{0,200}\]|\/[\w-]{1,40})/.exec(object)?.[1] ?? "";
  return {
    object: number ? `${number[1]} ${number[2]}` : `${start} 0`,
    filters: filter.match(/\w+/g) ?? [],
    type: /\/Type\s*\/(\w{1,40})/.exec(object)?.[1] ?? "",
    subtype: /\/Subtype\s*\/(\w{1,40})/.exec(object)?.[1] ?? "",
    data: span(start, await streamEnd(blob, start, length === undefined ? -1 : Number(length))),
  };
}

/** Where the dictionary says, if the closing word is there, else before the next such word. */
async function streamEnd(blob: Blob, start: number, length: number): Promise<number> {
  const stated = start + length;
  if (length >= 0 && stated <= blob.size) {
    const after = asciiOf(await blob.read(span(stated, Math.min(blob.size, stated + 16))));
    if (/^\s*endstream/.test(after)) return stated;
  }
  const word = "endstream";
  for await (const { at, bytes } of blocks(blob, start)) {
    const found = bytes.indexOf(word);
    if (found >= 0) return at + found;
  }
  throw new MalformedError("pdf", start, "stream has no end");
}

/** What overlaps: a keyword, and what is asked of its surroundings. */
const overlap = 32;

async function* blocks(
  blob: Blob,
  from: number,
): AsyncGenerator<{ readonly at: number; readonly bytes: Buffer }> {
  let size = firstBlock;
  for (let at = from; at < blob.size; at += size, size = Math.min(size * 4, largestBlock))
    yield {
      at,
      bytes: asBuffer(await blob.read(span(at, Math.min(blob.size, at + size + overlap)))),
    };
}
