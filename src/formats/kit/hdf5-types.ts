import { type Span, span } from "../../core/span.ts";
import { byteWidth, type Fields } from "./hdf5-fields.ts";
import { decodeName } from "./names.ts";
import { keyStep } from "./key-path.ts";

/** A part of an element that can hold text. */
export interface Leaf {
  /** The rest of the key path: empty, or `.field[3]`. */
  readonly key: string;
  /** Where it stands in the element, in bytes. */
  readonly at: number;
  /** `text`: up to a zero; `bytes`: all of it; `heap`: where in a global heap so many of `base` stand. */
  readonly kind: "text" | "bytes" | "heap";
  readonly size: number;
  readonly base?: DataType;
}

/** What an element is made of. */
export interface DataType {
  /** In bytes. */
  readonly size: number;
  readonly leaves: readonly Leaf[];
  /** The names of fields and of values, where they stand. */
  readonly names: readonly Span[];
  /** Whether it is one byte that is a number. */
  readonly isByte: boolean;
}

/** Types in types: the library's own limit is not known to be less. */
const deepest = 32;
/** Texts in one element. Records have tens. */
const mostLeaves = 4096;
/** Types of a record's fields, in all depths. */
const mostTypes = 65_536;

const classes = { text: 3, opaque: 5, compound: 6, enumerated: 8, variable: 9, array: 10 } as const;

/**
 * Reads a datatype message (HDF5 file format specification, IV.A.2.d).
 *
 * @throws {MalformedError} It is none, or has more levels or texts than any real one.
 */
export const readType = (fields: Fields): DataType => new TypeReader(fields).read(0);

class TypeReader {
  readonly #fields: Fields;
  #count = 0;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  read(depth: number): DataType {
    const fields = this.#fields;
    if (depth > deepest || ++this.#count > mostTypes) throw fields.malformed("type of many types");
    const head = fields.u8();
    const version = head >> 4;
    const bits = fields.uint(3);
    const size = fields.u32();
    switch (head & 15) {
      case 0:
        fields.skip(4);
        return { ...numbers(size), isByte: size === 1 };
      case 1:
        fields.skip(12);
        return numbers(size);
      case 2:
        fields.skip(2);
        return numbers(size);
      case 4:
        fields.skip(4);
        return numbers(size);
      case classes.text:
        return single("text", size);
      case classes.opaque:
        return { ...single("bytes", size), names: this.#tag(bits & 0xff) };
      case classes.compound:
        return this.#compound({ version, size, count: bits & 0xffff }, depth);
      case classes.enumerated:
        return this.#enumerated({ version, size, count: bits & 0xffff }, depth);
      case classes.variable:
        return this.#variable(size, depth);
      case classes.array:
        return this.#array(version, size, depth);
      default:
        return numbers(size);
    }
  }

  #tag(length: number): Span[] {
    const { at } = this.#fields;
    const tag = this.#fields.take(length);
    const end = tag.indexOf(0);
    return [span(at, at + (end < 0 ? length : end))];
  }

  /** A name; before version 3 it is filled up to a multiple of 8 bytes. */
  #name(version: number): { readonly at: Span; readonly text: string } {
    const fields = this.#fields;
    const { at } = fields;
    const bytes = fields.name();
    if (version < 3) fields.align(at);
    return { at: span(at, at + bytes.length), text: decodeName(bytes) };
  }

  #compound({ version, size, count }: Versioned, depth: number): DataType {
    const fields = this.#fields;
    const names: Span[] = [];
    const leaves: Leaf[] = [];
    for (let index = 0; index < count; index++) {
      const name = this.#name(version);
      const at = fields.uint(version < 3 ? 4 : byteWidth(size));
      const repeats = version === 1 ? this.#oldDimensions() : 1;
      const member = this.read(depth + 1);
      names.push(name.at, ...member.names);
      const key = keyStep(name.text);
      this.#add(leaves, repeated(member, repeats), { key, at });
    }
    return { size, leaves, names, isByte: false };
  }

  /** Version 1 has arrays only as fields of a record. */
  #oldDimensions(): number {
    const fields = this.#fields;
    const rank = fields.u8();
    fields.skip(3 + 4 + 4);
    const dimensions = [0, 1, 2, 3].map(() => fields.u32());
    return dimensions.slice(0, rank).reduce((product, each) => product * each, 1);
  }

  #enumerated({ version, size, count }: Versioned, depth: number): DataType {
    const base = this.read(depth + 1);
    const names = Array.from({ length: count }, () => this.#name(version).at);
    this.#fields.skip(count * base.size);
    return { ...numbers(size), names };
  }

  #variable(size: number, depth: number): DataType {
    const base = this.read(depth + 1);
    const leaf: Leaf = { key: "", at: 0, kind: "heap", size, base };
    return { size, leaves: [leaf], names: base.names, isByte: false };
  }

  #array(version: number, size: number, depth: number): DataType {
    const fields = this.#fields;
    const rank = fields.u8();
    if (version < 3) fields.skip(3);
    let count = 1;
    for (let each = 0; each < rank; each++) count *= fields.u32();
    if (version < 3) fields.skip(rank * 4);
    const base = this.read(depth + 1);
    const leaves: Leaf[] = [];
    this.#add(leaves, repeated(base, count), { key: "", at: 0 });
    return { size, leaves, names: base.names, isByte: false };
  }

  #add(to: Leaf[], parts: Iterable<Leaf>, under: { key: string; at: number }): void {
    for (const leaf of parts) {
      if (to.length >= mostLeaves) throw this.#fields.malformed("type of many texts");
      to.push({ ...leaf, key: under.key + leaf.key, at: under.at + leaf.at });
    }
  }
}

interface Versioned {
  readonly version: number;
  readonly size: number;
  readonly count: number;
}

const numbers = (size: number): DataType => ({ size, leaves: [], names: [], isByte: false });

const single = (kind: "text" | "bytes", size: number): DataType => ({
  size,
  leaves: [{ key: "", at: 0, kind, size }],
  names: [],
  isByte: false,
});

function* repeated(type: DataType, count: number): Generator<Leaf> {
  if (count === 1 || type.leaves.length === 0) yield* type.leaves;
  else
    for (let index = 0; index < count; index++)
      for (const leaf of type.leaves)
        yield { ...leaf, key: `[${index}]${leaf.key}`, at: leaf.at + index * type.size };
}

/**
 * How many elements a dataspace message tells of (IV.A.2.b).
 *
 * @throws {MalformedError} It is of no known version, or tells more than 2^53.
 */
export function readDimensions(fields: Fields): readonly number[] | undefined {
  const version = fields.u8();
  if (version !== 1 && version !== 2) throw fields.malformed(`dataspace version ${version}`);
  const rank = fields.u8();
  fields.skip(1);
  const kind = fields.u8();
  if (version === 1) fields.skip(4);
  else if (kind === 2) return undefined;
  return Array.from({ length: rank }, () => fields.length());
}

/** The product of dimensions; 1 without any. */
export function countOf(dimensions: readonly number[], fields: Fields): number {
  const count = dimensions.reduce((product, each) => product * each, 1);
  if (!Number.isSafeInteger(count)) throw fields.malformed(`${count} elements`);
  return count;
}
