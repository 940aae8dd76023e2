import { ansi, json as jsonCoding } from "../../core/codings.ts";
import { type Coding, nested, plain } from "../../core/coding.ts";
import { name, type StringRegion, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { JsonReader } from "./json-reader.ts";

const backslash = 0x5c;

/** One string of a document: its bytes without the quotes. */
export interface JsonString {
  readonly start: number;
  readonly end: number;
  readonly escaped: boolean;
  readonly role: "name" | "value";
  /** The path of the string, made only when called, before the next string is asked for. */
  readonly path: () => string;
}

/**
 * Walks a JSON document and yields each string where it stands, keys included.
 *
 * `JSON.parse` cannot serve here: it loses the offsets that a fix needs, and of
 * two equal keys it keeps one, which is where a value can hide. Numbers and
 * literals are passed over unchecked.
 *
 * @param base Offset of the document in its blob, in bytes; the results are relative to the blob.
 * @throws {MalformedError} A string has no end, brackets do not pair, or levels are too many.
 */
export function* jsonStrings(
  format: string,
  document: Uint8Array,
  base: number,
): Generator<JsonString> {
  const reader = new JsonReader(format);
  const path = (): string => reader.path();
  reader.load(document, base);
  while (reader.next() === "string") {
    const { start, end, escaped, isName } = reader;
    yield { start, end, escaped, role: isName ? "name" : "value", path };
  }
  reader.finish();
}

/** The strings of a document as regions, for formats whose header is JSON. */
export function* jsonRegions(
  format: string,
  document: Uint8Array,
  base: number,
): Generator<StringRegion> {
  for (const each of jsonStrings(format, document, base)) {
    const at = span(each.start, each.end);
    const bytes = document.subarray(each.start - base, each.end - base);
    const coding = each.escaped ? jsonCodingOf(bytes) : plain;
    yield (each.role === "name" ? name : value)(each.path(), at, coding, bytes);
  }
}

const terminalJson = nested(jsonCoding, ansi);

/** The coding of a string with escapes: that of JSON, and under it colours where it holds some. */
export function jsonCodingOf(coded: Uint8Array): Coding {
  for (let at = 0; at < coded.length; at++)
    if (coded[at] === backslash && isEscape(coded, ++at)) return terminalJson;
  return jsonCoding;
}

/** Whether `\u001b` stands here, after its backslash: the escape character of terminals. */
const isEscape = (coded: Uint8Array, at: number): boolean =>
  coded[at] === 0x75 &&
  coded[at + 1] === 0x30 &&
  coded[at + 2] === 0x30 &&
  coded[at + 3] === 0x31 &&
  ((coded[at + 4] ?? 0) | 0x20) === 0x62;
