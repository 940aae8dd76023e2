import { type Coding, plain } from "../../core/coding.ts";
import { utf16be, utf16le, utf32be, utf32le } from "../../core/codings.ts";
import { type StringRegion, value } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { countedText } from "./counted-text.ts";
import type { Cursor } from "./cursor.ts";
import { deeper, keyStep } from "./key-path.ts";
import { type Step, unread } from "./steps.ts";

/** Kinds of data (MAT-File Format, table 1-1). */
const types = { int8: 1, uint8: 2, int32: 5, uint32: 6, matrix: 14, utf8: 16 } as const;
/** Bytes of a character, by the kind of data that holds it. */
const charSizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 2, 16: 1, 17: 2, 18: 4 };
/** Classes of arrays (table 1-3). */
const classes = {
  cell: 1,
  struct: 2,
  object: 3,
  char: 4,
  sparse: 5,
  handle: 16,
  opaque: 17,
} as const;

/** Cells and structures that stand in one another. */
const deepest = 100;
const mostDimensions = 1000;
/** Text in rows is put together from single characters: of so many at most. */
const mostScattered = 1_000_000;
/** MATLAB cuts names after 63 bytes; others do not. */
const longestName = 4096;

/** The tag of a matrix, and of the flags that every matrix begins with, in either order of bytes. */
export function isElement(head: Uint8Array): boolean {
  if (head.length < 24) return false;
  const view = new DataView(head.buffer, head.byteOffset, 24);
  const words = (little: boolean): readonly number[] =>
    [0, 8, 12].map((at) => view.getUint32(at, little));
  const isTag = ([matrix, flags, size]: readonly number[]): boolean =>
    matrix === types.matrix && flags === types.uint32 && size === 8;
  return isTag(words(true)) || isTag(words(false));
}

/** One piece of data, whose bytes are padded to eight. */
interface Data {
  readonly type: number;
  readonly at: Span;
  /** Where the next begins. */
  readonly next: number;
}

/** Reads a tag; the data of a small one stand in it. The cursor then stands at the data. */
function* dataSteps(cursor: Cursor): Generator<Step, Data> {
  yield Math.min(8, cursor.left);
  if (cursor.left < 8) throw cursor.malformed("no room for a tag");
  const start = cursor.at;
  const word = cursor.u32();
  const small = word >>> 16;
  if (small > 0) {
    if (small > 4) throw cursor.malformed(`small data of ${small} bytes`, 4);
    return { type: word & 0xffff, at: span(start + 4, start + 4 + small), next: start + 8 };
  }
  const size = cursor.u32();
  if (size > cursor.left) throw cursor.malformed(`data of ${size} bytes, ${cursor.left} left`, 4);
  const end = cursor.at + size;
  const next =
    word === types.matrix ? end : Math.min(cursor.end, Math.ceil(size / 8) * 8 + cursor.at);
  return { type: word, at: span(cursor.at, end), next };
}

/**
 * The strings of the matrix at the cursor, which then stands behind it.
 *
 * @throws {MalformedError} It ends after the file does, or holds what a matrix does not.
 */
export function* elementSteps(cursor: Cursor, key: string, depth = 0): Generator<Step> {
  const { type, at, next } = yield* dataSteps(cursor);
  if (depth > deepest) throw cursor.malformed(`more than ${deepest} levels`);
  if (type !== types.matrix) {
    if (lengthOf(at) > 0) yield { kind: "stretch", as: "binary", span: at };
  } else if (lengthOf(at) > 0) yield* matrixSteps(cursor, { key, depth, end: at.end });
  cursor.at = next;
}

interface Place {
  readonly key: string;
  readonly depth: number;
  readonly end: number;
}

/** What stands before the values of every matrix. */
interface Head {
  readonly kind: number;
  readonly shape: readonly number[];
  readonly key: string;
}

