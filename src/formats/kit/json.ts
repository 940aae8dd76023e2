import { json as jsonCoding } from "../../core/codings.ts";
import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { name, type StringRegion, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Deeper documents than this are made to exhaust readers; Python's own stops near 1000. */
const deepest = 1000;

/** One string of a document: its bytes without the quotes. */
export interface JsonString {
  readonly start: number;
  readonly end: number;
  readonly escaped: boolean;
  readonly role: "name" | "value";
  /** The path of the string, made only when called. */
  readonly path: () => string;
}

interface Level {
  readonly array: boolean;
  index: number;
  key: string;
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
  const levels: Level[] = [];
  const path = (): string => pathOf(levels);
  for (let at = 0; at < document.length; at++) {
    const top = levels.at(-1);
    switch (document[at]) {
      case quote: {
        const { end, escaped } = stringEnd(format, document, at + 1, base);
        const isName = top !== undefined && !top.array && nextByte(document, end + 1) === colon;
        if (isName) top.key = text(document.subarray(at + 1, end), escaped);
        const role = isName ? "name" : "value";
        yield { start: base + at + 1, end: base + end, escaped, role, path };
        at = end;
        break;
      }
      case openBrace:
      case openBracket:
        if (levels.length === deepest)
          throw new MalformedError(format, base + at, `more than ${deepest} levels`);
        levels.push({ array: document[at] === openBracket, index: 0, key: "" });
        break;
      case closeBrace:
      case closeBracket:
        if (top?.array !== (document[at] === closeBracket))
          throw new MalformedError(format, base + at, "bracket without its pair");
        levels.pop();
        break;
      case comma:
        if (top) top.index++;
        break;
      default:
    }
  }
  if (levels.length > 0)
    throw new MalformedError(format, base + document.length, "document without end");
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
    const coding = each.escaped ? jsonCoding : plain;
    yield (each.role === "name" ? name : value)(each.path(), at, coding, bytes);
  }
}

/** The path in the form that jq and JSONPath share: `$.a.b[3]["odd key"]`. */
export function pathOf(levels: readonly Pick<Level, "array" | "index" | "key">[]): string {
  const steps = levels.map(({ array, index, key }) => (array ? `[${index}]` : keyStep(key)));
  return `$${steps.join("")}`;
}

/** One step of a path: `.name`, or `["odd name"]`. */
export const keyStep = (key: string): string =>
  /^[\w$-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

function stringEnd(
  format: string,
  document: Uint8Array,
  start: number,
  base: number,
): { readonly end: number; readonly escaped: boolean } {
  let escaped = false;
  for (let at = start; at < document.length; at++) {
    if (document[at] === quote) return { end: at, escaped };
    if (document[at] === backslash) {
      escaped = true;
      at++;
    }
  }
  throw new MalformedError(format, base + start - 1, "string without end");
}

function nextByte(document: Uint8Array, from: number): number | undefined {
  let at = from;
  while (document[at] === 0x20 || (document[at] ?? 0xff) - 9 <= 4) at++;
  return document[at];
}

const utf8 = new TextDecoder();

const text = (bytes: Uint8Array, escaped: boolean): string =>
  utf8.decode(escaped ? jsonCoding.decode(bytes) : bytes);
