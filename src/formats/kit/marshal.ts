import { plain } from "../../core/coding.ts";
import { name, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";
import type { Step } from "./steps.ts";

/**
 * Classes and functions in one another take two levels each, and nobody writes 32 of them. CPython
 * allows 2000 (MAX_MARSHAL_STACK_DEPTH), but each level is passed by every string below it.
 */
const deepest = 64;
/** A longer string is looked at where it stands instead of being held. */
const longestString = 8 * 1024 * 1024;

/** The bit that says that an object may be referred to later (version 3 on). */
const referable = 0x80;

/** What was read of an object: enough to tell the layouts of code objects apart. */
type Kind = "bytes" | "text" | "tuple" | "code" | "other";

/** How an object's strings are called. */
interface Place {
  readonly path: string;
  readonly role: "value" | "name";
}

/**
 * Reads one object of Python's marshal from where the cursor stands: strings and
 * bytes where they stand, with the attribute and the index that they are under.
 * Nothing is run, and references are not followed, as what they refer to stands
 * elsewhere. Follows Python/marshal.c of CPython 2.7 to 3.14.
 *
 * @throws {MalformedError} A type is not known, or the bytes end too soon.
 */
export function* marshalSteps(cursor: Cursor, path: string): Generator<Step> {
  yield* object({ cursor, kinds: [] }, { path, role: "value" }, 0);
}

/** A walk through marshalled objects. */
interface Walk {
  readonly cursor: Cursor;
  /** What the objects are that may be referred to, in the order in which they start. */
  readonly kinds: Kind[];
}

/** Constants, by type, of which nothing follows. */
const constants = new Set("0NFTS.");

/** Fixed sizes of numbers, by type, in bytes. */
const numberSizes: Readonly<Record<string, number>> = { i: 4, I: 8, g: 8, y: 16, R: 4 };

/** Strings: how wide their length is, in bytes, and what they are. */
const strings: Readonly<Record<string, { readonly width: 1 | 4; readonly kind: Kind }>> = {
  s: { width: 4, kind: "bytes" },
  t: { width: 4, kind: "bytes" },
  u: { width: 4, kind: "text" },
  a: { width: 4, kind: "text" },
  A: { width: 4, kind: "text" },
  z: { width: 1, kind: "text" },
  Z: { width: 1, kind: "text" },
};

/** How wide the number of its items is, in bytes, by the type of a collection. */
const collections: Readonly<Record<string, 1 | 4>> = { "(": 4, "[": 4, "<": 4, ">": 4, ")": 1 };

/** The items of a slice: from, to, and by how many. */
const sliceItems = 3;

function* object(walk: Walk, place: Place, depth: number): Generator<Step, Kind> {
  const { cursor, kinds } = walk;
  if (!cursor.has(1)) yield 1;
  const head = cursor.u8();
  const type = String.fromCharCode(head & ~referable);
  if (depth > deepest) throw cursor.malformed("objects too deep in one another", 1);
  if (type === "r") return yield* reference(walk);
  const index = (head & referable) > 0 ? kinds.push("other") - 1 : undefined;
  const kind = yield* content(walk, type, place, depth);
  if (index !== undefined) kinds[index] = kind;
  return kind;
}

function* reference({ cursor, kinds }: Walk): Generator<number, Kind> {
  yield 4;
  const index = cursor.u32();
  const kind = kinds[index];
  if (kind === undefined) throw cursor.malformed(`reference ${index} to nothing`, 4);
  return kind;
}

function* content(walk: Walk, type: string, place: Place, depth: number): Generator<Step, Kind> {
  const { cursor } = walk;
  if (constants.has(type)) return "other";
  const size = numberSizes[type];
  if (size !== undefined) {
    cursor.skip(size);
    return type === "R" ? "bytes" : "other";
  }
  const text = strings[type];
  if (text) {
    yield* string(cursor, place, yield* count(cursor, text.width));
    return text.kind;
  }
  const width = collections[type];
  if (width) return yield* items(walk, place, yield* count(cursor, width), depth);
  switch (type) {
    case "c":
      return yield* code(walk, place.path, depth);
    case ":":
      return yield* items(walk, place, sliceItems, depth);
    case "{":
      return yield* entries(walk, place, depth);
    default:
      return yield* number(cursor, type);
  }
}

function* count(cursor: Cursor, width: 1 | 4): Generator<number, number> {
  if (!cursor.has(width)) yield width;
  const value = width === 1 ? cursor.u8() : cursor.u32();
  if (value > cursor.left) throw cursor.malformed(`${value} items or bytes`, width);
  return value;
}

/** Numbers without a fixed size: as text, and whole ones in digits of 15 bits. */
function* number(cursor: Cursor, type: string): Generator<number, Kind> {
  if (type === "l") {
    yield 4;
    cursor.skip(Math.abs(cursor.u32() | 0) * 2);
  } else if (type === "f" || type === "x") {
    for (let part = type === "f" ? 1 : 2; part > 0; part--) cursor.skip(yield* count(cursor, 1));
  } else throw cursor.malformed(`object of type ${JSON.stringify(type)}`, 1);
  return "other";
}

function* string(cursor: Cursor, { path, role }: Place, length: number): Generator<Step> {
  const { at } = cursor;
  const there = span(at, at + length);
  if (length > longestString) {
    cursor.skip(length);
    yield { kind: "stretch", as: "binary", span: there };
  } else if (length > 0) {
    if (!cursor.has(length)) yield length;
    yield (role === "name" ? name : value)(path, there, plain, cursor.bytes(length));
  }
}

function* items(walk: Walk, place: Place, length: number, depth: number): Generator<Step, Kind> {
  for (let index = 0; index < length; index++)
    yield* object(walk, { ...place, path: `${place.path}[${index}]` }, depth + 1);
  return "tuple";
}

/** Keys and values by turns, until a null in place of a key. */
function* entries(walk: Walk, { path }: Place, depth: number): Generator<Step, Kind> {
  const { cursor } = walk;
  for (let index = 0; ; index++) {
    yield 1;
    if ((cursor.peek() & ~referable) === 0x30) {
      cursor.skip(1);
      return "other";
    }
    yield* object(walk, { path: `${path}{${index}}`, role: "name" }, depth + 1);
    yield* object(walk, { path: `${path}{${index}}`, role: "value" }, depth + 1);
  }
}

/** Counts, stack size and flags before the bytecode: 4 numbers in Python 2, 5 in 3, 6 from 3.8 to 3.10. */
const headSizes = [4, 5, 6];
const widest = 6;

function* code(walk: Walk, path: string, depth: number): Generator<Step, Kind> {
  const { cursor } = walk;
  const numbers = yield* headSize(cursor);
  cursor.skip(numbers * 4);
  const part = function* (field: string, role: Place["role"] = "value"): Generator<Step, Kind> {
    return yield* object(walk, { path: `${path}.co_${field}`, role }, depth + 1);
  };
  yield* bytecode(walk, `${path}.co_code`);
  yield* part("consts");
  yield* part("names", "name");
  yield* part("varnames", "name");
  // Since 3.11 the kinds of all variables stand here, as bytes; before, the names of those that are free.
  const isNew = (yield* bytesOrPart(walk, `${path}.co_freevars`, depth)) === "bytes";
  if (!isNew) yield* part("cellvars", "name");
  yield* part("filename");
  yield* part("name", "name");
  if (isNew) yield* part("qualname", "name");
  // The number of the first line has no type, as the counts before.
  cursor.skip(4);
  yield* bytecode(walk, `${path}.co_linetable`);
  if (isNew) yield* bytecode(walk, `${path}.co_exceptiontable`);
  return "code";
}

/** How many numbers stand before the bytecode, which is told by the type of that. */
function* headSize(cursor: Cursor): Generator<number, number> {
  yield Math.min(widest * 4 + 1, cursor.left);
  for (const numbers of headSizes)
    if (cursor.left > numbers * 4 && isBytes(cursor.peek(numbers * 4)) && isCounts(cursor, numbers))
      return numbers;
  throw cursor.malformed("code object of no known layout", 1);
}

/** `s`, with the bit for references or without. */
const isBytes = (type: number): boolean => (type & ~referable) === 0x73;

/** The numbers are small, all but the last two bytes of each are zero; only the flags may be larger. */
function isCounts(cursor: Cursor, numbers: number): boolean {
  for (let index = 0; index < numbers - 1; index++)
    if (cursor.peek(index * 4 + 3) !== 0) return false;
  return cursor.peek(numbers * 4 - 1) < 0x80;
}

/** Bytecode or a table, which is no text, but anything may be hidden in it. */
function* bytecode(walk: Walk, path: string): Generator<Step> {
  const kind = yield* bytesOrPart(walk, path, deepest - 1);
  if (kind !== "bytes") throw walk.cursor.malformed("no bytes in a code object", 1);
}

/** Bytes as a stretch; any other object as itself. */
function* bytesOrPart(walk: Walk, path: string, depth: number): Generator<Step, Kind> {
  const { cursor, kinds } = walk;
  yield 1;
  if (!isBytes(cursor.peek())) return yield* object(walk, { path, role: "name" }, depth + 1);
  if ((cursor.u8() & referable) > 0) kinds.push("bytes");
  const length = yield* count(cursor, 4);
  const { at } = cursor;
  cursor.skip(length);
  if (length > 0) yield { kind: "stretch", as: "binary", span: span(at, at + length) };
  return "bytes";
}

/** Whether these bytes begin as a code object does: its mark, small counts, and bytecode. */
export function startsCode(head: Uint8Array): boolean {
  const type = (head[0] ?? 0) & ~referable;
  if (type !== 0x63) return false;
  return headSizes.some((numbers) => {
    const at = 1 + numbers * 4;
    if (head.length < at + 5 || !isBytes(head[at] ?? 0)) return false;
    const counts = Array.from({ length: numbers - 1 }, (_, index) => head[4 + index * 4] ?? 1);
    return counts.every((top) => top === 0);
  });
}
