import { latin1 } from "../../core/latin1.ts";

/** How a text spells its characters. `8-bit`: ASCII, and bytes above it in a code page that is not known. */
export type Encoding = "utf-8" | "8-bit" | WideEncoding;
export type WideEncoding = "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be";

interface Wide {
  /** Bytes of one code unit. */
  readonly width: 2 | 4;
  readonly little: boolean;
  readonly mark: readonly number[];
}

/** UTF-32 stands before UTF-16: its mark starts with that of UTF-16. */
const wides: Readonly<Record<WideEncoding, Wide>> = {
  "utf-32le": { width: 4, little: true, mark: [0xff, 0xfe, 0, 0] },
  "utf-32be": { width: 4, little: false, mark: [0, 0, 0xfe, 0xff] },
  "utf-16le": { width: 2, little: true, mark: [0xff, 0xfe] },
  "utf-16be": { width: 2, little: false, mark: [0xfe, 0xff] },
};
const wideEncodings = Object.keys(wides) as WideEncoding[];

const utf8Mark = [0xef, 0xbb, 0xbf];

/** Control characters that texts hold: BEL to CR (with what progress bars use), and ESC. */
const isTextControl = (point: number): boolean => (point >= 7 && point <= 13) || point === 0x1b;

const isControl = (point: number): boolean => point < 0x20 || point === 0x7f;

interface Spelling {
  readonly encoding: Encoding | undefined;
  /** Whether there is no byte in it that a text would not hold. */
  readonly plain: boolean;
}

/** Many formats ask about the same head. */
const known = new WeakMap<Uint8Array, Spelling>();

/**
 * How the text that starts with these bytes is spelled; `undefined` when they
 * are not text. UTF-16 and UTF-32 without a mark are known by where their NULs
 * stand. Of nothing, `utf-8`.
 */
export const encodingOf = (head: Uint8Array): Encoding | undefined => spellingOf(head).encoding;

/** Whether the bytes are UTF-8 and hold no control character but those of texts: no binary format's head does. */
export const isPlainText = (head: Uint8Array): boolean => spellingOf(head).plain;

function spellingOf(head: Uint8Array): Spelling {
  let found = known.get(head);
  if (!found) {
    found = spelled(head);
    known.set(head, found);
  }
  return found;
}

function spelled(head: Uint8Array): Spelling {
  // Text in wide units has NULs, or a mark that no other text starts with.
  const mayBeWide = head.includes(0) || (head[0] ?? 0) >= 0xfe;
  const wide = mayBeWide ? wideEncodings.find((each) => isWideText(head, each)) : undefined;
  return wide ? { encoding: wide, plain: false } : narrowSpelling(head);
}

/** Whether each character takes two or four bytes. */
export const isWide = (encoding: Encoding): encoding is WideEncoding => encoding in wides;

/** Bytes of one code unit of a wide encoding. */
export const unitWidth = (encoding: WideEncoding): 2 | 4 => wides[encoding].width;

/** The code unit at `at`; bytes after the end count as zero. */
export function unitAt(bytes: Uint8Array, at: number, encoding: WideEncoding): number {
  const { width, little } = wides[encoding];
  let unit = 0;
  for (let each = 0; each < width; each++)
    unit = unit * 256 + (bytes[at + (little ? width - 1 - each : each)] ?? 0);
  return unit;
}

/** How many bytes the byte order mark at the start takes; 0 without one. */
export function markLength(head: Uint8Array, encoding: Encoding): number {
  const mark = isWide(encoding) ? wides[encoding].mark : utf8Mark;
  return mark.every((byte, at) => head[at] === byte) ? mark.length : 0;
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13);

/**
 * Whether one of these ASCII bytes is the first that is no white space, after a
 * byte order mark. Far cheaper than decoding a head that cannot be meant.
 */
export function opensWith(head: Uint8Array, ...bytes: readonly number[]): boolean {
  let at = utf8Mark.every((byte, index) => head[index] === byte) ? utf8Mark.length : 0;
  while (isSpace(head[at])) at++;
  return bytes.includes(head[at] ?? 0);
}

/**
 * The head of a text in which ASCII stands as it is, one character per byte,
 * without a byte order mark; `undefined` for wide encodings and binary data.
 */
export function narrowHead(head: Uint8Array): string | undefined {
  const encoding = encodingOf(head);
  if (encoding === undefined || isWide(encoding)) return undefined;
  let text = knownNarrow.get(head);
  if (text === undefined) {
    text = latin1(head.subarray(markLength(head, encoding)));
    knownNarrow.set(head, text);
  }
  return text;
}

const knownNarrow = new WeakMap<Uint8Array, string>();

/** Of each byte: a control character that texts do not hold, or one beyond ASCII. */
const odd = 1;
const beyond = 2;
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return beyond;
  return isControl(byte) && !isTextControl(byte) ? odd : 0;
});

function narrowSpelling(head: Uint8Array): Spelling {
  let met = 0;
  for (let at = 0; at < head.length; at++) met |= kinds[head[at] as number] as number;
  const plain = (met & odd) === 0;
  if (!plain && !isStray(head)) return { encoding: undefined, plain };
  const utf8 = (met & beyond) === 0 || isUtf8(head);
  return { encoding: utf8 ? "utf-8" : "8-bit", plain: plain && utf8 };
}

/** A stray control character is met in real logs; compressed data holds one in ten. */
function isStray(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  const count = head.reduce((sum, byte) => sum + Number(kinds[byte] === odd), 0);
  return count <= head.length / 512;
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // A stream: the last character may go on after the head.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether the bytes are text in this encoding. With a mark nearly all units
 * must be characters; without one all, and half of them ASCII.
 */
function isWideText(head: Uint8Array, encoding: WideEncoding): boolean {
  const mark = markLength(head, encoding);
  if (mark > 0) {
    const { units, odd } = census(head.subarray(mark), encoding);
    return odd <= units / 64;
  }
  const isLong = head.length >= 2 * wides[encoding].width;
  return isLong && isAscii(head.subarray(0, trial), encoding) && isAscii(head, encoding);
}

/** Enough bytes to tell nearly all that is no wide text from it. */
const trial = 32;

function isAscii(bytes: Uint8Array, encoding: WideEncoding): boolean {
  const { units, ascii, odd } = census(bytes, encoding);
  return odd === 0 && ascii * 2 >= units;
}

interface Census {
  readonly units: number;
  readonly ascii: number;
  /** Units that no text holds: control characters, half surrogate pairs, points past Unicode. */
  readonly odd: number;
}

/** Counts what kinds of units the bytes hold. A cut unit at the end is left out. */
export function census(bytes: Uint8Array, encoding: WideEncoding): Census {
  const { width } = wides[encoding];
  const units = Math.floor(bytes.length / width);
  let ascii = 0;
  let odd = 0;
  let high = false;
  for (let each = 0; each < units; each++) {
    const unit = unitAt(bytes, each * width, encoding);
    const low = unit >= 0xdc00 && unit < 0xe000;
    if (high !== (low && width === 2)) odd++;
    high = width === 2 && unit >= 0xd800 && unit < 0xdc00;
    if (isOdd(unit, width)) odd++;
    else if (unit < 0x7f) ascii++;
  }
  return { units, ascii, odd };
}

const isOdd = (unit: number, width: 2 | 4): boolean =>
  (isControl(unit) && !isTextControl(unit)) ||
  unit === 0xfffe ||
  unit === 0xffff ||
  (width === 4 && (unit > 0x10_ff_ff || (unit >= 0xd800 && unit < 0xe000)));
