import { span } from "../../core/span.ts";
import { countedText, textAhead } from "./counted-text.ts";
import type { Cursor } from "./cursor.ts";
import { deeper, keyStep } from "./key-path.ts";
import { isText } from "./printable.ts";
import type { Step } from "./steps.ts";

/** XGBoost's documents are some ten levels deep. */
const deepest = 100;
/** An array of fewer numbers is not worth a region. */
const fewNumbers = 16;

const code = (letter: string): number => letter.charCodeAt(0);
const letter = (byte: number): string => String.fromCharCode(byte);

/** Bytes of each kind of value that is not text and holds no other (https://ubjson.org/type-reference/). */
const sizes: Readonly<Record<string, number>> = {
  Z: 0,
  N: 0,
  T: 0,
  F: 0,
  i: 1,
  U: 1,
  C: 1,
  I: 2,
  l: 4,
  d: 4,
  L: 8,
  D: 8,
};
/** Kinds that may as well be text when many stand side by side. */
const byteKinds = "iUC";
/** Kinds that a length can have. */
const lengthKinds = "iUIlL";

/**
 * The strings of the document at the cursor, which reads big-endian.
 *
 * @throws {MalformedError} A kind is not known, or something ends after the file does.
 */
export function* documentSteps(cursor: Cursor): Generator<Step> {
  yield* valueSteps(cursor, yield* kindSteps(cursor), { key: "$", depth: 0 });
}

/** Where a value stands. */
interface Place {
  readonly key: string;
  readonly depth: number;
}

/** What a container says of its items before the first. */
interface Header {
  /** The kind of all items; undefined where each tells its own. */
  readonly kind: string | undefined;
  /** Undefined where the end is marked. */
  readonly count: number | undefined;
}

function* kindSteps(cursor: Cursor): Generator<Step, string> {
  yield 1;
  return letter(cursor.u8());
}

function* valueSteps(cursor: Cursor, kind: string, place: Place): Generator<Step> {
  const size = sizes[kind];
  if (size !== undefined) cursor.skip(size);
  else if (kind === "S" || kind === "H")
    yield* countedText(cursor, { length: yield* lengthSteps(cursor), key: place.key });
  else if (kind === "[") yield* arraySteps(cursor, place);
  else if (kind === "{") yield* objectSteps(cursor, place);
  else throw cursor.malformed(`value of kind ${JSON.stringify(kind)}`, 1);
}

function* lengthSteps(cursor: Cursor): Generator<Step, number> {
  const kind = yield* kindSteps(cursor);
  const size = lengthKinds.includes(kind) ? (sizes[kind] ?? 0) : 0;
  if (size === 0) throw cursor.malformed(`length of kind ${JSON.stringify(kind)}`, 1);
  yield size;
  const length =
    size === 8 ? cursor.u64() : size === 4 ? cursor.u32() : size === 2 ? cursor.u16() : cursor.u8();
  return length;
}

function* headerSteps(cursor: Cursor): Generator<Step, Header> {
  yield 1;
  let kind: string | undefined;
  if (cursor.peek() === code("$")) {
    cursor.skip(1);
    kind = yield* kindSteps(cursor);
    yield 1;
    if (cursor.peek() !== code("#")) throw cursor.malformed("items of one kind without a count");
  }
  if (cursor.peek() !== code("#")) return { kind, count: undefined };
  cursor.skip(1);
  return { kind, count: yield* lengthSteps(cursor) };
}

function* arraySteps(cursor: Cursor, { key, depth }: Place): Generator<Step> {
  if (depth >= deepest) throw cursor.malformed(`more than ${deepest} levels`);
  const header = yield* headerSteps(cursor);
  const size = header.kind === undefined ? undefined : sizes[header.kind];
  if (size !== undefined) {
    yield* numbersSteps(cursor, key, { header, size });
    return;
  }
  for (let index = 0; yield* hasNext(cursor, header, index, "]"); index++) {
    const kind = header.kind ?? (yield* kindSteps(cursor));
    yield* valueSteps(cursor, kind, { key: deeper(key, `[${index}]`), depth: depth + 1 });
  }
}

