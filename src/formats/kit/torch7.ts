import { span } from "../../core/span.ts";
import { countedText } from "./counted-text.ts";
import type { Cursor } from "./cursor.ts";
import { deeper, keyStep } from "./key-path.ts";
import { isText } from "./printable.ts";
import type { Step } from "./steps.ts";

/** Kinds of objects (File.lua). */
const kinds = { nil: 0, number: 1, string: 2, table: 3, object: 4, boolean: 5 } as const;
const functionKinds: ReadonlySet<number> = new Set([6, 7, 8]);
/** Functions of old files have no number. */
const unnumbered = 6;

/** Bytes of an item of each kind of storage. */
const storageSizes: Readonly<Record<string, number>> = {
  Byte: 1,
  Char: 1,
  Short: 2,
  Half: 2,
  CudaHalf: 2,
  Int: 4,
  CudaInt: 4,
  Float: 4,
  Cuda: 4,
  Long: 8,
  CudaLong: 8,
  Double: 8,
  CudaDouble: 8,
  CudaByte: 1,
  CudaChar: 1,
  CudaShort: 2,
};

/** Objects that are held to be referred to, and that wait to be read. */
const mostHeld = 5_000_000;
const mostDimensions = 1000;

/** How numbers and texts are written: in binary, or as lines. */
export interface TorchSource {
  readonly cursor: Cursor;
  int(): Generator<Step, number>;
  long(): Generator<Step, number>;
  double(): Generator<Step, number>;
  text(key: string, role: "name" | "value"): Generator<Step, string>;
  /** Passes over so many numbers, of that many bytes each in binary. */
  numbers(count: number, size: number): Generator<Step>;
}

/** As x86 has them: little-endian, with 64 bits in a long. */
export function binaryTorch(cursor: Cursor): TorchSource {
  function* int(): Generator<Step, number> {
    yield 4;
    return cursor.u32();
  }
  return {
    cursor,
    int,
    *long() {
      yield 8;
      return cursor.u64();
    },
    *double() {
      yield 8;
      const bytes = cursor.bytes(8);
      return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
    },
    *text(key, role) {
      return yield* countedText(cursor, { length: yield* int(), key, role });
    },
    // oxlint-disable-next-line require-yield -- nothing is waited for here
    *numbers(count, size) {
      cursor.skip(count * size);
    },
  };
}

const lineFeed = 0x0a;
/** A number as text is no longer. */
const longestNumber = 64;

/** Numbers with a blank or a line's end behind them; texts behind their length, on lines of their own. */
export function asciiTorch(cursor: Cursor): TorchSource {
  function* number(): Generator<Step, number> {
    const reach = Math.min(longestNumber, cursor.left);
    if (!cursor.has(reach)) yield reach;
    let length = 0;
    while (length < reach && cursor.peek(length) > 0x20) length++;
    const text = Buffer.from(cursor.bytes(length)).toString("latin1");
    if (cursor.left > 0) cursor.skip(1);
    // Lua writes nan and inf, of either sign, as it likes.
    if (length === 0 || length === longestNumber || !/^[-+\d.a-zA-Z]+$/.test(text))
      throw cursor.malformed(`number ${JSON.stringify(text)}`);
    return Number(text);
  }
  function* count(): Generator<Step, number> {
    const value = yield* number();
    if (!Number.isSafeInteger(value) || value < 0) throw cursor.malformed(`count ${value}`);
    return value;
  }
  return {
    cursor,
    int: count,
    long: count,
    double: number,
    *text(key, role) {
      const text = yield* countedText(cursor, { length: yield* count(), key, role });
      yield Math.min(1, cursor.left);
      if (cursor.left > 0 && cursor.peek() === lineFeed) cursor.skip(1);
      return text;
    },
    *numbers(count, size) {
      if (count > cursor.left) throw cursor.malformed(`${count} numbers`);
      // Bytes and characters are written as they are.
      if (size === 1) cursor.skip(count < cursor.left ? count + Math.min(count, 1) : count);
      else for (let index = 0; index < count; index++) yield* number();
      yield Math.min(1, cursor.left);
      if (count === 0 && cursor.left > 0 && cursor.peek() === lineFeed) cursor.skip(1);
    },
  };
}

/** What is still to be read: an object, or so many pairs of a table. */
type Task =
  | { readonly what: "object"; readonly key: string; readonly role: "name" | "value" }
  | { readonly what: "pairs"; readonly key: string; readonly count: number }
  | { readonly what: "value"; readonly key: string };

/** Reads objects with a stack of its own, so that tables may stand in one another as deep as they like. */
export class Torch7Reader {
  readonly #source: TorchSource;
  readonly #tasks: Task[] = [{ what: "object", key: "$", role: "value" }];
  /** Objects that were met: a second time only their number is written. */
  readonly #met = new Set<number>();
  /** The key of the pair that is being read. */
  #step = "";

  constructor(source: TorchSource) {
    this.#source = source;
  }

  /** @throws {MalformedError} An object is of no known kind, or ends after the file does. */
  *steps(): Generator<Step> {
    for (let task = this.#tasks.pop(); task; task = this.#tasks.pop()) {
      if (this.#tasks.length + this.#met.size > mostHeld)
        throw this.#source.cursor.malformed(`more than ${mostHeld} objects`);
      if (task.what === "object") yield* this.#object(task.key, task.role);
      else if (task.what === "value") yield* this.#object(deeper(task.key, this.#step), "value");
      else if (task.count > 0) {
        this.#step = "[?]";
        this.#tasks.push(
          { ...task, count: task.count - 1 },
          { what: "value", key: task.key },
          { what: "object", key: task.key, role: "name" },
        );
      }
    }
  }

