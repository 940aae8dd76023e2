import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";

/** A string or bytes where they stand. */
export interface ThriftBytes {
  readonly at: Span;
  readonly bytes: Uint8Array;
}

/** The fields of a struct by their numbers. Of a number that occurs twice, both: the last is last. */
export type ThriftStruct = ReadonlyMap<number, readonly ThriftValue[]>;

/** What a field holds. Numbers past 2^53 are inexact; a map is a list of key, value, key, value. */
export type ThriftValue = number | ThriftBytes | readonly ThriftValue[] | ThriftStruct;

/** No schema in use nests more than eight. */
const deepest = 32;
/** Each value takes some hundred bytes of memory. A table of 50,000 column chunks has so many. */
const mostValues = 2_000_000;

const types = {
  true: 1,
  false: 2,
  byte: 3,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
} as const;
const structType = 12;
const uuidType = 13;

/** Values of the Thrift compact protocol that stand in memory, read one after the other. */
export class ThriftReader {
  readonly #format: string;
  readonly #bytes: Uint8Array;
  readonly #base: number;
  #at = 0;
  #values = 0;

  /**
   * @param base Where the bytes stand in their blob.
   * @param format The id that errors name.
   */
  constructor(bytes: Uint8Array, base: number, format: string) {
    this.#bytes = bytes;
    this.#base = base;
    this.#format = format;
  }

  /** Where the next value starts, in the blob. */
  get offset(): number {
    return this.#base + this.#at;
  }

  /** @throws {MalformedError} The bytes are no struct, end too soon, or hold too many values. */
  struct(depth = 0): ThriftStruct {
    if (depth > deepest) throw this.#malformed(`structs more than ${deepest} deep`);
    const fields = new Map<number, ThriftValue[]>();
    let number = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) return fields;
      const delta = head >> 4;
      number = delta === 0 ? this.#zigzag() : number + delta;
      const type = head & 15;
      const value = type <= types.false ? Number(type === types.true) : this.#value(type, depth);
      const before = fields.get(number);
      if (before) before.push(value);
      else fields.set(number, [value]);
    }
  }

  #value(type: number, depth: number): ThriftValue {
    if (++this.#values > mostValues) throw this.#malformed(`more than ${mostValues} values`);
    switch (type) {
      case types.true:
      case types.false:
      case types.byte:
        return this.#byte();
      case types.double:
        return this.#skipped(8);
      case types.binary:
        return this.#binary();
      case types.list:
      case types.set:
        return this.#list(depth);
      case types.map:
        return this.#map(depth);
      case structType:
        return this.struct(depth + 1);
      case uuidType:
        return this.#skipped(16);
      default:
        return type < types.double ? this.#zigzag() : this.#unknown(type);
    }
  }

  #list(depth: number): ThriftValue[] {
    const head = this.#byte();
    const count = head >> 4 === 15 ? this.#varint() : head >> 4;
    return this.#items(count, [head & 15], depth);
  }

  #map(depth: number): ThriftValue[] {
    const count = this.#varint();
    if (count === 0) return [];
    const head = this.#byte();
    return this.#items(count, [head >> 4, head & 15], depth);
  }

  #items(count: number, kinds: readonly number[], depth: number): ThriftValue[] {
    if (depth > deepest) throw this.#malformed(`lists more than ${deepest} deep`);
    // The shortest item takes a byte.
    const left = this.#bytes.length - this.#at;
    if (count > left) throw this.#malformed(`${count} items, ${left} bytes left`);
    const items: ThriftValue[] = [];
    for (let index = 0; index < count; index++)
      for (const kind of kinds) items.push(this.#value(kind, depth + 1));
    return items;
  }

  #binary(): ThriftBytes {
    const size = this.#varint();
    const start = this.#at;
    this.#skipped(size);
    return {
      at: span(this.#base + start, this.#base + this.#at),
      bytes: this.#bytes.subarray(start, this.#at),
    };
  }

  #skipped(count: number): number {
    const left = this.#bytes.length - this.#at;
    if (count > left) throw this.#malformed(`${count} bytes, ${left} left`);
    this.#at += count;
    return 0;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw this.#malformed("ends too soon");
    this.#at++;
    return byte;
  }

  #varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      // Ten bytes hold 64 bits.
      if (factor > 2 ** 63) throw this.#malformed("number of more than ten bytes");
    }
  }

  #zigzag(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  #unknown(type: number): never {
    throw this.#malformed(`value of type ${type}`);
  }

  #malformed(message: string): MalformedError {
    return new MalformedError(this.#format, this.offset, message);
  }
}

/** The last value of a field that is a number. */
export function numberOf(struct: ThriftStruct | undefined, field: number): number | undefined {
  const value = struct?.get(field)?.at(-1);
  return typeof value === "number" ? value : undefined;
}

/** The last value of a field that is a struct. */
export function structOf(
  struct: ThriftStruct | undefined,
  field: number,
): ThriftStruct | undefined {
  const value = struct?.get(field)?.at(-1);
  return value instanceof Map ? value : undefined;
}

/** The last value of a field that is text. */
export function bytesOf(struct: ThriftStruct | undefined, field: number): ThriftBytes | undefined {
  const value = struct?.get(field)?.at(-1);
  return isBytes(value) ? value : undefined;
}

/** The items of a field that is a list. */
export function listOf(struct: ThriftStruct | undefined, field: number): readonly ThriftValue[] {
  const value = struct?.get(field)?.at(-1);
  return Array.isArray(value) ? value : [];
}

export const isBytes = (value: ThriftValue | undefined): value is ThriftBytes =>
  typeof value === "object" && "bytes" in value;

/** What the fields of a struct are called, and the structs in them: `[name, fields]`. */
export type ThriftNames = ReadonlyMap<number, readonly [name: string, inner?: ThriftNames]>;

/** A string in a struct, with its key path. */
export interface ThriftText extends ThriftBytes {
  readonly key: string;
}

/**
 * Every string in a struct, those of unknown fields too.
 *
 * @param label What an item of a list is called in key paths, instead of its index.
 */
export function* thriftTexts(
  struct: ThriftStruct,
  names: ThriftNames,
  key: string,
  label: (item: ThriftValue, list: string) => string | undefined = () => undefined,
): Generator<ThriftText> {
  for (const [number, values] of struct) {
    const [name, inner = new Map()] = names.get(number) ?? [undefined];
    const path = name === undefined ? `${key}[unknown ${number}]` : `${key}.${name}`;
    for (const value of values) yield* textsIn(value, inner, path, label);
  }
}

function* textsIn(
  value: ThriftValue,
  names: ThriftNames,
  key: string,
  label: (item: ThriftValue, list: string) => string | undefined,
): Generator<ThriftText> {
  if (typeof value === "number") return;
  if (isBytes(value)) yield { ...value, key };
  else if (value instanceof Map) yield* thriftTexts(value, names, key, label);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries())
      yield* textsIn(item, names, key + (label(item, key) ?? `[${index}]`), label);
}