/** Items of one kind, so many that their bytes are known without a look. */
function* numbersSteps(
  cursor: Cursor,
  key: string,
  { header: { kind = "", count = 0 }, size }: { readonly header: Header; readonly size: number },
): Generator<Step> {
  if (count * size > cursor.left)
    throw cursor.malformed(`array of ${count} items, ${cursor.left} bytes left`);
  const at = span(cursor.at, cursor.at + count * size);
  if (at.end > at.start && byteKinds.includes(kind))
    yield { kind: "stretch", as: "binary", span: at };
  else if (size > 0 && count >= fewNumbers) yield { kind: "tensor", name: key, span: at };
  cursor.skip(count * size);
}

function* objectSteps(cursor: Cursor, { key, depth }: Place): Generator<Step> {
  if (depth >= deepest) throw cursor.malformed(`more than ${deepest} levels`);
  const header = yield* headerSteps(cursor);
  for (let index = 0; yield* hasNext(cursor, header, index, "}"); index++) {
    const length = yield* lengthSteps(cursor);
    const path = deeper(key, keyStep(yield* textAhead(cursor, length)));
    yield* countedText(cursor, { length, key: path, role: "name" });
    const kind = header.kind ?? (yield* kindSteps(cursor));
    yield* valueSteps(cursor, kind, { key: path, depth: depth + 1 });
  }
}

/** Whether one more item follows. A marked end is passed over, and so is what stands for nothing. */
function* hasNext(
  cursor: Cursor,
  { count }: Header,
  index: number,
  end: string,
): Generator<Step, boolean> {
  if (count !== undefined) return index < count;
  for (;;) {
    yield 1;
    const next = cursor.peek();
    if (next !== code("N") && next !== code(end)) return true;
    cursor.skip(1);
    if (next === code(end)) return false;
  }
}

/** A key is rarely longer. */
const longestKey = 1024;

/**
 * Whether a document begins here: an object whose first key is whole and text
 * with a value after it, or an array that tells kind and count of its items.
 * Text is none, though a brace and a letter may begin it.
 */
export function beginsUbjson(head: Uint8Array): boolean {
  if (head[0] === code("[")) return beginsArray(head);
  const isTyped = head[1] === code("$");
  const start = isTyped ? 3 : 1;
  const at = head[start] === code("#") ? lengthAt(head, start + 1)?.end : start;
  if (head[0] !== code("{") || at === undefined) return false;
  const end = keyEnd(head, at);
  return end !== undefined && (isTyped || isKind(head[end])) && !isText(head.subarray(0, end));
}

/** Where the key ends that stands at `at`; undefined when it is not whole or no text. */
function keyEnd(head: Uint8Array, at: number): number | undefined {
  const length = lengthAt(head, at);
  if (!length || length.value === 0 || length.value > longestKey) return undefined;
  const end = length.end + length.value;
  return end < head.length && isText(head.subarray(length.end, end)) ? end : undefined;
}

function beginsArray(head: Uint8Array): boolean {
  const inner = head[1];
  if (inner === code("{")) return beginsUbjson(head.subarray(1));
  const isTyped = inner === code("$") && isKind(head[2]) && head[3] === code("#");
  const length = isTyped ? lengthAt(head, 4) : undefined;
  return length !== undefined && !isText(head.subarray(0, length.end));
}

const isKind = (byte = 0): boolean => `${Object.keys(sizes).join("")}SH[{`.includes(letter(byte));

function lengthAt(head: Uint8Array, at: number): { value: number; end: number } | undefined {
  const kind = letter(head[at] ?? 0);
  const size = lengthKinds.includes(kind) ? (sizes[kind] ?? 0) : 0;
  if (size === 0 || at + 1 + size > head.length) return undefined;
  let value = 0;
  for (const byte of head.subarray(at + 1, at + 1 + size)) value = value * 256 + byte;
  return { value, end: at + 1 + size };
}