  *#object(key: string, role: "name" | "value"): Generator<Step> {
    const { cursor } = this.#source;
    const kind = yield* this.#source.int();
    if (kind === kinds.nil) return;
    if (kind === kinds.number) {
      const number = yield* this.#source.double();
      if (role === "name") this.#step = `[${number}]`;
    } else if (kind === kinds.string) {
      const text = yield* this.#source.text(key, role);
      if (role === "name") this.#step = keyStep(text);
    } else if (kind === kinds.boolean) yield* this.#source.int();
    else if (kind === kinds.table) yield* this.#table(key);
    else if (kind === kinds.object) yield* this.#instance(key);
    else if (functionKinds.has(kind)) yield* this.#function(kind, key);
    else throw cursor.malformed(`object of kind ${kind}`);
  }

  /** Reads an object's number; whether it was not met before. */
  *#isNew(): Generator<Step, boolean> {
    const index = yield* this.#source.int();
    const isNew = !this.#met.has(index);
    this.#met.add(index);
    return isNew;
  }

  *#table(key: string): Generator<Step> {
    if (!(yield* this.#isNew())) return;
    const count = yield* this.#source.int();
    const { cursor } = this.#source;
    if (count > cursor.left) throw cursor.malformed(`table of ${count} pairs`);
    this.#tasks.push({ what: "pairs", key, count });
  }

  /** Compiled Lua holds its constants and the name of its file. What it closes over is a table. */
  *#function(kind: number, key: string): Generator<Step> {
    if (kind !== unnumbered && !(yield* this.#isNew())) return;
    yield* this.#source.text(`${key}.code`, "value");
    this.#tasks.push({ what: "object", key: `${key}.upvalues`, role: "value" });
  }

  *#instance(key: string): Generator<Step> {
    if (!(yield* this.#isNew())) return;
    const version = yield* this.#source.text(key, "name");
    // The oldest files have no version: what stands there is the class.
    const type = version.startsWith("V ") ? yield* this.#source.text(key, "name") : version;
    const [, item = "", what] = /^torch\.(\w+?)(Tensor|Storage)$/.exec(type) ?? [];
    if (what === "Tensor") yield* this.#tensor(key);
    else if (what === "Storage") yield* this.#storage(key, storageSizes[item]);
    // Every other class writes itself as a table, unless it brings a writer of its own.
    else this.#tasks.push({ what: "object", key, role: "value" });
  }

  /** Sizes, strides, an offset, then the storage. */
  *#tensor(key: string): Generator<Step> {
    const { cursor } = this.#source;
    const dimensions = yield* this.#source.int();
    if (dimensions > mostDimensions) throw cursor.malformed(`${dimensions} dimensions`);
    yield* this.#source.numbers(dimensions, 8);
    yield* this.#source.numbers(dimensions, 8);
    yield* this.#source.long();
    this.#tasks.push({ what: "object", key, role: "value" });
  }

  *#storage(key: string, size: number | undefined): Generator<Step> {
    const { cursor } = this.#source;
    if (size === undefined) throw cursor.malformed("storage of an unknown type");
    const count = yield* this.#source.long();
    const start = cursor.at;
    yield* this.#source.numbers(count, size);
    const at = span(start, cursor.at);
    if (size === 1 && count > 0) yield { kind: "stretch", as: "binary", span: at };
    else if (count > 0) yield { kind: "tensor", name: key, span: at };
  }
}

const asciiObject = /^4\n1\n3\nV \d\n\d{1,3}\n[\w.]+\n/;
const asciiTable = /^3\n1\n\d+\n(?:1\n\d+\n[1-8]\n|2\n(?<length>\d{1,3})\n(?<rest>[^]*))/;
const binaryObject = /^\x04\0\0\0\x01\0\0\0\x03\0\0\0V \d/;
const binaryTable =
  /^\x03\0\0\0\x01\0\0\0[^]{4}(?:\x01\0\0\0\0\0[^]{6}[\0-\x08]\0\0\0|\x02\0\0\0(?<length>[^])\0\0\0(?<rest>[^]*))/;

/**
 * The way in which the objects are written that begin here; undefined when none
 * do. An object with a version is sure; of a table the first key must be right.
 */
export function beginsTorch(head: Uint8Array): "binary" | "ascii" | undefined {
  const text = Buffer.from(head.subarray(0, 512)).toString("latin1");
  if (binaryObject.test(text) || isTable(binaryTable.exec(text))) return "binary";
  const table = asciiTable.exec(text);
  const isNext = (rest: string): boolean => /^\n[1-8]\n/.test(rest);
  if (asciiObject.test(text) || (table && isTable(table, isNext))) return "ascii";
  return undefined;
}

/** Whether the first key is a number, or text that is whole and goes on as `isNext` wants it. */
function isTable(
  found: RegExpExecArray | null,
  isNext: (rest: string) => boolean = (rest) => /^[\0-\x08]\0\0\0/.test(rest),
): boolean {
  if (!found) return false;
  const { length, rest } = found.groups ?? {};
  if (length === undefined || rest === undefined) return true;
  const size = /^\d+$/.test(length) ? Number(length) : length.charCodeAt(0);
  const key = Buffer.from(rest.slice(0, size), "latin1");
  return size > 0 && key.length === size && isText(key) && isNext(rest.slice(size));
}
