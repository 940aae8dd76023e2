import { type Coding, nested, type Places } from "../../core/coding.ts";
import { utf16be } from "../../core/codings.ts";
import { type Region, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { asciiOf } from "./fields.ts";

/** What bytes a string of a PDF file stands for, and where each is spelled. */
interface Spelled extends Places {
  readonly bytes: Uint8Array;
}

/** Strings in parentheses, without these (ISO 32000-1 §7.3.4.2). */
const literal = byteCoding("pdf-literal", (coded, at, put) => {
  if (coded[at] !== 0x5c) return put(coded[at] ?? 0, at + 1);
  const next = coded[at + 1] ?? 0;
  const digits = /^[0-7]{1,3}/.exec(asciiOf(coded.subarray(at + 1, at + 4)))?.[0];
  if (digits) return put(Number.parseInt(digits, 8) & 0xff, at + 1 + digits.length);
  // A line that goes on: the line end stands for nothing.
  if (next === 0x0d) return coded[at + 2] === 0x0a ? at + 3 : at + 2;
  if (next === 0x0a) return at + 2;
  return put(escapes[String.fromCharCode(next)] ?? next, at + 2);
});

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Strings of hexadecimal digits, in which white space stands for nothing (§7.3.4.3). */
const hexadecimal = byteCoding("pdf-hex", (coded, at, put) => {
  const first = digit(coded[at]);
  if (first < 0) return at + 1;
  let next = at + 1;
  while (next < coded.length && digit(coded[next]) < 0) next++;
  return put(first * 16 + Math.max(0, digit(coded[next])), Math.min(next + 1, coded.length));
});

const digit = (byte: number | undefined): number => {
  const found = byte === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(found) ? -1 : found;
};

/**
 * A coding of bytes, which need not be text: `step` puts down at most one byte
 * for what stands at `at`, and returns where to go on, as `put` does.
 */
function byteCoding(
  id: string,
  step: (coded: Uint8Array, at: number, put: (byte: number, end: number) => number) => number,
): Coding {
  const spell = (coded: Uint8Array): Spelled => {
    const bytes = new Uint8Array(coded.length);
    const starts = new Uint32Array(coded.length);
    const ends = new Uint32Array(coded.length);
    let length = 0;
    for (let at = 0; at < coded.length;)
      at = step(coded, at, (byte, end) => {
        starts[length] = at;
        ends[length] = Math.min(end, coded.length);
        bytes[length++] = byte;
        return end;
      });
    return {
      bytes: bytes.subarray(0, length),
      starts: starts.subarray(0, length),
      ends: ends.subarray(0, length),
    };
  };
  return { id, decode: (coded) => spell(coded).bytes, places: spell };
}

const wideLiteral = nested(literal, utf16be);
const wideHexadecimal = nested(hexadecimal, utf16be);

const sign = {
  open: 0x28,
  close: 0x29,
  less: 0x3c,
  greater: 0x3e,
  array: 0x5b,
  arrayEnd: 0x5d,
  name: 0x2f,
  escape: 0x5c,
  comment: 0x25,
} as const;

/** The characters that end a name or a number (§7.2.2). */
const ends = new Uint8Array(256);
for (const each of "\0\t\n\f\r ()<>[]{}/%") ends[each.codePointAt(0) ?? 0] = 1;

/** What matters of a file's words: names, strings, and where arrays start and end. */
interface Token {
  readonly kind: "name" | "literal" | "hexadecimal" | "open" | "close";
  /** Without the marks around it. */
  readonly start: number;
  readonly end: number;
}

/** Ends at a string that has no end: what follows is swept only. */
function* tokens(bytes: Uint8Array): Generator<Token> {
  for (let at = 0; at < bytes.length;) {
    const token = tokenAt(bytes, at);
    if (token && token.end < 0) return;
    if (token) yield token;
    at = token ? token.end + Number(token.kind !== "name") : nextPlace(bytes, at);
  }
}

function tokenAt(bytes: Uint8Array, at: number): Token | undefined {
  switch (bytes[at]) {
    case sign.name:
      return { kind: "name", start: at + 1, end: tokenEnd(bytes, at + 1) };
    case sign.open:
      return { kind: "literal", start: at + 1, end: literalEnd(bytes, at) };
    case sign.less:
      if (bytes[at + 1] === sign.less) return undefined;
      return { kind: "hexadecimal", start: at + 1, end: bytes.indexOf(sign.greater, at) };
    case sign.array:
      return { kind: "open", start: at, end: at };
    case sign.arrayEnd:
      return { kind: "close", start: at, end: at };
    default:
      return undefined;
  }
}

/** Passes over a comment, the start of a dictionary, or a byte. */
function nextPlace(bytes: Uint8Array, at: number): number {
  if (bytes[at] === sign.comment) return lineEnd(bytes, at);
  return at + (bytes[at] === sign.less ? 2 : 1);
}

/** Longer names are no keys. */
const longestKey = 128;

/**
 * The strings of objects or of a page, keyed by the last name before each:
 * `Author`. Texts that start with the mark of UTF-16 are read so. The strings
 * of a line that is set with its spaces (`[(A) 20 (B)] TJ`) are one text, too.
 *
 * @param base Where the bytes stand in their blob.
 */
export function* pdfStrings(bytes: Uint8Array, base: number): Generator<Region> {
  let key = "";
  let line: Token[] = [];
  for (const token of tokens(bytes)) {
    const { kind, start, end } = token;
    if (kind === "name") key = asciiOf(bytes.subarray(start, Math.min(end, start + longestKey)));
    else if (kind === "open") line = [];
    else if (kind === "close") {
      if (line.length > 1) yield* lineOf(bytes, line, base);
      line = [];
    } else {
      yield* stringAt(bytes, { start, end, base, key });
      if (kind === "literal") line.push(token);
    }
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly base: number;
  readonly key: string;
}

function* stringAt(bytes: Uint8Array, { start, end, base, key }: Place): Generator<Region> {
  if (end === start) return;
  const coded = bytes.subarray(start, end);
  const isHex = bytes[start - 1] === sign.less;
  const coding = isHex ? hexadecimal : literal;
  const [one, two] = coding.decode(coded.subarray(0, 16));
  const isWide = one === 0xfe && two === 0xff;
  const wide = isHex ? wideHexadecimal : wideLiteral;
  yield value(key, span(base + start, base + end), isWide ? wide : coding, coded);
}

/** The parts of a line as one text. */
function* lineOf(bytes: Uint8Array, parts: readonly Token[], base: number): Generator<Region> {
  const [first, ...others] = parts.map(({ start, end }) => span(base + start, base + end));
  if (!first) return;
  yield {
    kind: "string",
    key: "text",
    role: "value",
    spans: [first, ...others],
    coding: literal,
    bytes: Buffer.concat(parts.map(({ start, end }) => bytes.subarray(start, end))),
  };
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
  return at;
}

function tokenEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !ends[bytes[at] ?? 0]) at++;
  return at;
}

/** Where the parenthesis is that closes the one at `from`; -1 if there is none. */
function literalEnd(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === sign.escape) at++;
    else if (byte === sign.open) depth++;
    else if (byte === sign.close && --depth === 0) return at;
  }
  return -1;
}