function* matrixSteps(cursor: Cursor, place: Place): Generator<Step> {
  const head = yield* headSteps(cursor, place);
  const inner = { ...place, key: head.key };
  const count = head.shape.reduce((product, each) => product * each, 1);
  if (head.kind === classes.char) yield* charSteps(cursor, head);
  else if (head.kind === classes.struct || head.kind === classes.object)
    yield* structSteps(cursor, head, inner);
  else if (head.kind === classes.cell)
    for (let index = 0; index < count && cursor.at < place.end; index++)
      yield* elementSteps(cursor, deeper(head.key, `{${index + 1}}`), place.depth + 1);
  else if (head.kind === classes.opaque || head.kind === classes.handle)
    yield* opaqueSteps(cursor, inner);
  else yield* numberSteps(cursor, inner);
  if (cursor.at > place.end) throw cursor.malformed("parts are longer than their matrix");
  yield* restOf(cursor, place.end);
}

function* restOf(cursor: Cursor, end: number): Generator<Step> {
  if (end - cursor.at >= 8)
    yield { kind: "dead", what: "after the values of a matrix", span: span(cursor.at, end) };
}

function* headSteps(cursor: Cursor, { key }: Place): Generator<Step, Head> {
  const flags = yield* dataSteps(cursor);
  yield 4;
  const kind = cursor.u32() & 0xff;
  cursor.at = flags.next;
  const shape = kind === classes.opaque ? [] : yield* shapeSteps(cursor);
  const name = yield* nameSteps(cursor, key);
  return { kind, shape, key: name === "" ? key : deeper(key, keyStep(name)) };
}

function* shapeSteps(cursor: Cursor): Generator<Step, number[]> {
  const { at, next } = yield* dataSteps(cursor);
  const count = Math.floor(lengthOf(at) / 4);
  if (count > mostDimensions) throw cursor.malformed(`${count} dimensions`);
  cursor.at = at.start;
  yield count * 4;
  const shape = Array.from({ length: count }, () => cursor.u32());
  cursor.at = next;
  return shape;
}

function* nameSteps(cursor: Cursor, key: string): Generator<Step, string> {
  const { at, next } = yield* dataSteps(cursor);
  if (lengthOf(at) > longestName) throw cursor.malformed(`name of ${lengthOf(at)} bytes`);
  cursor.at = at.start;
  const name = yield* countedText(cursor, { length: lengthOf(at), key, role: "name" });
  cursor.at = next;
  return name;
}

/** Numbers: real and imaginary, or the indices of a sparse matrix. Bytes may as well be text. */
function* numberSteps(cursor: Cursor, { key, end }: Place): Generator<Step> {
  while (end - cursor.at >= 8) {
    const { type, at, next } = yield* dataSteps(cursor);
    if (type === types.matrix) {
      cursor.at = at.start - 8;
      return;
    }
    if (type <= types.uint8 && lengthOf(at) > 0) yield { kind: "stretch", as: "binary", span: at };
    else if (lengthOf(at) > 4) yield { kind: "tensor", name: key, span: at };
    cursor.at = next;
  }
}

/** Names of what MATLAB alone understands, then matrices. */
function* opaqueSteps(cursor: Cursor, { key, depth, end }: Place): Generator<Step> {
  while (end - cursor.at >= 8) {
    const start = cursor.at;
    const { type } = yield* dataSteps(cursor);
    cursor.at = start;
    if (type === types.matrix) yield* elementSteps(cursor, key, depth + 1);
    else yield* nameSteps(cursor, key);
  }
}

function* structSteps(cursor: Cursor, head: Head, { key, depth, end }: Place): Generator<Step> {
  if (head.kind === classes.object) yield* nameSteps(cursor, key);
  const width = yield* widthSteps(cursor);
  const { at, next } = yield* dataSteps(cursor);
  const fields: string[] = [];
  const declared = width > 0 ? Math.floor(lengthOf(at) / width) : 0;
  for (let index = 0; index < declared; index++) {
    cursor.at = at.start + index * width;
    fields.push(yield* fieldSteps(cursor, width, key));
  }
  cursor.at = next;
  const count = fields.length * head.shape.reduce((product, each) => product * each, 1);
  for (let index = 0; index < count && cursor.at < end; index++) {
    const row = Math.floor(index / fields.length);
    const step = keyStep(fields[index % fields.length] ?? "");
    const root = count > fields.length ? deeper(key, `(${row + 1})`) : key;
    yield* elementSteps(cursor, deeper(root, step), depth + 1);
  }
}

