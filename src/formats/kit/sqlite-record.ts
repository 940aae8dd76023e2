import { type Blob, memoryBlob } from "../../core/blob.ts";
import { type Coding, plain } from "../../core/coding.ts";
import { utf16be, utf16le } from "../../core/codings.ts";
import { MalformedError } from "../../core/error.ts";
import type { Region } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { keyStep } from "./key-path.ts";
import { type Pieces, piecesOf } from "./pieces.ts";
import { isText } from "./printable.ts";
import { varint } from "./sqlite-page.ts";

/** A text or blob of a record. */
export interface Field {
  /** Of the column. */
  readonly index: number;
  readonly isText: boolean;
  /** In the record. */
  readonly at: Span;
}

/** A row has at most 32767 columns, each of which takes nine bytes in the head at most. */
const longestHead = 32767 * 9 + 9;
/** A longer text is swept where it stands. */
const longestText = 8 * 1024 * 1024;
/** Shorter blobs that are no text are numbers, hashes and the like. */
const shortestBlob = 16;

/** Blobs up to this length are given as texts where they are some; others are looked at as files. */
const shortBlob = 64;

const numberSizes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

/**
 * The texts and blobs of a record (https://sqlite.org/fileformat2.html §2.1).
 *
 * @throws {MalformedError} The record's head is damaged. A value that ends after the record is cut.
 */
export async function fieldsOf(record: Blob): Promise<Field[]> {
  const start = await record.read(span(0, Math.min(9, record.size)));
  const size = varint({ page: start, at: 0 });
  if (size > record.size || size > longestHead)
    throw new MalformedError("sqlite", 0, `record's head of ${size} bytes`);
  const reader = { page: await record.read(span(0, size)), at: 0 };
  varint(reader);
  const fields: Field[] = [];
  let at = size;
  for (let index = 0; reader.at < size && at < record.size; index++) {
    const type = varint(reader);
    const length = numberSizes[type] ?? Math.floor((type - 12) / 2);
    const end = Math.min(at + length, record.size);
    if (type > 12 && end > at) fields.push({ index, isText: type % 2 === 1, at: span(at, end) });
    at += length;
  }
  return fields;
}

/** How a database's texts are spelled, and what its columns are called. */
export interface Naming {
  readonly coding: Coding;
  /** The key path of the record. */
  readonly key: string;
  readonly columns: readonly string[];
}

/** The codings by their number in the header. */
export const codings: readonly Coding[] = [plain, plain, utf16le, utf16be];

/** Where a record stands: in one piece, or in a cell and the pages that follow. */
export const recordAt = (blob: Blob, parts: readonly [Span, ...Span[]]): Pieces =>
  piecesOf(blob, parts);

/**
 * The texts and blobs of a record. In a table of keys and values, as trackers
 * have them, a value is called by its key.
 */
export async function* recordRegions(pieces: Pieces, naming: Naming): AsyncGenerator<Region> {
  const record = pieces.blob;
  const fields = await fieldsOf(record);
  const label = await labelOf(record, fields, naming);
  for (const field of fields) {
    const column = naming.columns[field.index] ?? `column${field.index}`;
    const key = naming.key + keyStep(label !== undefined && isValue(column) ? label : column);
    yield* fieldRegions(pieces, field, { ...naming, key });
  }
}

async function* fieldRegions(
  pieces: Pieces,
  field: Field,
  { key, coding }: Naming,
): AsyncGenerator<Region> {
  const record = pieces.blob;
  const size = lengthOf(field.at);
  const spans = pieces.place(field.at);
  if (field.isText && size > longestText)
    for (const each of spans) yield { kind: "stretch", as: "binary", span: each };
  else if (field.isText || (size <= shortBlob && isText(await record.read(field.at)))) {
    const bytes = await record.read(field.at);
    yield {
      kind: "string",
      key,
      role: "value",
      spans,
      coding: field.isText ? coding : plain,
      bytes,
    };
  } else if (size >= shortestBlob) yield { kind: "child", blob: inner(pieces, field, key) };
}

function inner({ blob }: Pieces, { at }: Field, key: string): Blob {
  const read: Blob["read"] = async (part) =>
    blob.read(span(at.start + part.start, at.start + part.end));
  const { origin } = memoryBlob(new Uint8Array(), {
    kind: "member",
    inside: blob.origin,
    name: key.replace(/^\$\.?/, ""),
  });
  return { origin, size: lengthOf(at), read };
}

const isValue = (column: string): boolean => /^(?:value|val|v)(?:_json)?$/i.test(column);
const isKey = (column: string): boolean => /^(?:key|name|k)$/i.test(column);
/** Longer keys are shown no more than this, in bytes. */
const longestLabel = 200;

async function labelOf(
  record: Blob,
  fields: readonly Field[],
  { columns, coding }: Naming,
): Promise<string | undefined> {
  if (!columns.some(isValue)) return undefined;
  const field = fields.find(({ index, isText }) => isText && isKey(columns[index] ?? ""));
  if (!field || lengthOf(field.at) > longestLabel) return undefined;
  return Buffer.from(coding.decode(await record.read(field.at))).toString();
}
