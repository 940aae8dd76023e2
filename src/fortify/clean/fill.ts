import type { FindingClass } from "../../core/finding.ts";
import { bitsFilled, type Digits, digitsOf } from "./fill-digits.ts";

/** What of a value is replaced, and how its bytes spell it. */
export interface Filled {
  readonly class: FindingClass;
  /** The value as text, one character per byte of its UTF-8. Of a value in pieces each is one by itself. */
  readonly value?: string;
  /** The bytes that spell it. */
  readonly bytes: Uint8Array;
  /** The id of the coding, `plain` where they are the value as it stands. */
  readonly coding: string;
  /** Set for names, of which no two may become the same: a number of its own for each. */
  readonly nth?: number;
}

/**
 * As many bytes that give nothing away. They are spelled like the others, so
 * what holds them can still be read: JSON stays JSON, UTF-16 stays UTF-16, and
 * lines stay lines. Where the value stands as it is, a path stays a path, and a
 * host or an address stays one that can never be real (RFC 2606 §2). `undefined`:
 * the coding is not one that is known here, so nobody can tell what would break.
 */
export function filler(filled: Filled): Uint8Array | undefined {
  const { class: kind, bytes, nth } = filled;
  const { id, width, at } = unitsOf(filled);
  const units = bytes.filter((_, index) => index % width === at);
  const text = Buffer.from(units).toString("latin1");
  const { value = text } = filled;
  const wanted = neutral(kind, value, nth);
  const emptied = isItself(value, text) ? wanted : spelled(text, { id, value, wanted });
  return emptied === undefined ? undefined : written(emptied, bytes, width, at);
}

/** Code units of more than a byte, and which of their bytes holds ASCII. */
const wides: Readonly<Record<string, { readonly width: number; readonly at: number }>> = {
  "utf-16le": { width: 2, at: 0 },
  "utf-16be": { width: 2, at: 1 },
  "utf-32le": { width: 4, at: 0 },
  "utf-32be": { width: 4, at: 3 },
};

interface Units {
  /** Of the coding of a unit. */
  readonly id: string;
  readonly width: number;
  readonly at: number;
}

/** Wide units are spelled in bytes as they stand, or their bytes are coded in turn, most of them as they stand too. */
function unitsOf({ coding, value, bytes }: Filled): Units {
  const [first = "plain", ...others] = coding.split("+");
  const outer = wides[first];
  if (outer) return { ...outer, id: others[0] ?? "plain" };
  const inner = wides[others.at(-1) ?? ""];
  const isPlain = inner && value !== undefined && value.length * inner.width === bytes.length;
  return isPlain ? { ...inner, id: "plain" } : { id: first, width: 1, at: 0 };
}

/** Whether the text is the value, or at least has room for exactly what replaces it. */
const isItself = (value: string, text: string): boolean =>
  value === text || (value.length === text.length && !text.includes("\\"));

interface Spelling {
  /** How the text spells the value. */
  readonly id: string;
  readonly value: string;
  /** What the value is to become. */
  readonly wanted: string;
}

function spelled(text: string, { id, value, wanted }: Spelling): string | undefined {
  const digits: Digits | undefined = digitsOf[id];
  if (digits) return bitsFilled(text, value, { digits, wanted }) ?? digits.nothing(text);
  return spellings[id]?.(text);
}

/** The text as nothing: what it is made of stays, what it says does not. */
type Emptied = (text: string) => string;

const crosses: Emptied = (text) => text.replaceAll(/[^]/g, "x");
/** Quotes, operators, line ends and what else stands between letters are the program's. */
const letters: Emptied = (text) => text.replaceAll(/[A-Za-z0-9]/g, "x");

/** By the ids of codings. One that is not listed cannot be filled, such as a packed chunk. */
const spellings: Readonly<Record<string, Emptied>> = {
  plain: crosses,
  "latin1-text": crosses,
  json: crosses,
  yaml: crosses,
  escapes: crosses,
  ansi: crosses,
  xml: crosses,
  entities: crosses,
  percent: crosses,
  reversed: crosses,
  "path-parts": crosses,
  "python-text": crosses,
  "python-bytes": crosses,
  "raw-unicode-escape": crosses,
  "r-ascii": crosses,
  "pdf-literal": crosses,
  joined: letters,
  list: letters,
  "quoted-printable": (text) =>
    text.replaceAll(/(=[\dA-F]{2})|[A-Za-z0-9]/g, (_, escape?: string) => escape ?? "x"),
  // The codes of characters, none with a zero in front, which would make it octal.
  numbers: (text) =>
    text.replaceAll(/(0x)[\da-f]+|(?<![a-z])\d+/gi, (all, prefix: string = "") =>
      prefix.padEnd(all.length, "1"),
    ),
  "little-endian-number": (text) => "\0".repeat(text.length),
};

/** `text` in the units of `bytes`; line ends stay where they are. */
function written(text: string, bytes: Uint8Array, width: number, at: number): Uint8Array {
  return bytes.map((byte, index) => {
    if (index % width !== at) return 0;
    const isLineEnd = byte === 0x0a || byte === 0x0d;
    return isLineEnd ? byte : (text.codePointAt((index - at) / width) ?? 0x78) & 0x7f;
  });
}

/** As many characters as `value` has, of the same kind of thing. */
function neutral(kind: FindingClass, value: string, nth?: number): string {
  const mark = nth === undefined ? "" : nth.toString(36);
  const [scheme] = kind === "secret" ? [] : (/^https?:\/\//.exec(value) ?? []);
  if (scheme !== undefined)
    return scheme + crossed(value.length - scheme.length, `${mark}.invalid`);
  if (kind === "path" || /^(?:[A-Za-z]:)?[/\\]/.test(value)) return relative(value, mark);
  // A number may stand where its format knows only numbers, and none that starts with zero.
  if (/^\d+(?:\.\d+)?$/.test(value)) return value.replaceAll(/\d/g, "1");
  if (kind === "secret") return crossed(value.length, mark);
  if (/^[\d.:]+$/.test(value)) return value.replaceAll(/\d/g, "0");
  if (/^[^@\s]+@[^@\s]+$/.test(value)) return crossed(value.length, `${mark}@x.invalid`);
  if (kind === "host") return crossed(value.length, `${mark}.invalid`);
  return crossed(value.length, mark);
}

/** `xxxx.invalid`, or nothing but `x` where that has no room. */
const crossed = (length: number, end: string): string =>
  length > end.length ? "x".repeat(length - end.length) + end : "x".repeat(length);

/**
 * The last name of a path, in the folder where whoever reads it stands:
 * `.//////////train.py`. Somebody's own folder is not kept. Slashes even for Windows, which takes them: a backslash
 * may be the half of an escape.
 */
function relative(path: string, mark: string): string {
  const [folder = ""] = /^.*[/\\]/s.exec(path) ?? [];
  if (folder === "") return crossed(path.length, mark);
  const kept = isOwnFolder(path) ? "" : path.slice(folder.length);
  const room = path.length - kept.length;
  const start = `./${mark}`;
  const own = start.length < room ? start : ".";
  return own.padEnd(room, "/") + kept;
}

/** Whether a path leads to a folder that is called after a person, as far as its form says. */
const isOwnFolder = (path: string): boolean =>
  /(?:[/\\](?:homes?|users?|scratch|work|people|staff|students)[/\\]|^(?:[A-Za-z]:)?[/\\](?:[^/\\]+[/\\])?)[^/\\]+$/i.test(
    path,
  );