/** How many bytes the name of each field has. */
function* widthSteps(cursor: Cursor): Generator<Step, number> {
  const { at, next } = yield* dataSteps(cursor);
  cursor.at = at.start;
  yield 4;
  const width = cursor.u32();
  if (width > longestName) throw cursor.malformed(`fields of ${width} bytes`, 4);
  cursor.at = next;
  return width;
}

/** A name that a zero ends; what stands behind the zero was a longer name once. */
function* fieldSteps(cursor: Cursor, width: number, key: string): Generator<Step, string> {
  yield width;
  let length = 0;
  while (length < width && cursor.peek(length) !== 0) length++;
  const name = yield* countedText(cursor, { length, key, role: "name" });
  const behind = span(cursor.at, cursor.at + width - length);
  const rest = cursor.bytes(width - length);
  if (rest.some((byte) => byte !== 0))
    yield { kind: "dead", what: "after the name of a field", span: behind };
  return name;
}

const codings: Readonly<Record<number, readonly [Coding, Coding]>> = {
  1: [plain, plain],
  2: [utf16le, utf16be],
  4: [utf32le, utf32be],
};

/** Text. In several rows it stands column by column. */
function* charSteps(cursor: Cursor, { shape, key }: Head): Generator<Step> {
  const { type, at, next } = yield* dataSteps(cursor);
  const size = charSizes[type];
  const [rows = 1] = shape;
  const coding = codings[size ?? 1]?.[cursor.littleEndian ? 0 : 1] ?? plain;
  cursor.at = at.start;
  if (size === undefined) yield { kind: "stretch", as: "binary", span: at };
  else if (rows <= 1 || lengthOf(at) === 0)
    yield* countedText(cursor, { length: lengthOf(at), key, coding });
  else if (lengthOf(at) / size > mostScattered) yield* unread("limit: text in many rows", at);
  else yield* rowsSteps(cursor, at, { key, coding, rows, size: type === types.utf8 ? 0 : size });
  cursor.at = next;
}

interface Rows {
  readonly key: string;
  readonly coding: Coding;
  readonly rows: number;
  /** Bytes of a character; 0 where each tells its own, as UTF-8 does. */
  readonly size: number;
}

/** Each row is picked out of all columns. */
function* rowsSteps(cursor: Cursor, at: Span, rows: Rows): Generator<Step> {
  yield lengthOf(at);
  const bytes = cursor.bytes(lengthOf(at));
  const units = unitsOf(bytes, rows.size);
  if (rows.rows > units.length) throw cursor.malformed(`text in ${rows.rows} rows`);
  for (let row = 0; row < rows.rows; row++) {
    const mine: Span[] = [];
    for (let index = row; index < units.length; index += rows.rows) mine.push(units[index] as Span);
    const region = rowRegion(bytes, at.start, mine);
    if (region) yield { ...region, key: `${rows.key}(${row + 1})`, coding: rows.coding };
  }
}

/** Where each character stands. */
function unitsOf(bytes: Uint8Array, size: number): Span[] {
  const units: Span[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + (size || utf8Length(bytes[at] ?? 0)));
    units.push(span(at, end));
    at = end;
  }
  return units;
}

const utf8Length = (lead: number): number =>
  lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

/** One row without the blanks that make it as long as the others. */
function rowRegion(
  bytes: Uint8Array,
  start: number,
  units: readonly Span[],
): StringRegion | undefined {
  const isBlank = ({ start, end }: Span): boolean =>
    bytes.subarray(start, end).every((byte) => byte === 0x20 || byte === 0);
  const kept = units.slice(0, units.findLastIndex((unit) => !isBlank(unit)) + 1);
  const [first, ...others] = kept.map(({ start: from, end }) => span(start + from, start + end));
  if (!first) return undefined;
  const text = Uint8Array.from(kept.flatMap((each) => [...bytes.subarray(each.start, each.end)]));
  return { ...value("", first, plain, text), spans: [first, ...others] };
}
