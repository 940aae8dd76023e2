import type { FindingClass } from "../../core/finding.ts";

/** What of a value is replaced, and how its bytes spell it. */
export interface Filled {
  readonly class: FindingClass;
  /** The value as text, one character per byte of its UTF-8. */
  readonly value: string;
  /** The bytes that spell it. */
  readonly bytes: Uint8Array;
  /** The id of the coding, `plain` where they are the value as it stands. */
  readonly coding: string;
}

/**
 * As many bytes that give nothing away. They are spelled like the others, so
 * what holds them can still be read: JSON stays JSON, UTF-16 stays UTF-16, and
 * lines stay lines. Where the value stands as it is, a path stays a path, and a
 * host or an address stays one that can never be real (RFC 2606 §2).
 */
export function filler({ class: kind, value, bytes, coding }: Filled): Uint8Array {
  if (value.length === bytes.length) return written(neutral(kind, value), bytes, 1, 0);
  const wide = wides[coding.split("+").at(-1) ?? ""];
  if (wide) return written(neutral(kind, value), bytes, wide.width, wide.at);
  const letter = letters[coding.split("+")[0] ?? ""] ?? "x";
  return written(letter.repeat(bytes.length), bytes, 1, 0);
}

/** Code units of more than a byte, and which of their bytes holds ASCII. */
const wides: Readonly<Record<string, { readonly width: number; readonly at: number }>> = {
  "utf-16le": { width: 2, at: 0 },
  "utf-16be": { width: 2, at: 1 },
  "utf-32le": { width: 4, at: 0 },
  "utf-32be": { width: 4, at: 3 },
};

/** What stands for nothing in alphabets that have no `x`. */
const letters: Readonly<Record<string, string>> = { base64: "A", base32: "A", hex: "0" };

/** `text` in the units of `bytes`; line ends stay where they are. */
function written(text: string, bytes: Uint8Array, width: number, at: number): Uint8Array {
  return bytes.map((byte, index) => {
    if (index % width !== at) return 0;
    const isLineEnd = byte === 0x0a || byte === 0x0d;
    return isLineEnd ? byte : (text.charCodeAt((index - at) / width) || 0x78) & 0x7f;
  });
}

/** As many characters as `value` has, of the same kind of thing. */
function neutral(kind: FindingClass, value: string): string {
  const [scheme] = kind === "secret" ? [] : (/^https?:\/\//.exec(value) ?? []);
  if (scheme !== undefined) return scheme + ending(value.length - scheme.length, ".invalid");
  if (kind === "path" || /^(?:[A-Za-z]:)?[/\\]/.test(value)) return relative(value);
  if (kind === "secret") return "x".repeat(value.length);
  if (/^[\d.:]+$/.test(value)) return value.replaceAll(/\d/g, "0");
  if (/^[^@\s]+@[^@\s]+$/.test(value)) return ending(value.length, "@x.invalid");
  if (kind === "host") return ending(value.length, ".invalid");
  return "x".repeat(value.length);
}

/** `xxxx.invalid`, or nothing but `x` where that has no room. */
const ending = (length: number, end: string): string =>
  length > end.length ? "x".repeat(length - end.length) + end : "x".repeat(length);

/**
 * The last name of a path, in the folder where whoever reads it stands:
 * `.//////////train.py`. The name of somebody's own folder is not kept.
 */
function relative(path: string): string {
  const [folder = ""] = /^.*[/\\]/s.exec(path) ?? [];
  if (folder === "") return "x".repeat(path.length);
  const slash = folder.includes("/") ? "/" : "\\";
  const kept = isOwnFolder(path) ? "" : path.slice(folder.length);
  return `.${slash.repeat(path.length - kept.length - 1)}${kept}`;
}

/** Whether a path leads to a folder that is called after a person, as far as its form says. */
const isOwnFolder = (path: string): boolean =>
  /(?:[/\\](?:homes?|users?|scratch|work|people|staff|students)[/\\]|^(?:[A-Za-z]:)?[/\\](?:[^/\\]+[/\\])?)[^/\\]+$/i.test(
    path,
  );
