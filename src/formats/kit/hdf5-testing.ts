import { join, little } from "./testing.ts";

type Bytes = Uint8Array | string | readonly number[];

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
export const nowhere = 0xffff_ffff_ffff_ffffn;
const superblockSize = 48;

/** A file of HDF5 that a test builds from its leaves up: each structure is put somewhere, and says where. */
export class TestHdf5 {
  #parts: Uint8Array[] = [];
  #size = superblockSize;
  /** Bytes before the file, of which addresses know nothing. */
  readonly #userBlock: Uint8Array;

  constructor(userBlock: Uint8Array = new Uint8Array()) {
    this.#userBlock = userBlock;
  }

  /** Puts bytes at the next multiple of 8, and returns their address. */
  put(bytes: Uint8Array): number {
    const gap = (8 - (this.#size % 8)) % 8;
    const at = this.#size + gap;
    this.#parts.push(new Uint8Array(gap), bytes);
    this.#size = at + bytes.length;
    return at;
  }

  /** The file, whose root is the header at an address. */
  bytes(root: number, trailer: Bytes = ""): Uint8Array {
    const addresses = [0, nowhere, this.#size, root].map((each) => little(each, 8));
    const superblock = join(signature, [2, 8, 8, 0], ...addresses, little(0, 4));
    return Uint8Array.from(join(this.#userBlock, superblock, ...this.#parts, trailer));
  }

  /** A symbol table message for a group of the older kind. */
  table(links: Readonly<Record<string, number>>): TestMessage {
    const names = Object.keys(links);
    const starts = names.map((_, index) =>
      names.slice(0, index).reduce((sum, each) => sum + padded(`${each}\0`).length, 8),
    );
    const data = join(new Uint8Array(8), ...names.map((each) => padded(`${each}\0`)));
    const dataAt = this.put(data);
    const heap = this.put(
      join("HEAP", [0, 0, 0, 0], little(data.length, 8), little(1, 8), little(dataAt, 8)),
    );
    const entries = Object.values(links).map((at, index) =>
      join(little(starts[index] ?? 0, 8), little(at, 8), new Uint8Array(24)),
    );
    const node = this.put(join("SNOD", [1, 0], little(names.length, 2), ...entries));
    const tree = this.put(this.tree(0, [{ key: new Uint8Array(8), at: node }], 8));
    return { type: 0x11, body: join(little(tree, 8), little(heap, 8)) };
  }

  /** A node of a B-tree of version 1, with nothing beside or below it. */
  tree(
    type: 0 | 1,
    children: readonly { readonly key: Uint8Array; readonly at: number }[],
    keySize: number,
  ): Uint8Array {
    const parts = children.flatMap(({ key, at }) => [key, little(at, 8)]);
    const head = join("TREE", [type, 0], little(children.length, 2), little(nowhere, 8));
    return join(head, little(nowhere, 8), ...parts, new Uint8Array(keySize));
  }

  /** A collection of a global heap; its objects have the numbers 1, 2 and so on. */
  heap(texts: readonly string[], free: Bytes = ""): number {
    const objects = texts.map((text, index) =>
      join(little(index + 1, 2), [1, 0, 0, 0, 0, 0], little(join(text).length, 8), padded(text)),
    );
    const rest = join(little(0, 8), little(16 + join(free).length, 8), free);
    const size = 16 + [...objects, rest].reduce((sum, each) => sum + each.length, 0);
    return this.put(join("GCOL", [1, 0, 0, 0], little(size, 8), ...objects, rest));
  }
}

/** Where a text of no fixed length stands. */
export const pointer = (length: number, heap: number, index: number): Uint8Array =>
  join(little(length, 4), little(heap, 8), little(index, 4));

/** Filled up with zeros to a multiple of 8. */
function padded(bytes: Bytes): Uint8Array {
  const whole = join(bytes);
  return join(whole, new Uint8Array((8 - (whole.length % 8)) % 8));
}

export interface TestMessage {
  readonly type: number;
  readonly body: Uint8Array;
}

/** An object header of version 1. */
export function header(...messages: readonly TestMessage[]): Uint8Array {
  const parts = messages.map(({ type, body }) => {
    const whole = padded(body);
    return join(little(type, 2), little(whole.length, 2), [0, 0, 0, 0], whole);
  });
  const body = join(...parts);
  return join(
    [1, 0],
    little(parts.length, 2),
    little(1, 4),
    little(body.length, 4),
    little(0, 4),
    body,
  );
}

/** An object header of version 2. */
export function newerHeader(...messages: readonly TestMessage[]): Uint8Array {
  const parts = messages.map(({ type, body }) => join([type], little(body.length, 2), [0], body));
  const body = join(...parts);
  return join("OHDR", [2, 2], little(body.length, 4), body, little(0, 4));
}

/** Datatype messages: numbers, texts of fixed length, texts that a heap holds. */
export const types = {
  float: join(
    [0x11, 0x20, 0x1f, 0],
    little(4, 4),
    little(0, 2),
    little(32, 2),
    [23, 8, 0, 23],
    little(127, 4),
  ),
  byte: join([0x10, 0, 0, 0], little(1, 4), little(0, 2), little(8, 2)),
  text: (size: number): Uint8Array => join([0x13, 1, 0, 0], little(size, 4)),
  variable: join(
    [0x19, 1, 1, 0],
    little(16, 4),
    [0x10, 0, 0, 0],
    little(1, 4),
    little(0, 2),
    little(8, 2),
  ),
  /** A record, by version 3: each field is one byte further on than the last one ends. */
  record: (size: number, fields: readonly (readonly [string, number, Uint8Array])[]): Uint8Array =>
    join(
      [0x36, fields.length, 0, 0],
      little(size, 4),
      ...fields.map(([name, at, type]) => join(`${name}\0`, [at], type)),
    ),
};

/** A dataspace message of version 2. */
export const space = (...dimensions: readonly number[]): Uint8Array =>
  join(
    [2, dimensions.length, 0, dimensions.length > 0 ? 1 : 0],
    ...dimensions.map((each) => little(each, 8)),
  );

/** An attribute message of version 3. */
export function attribute(
  name: string,
  type: Uint8Array,
  data: Bytes,
  dimensions: readonly number[] = [],
): TestMessage {
  const shape = space(...dimensions);
  const sizes = [join(`${name}\0`), type, shape].map((each) => little(each.length, 2));
  return { type: 0x0c, body: join([3, 0], ...sizes, [0], `${name}\0`, type, shape, data) };
}

/** A link message to an object. */
export const link = (name: string, at: number): TestMessage => ({
  type: 6,
  body: join([1, 0, join(name).length], name, little(at, 8)),
});

/** The messages of a data set that stands in one piece. */
export const dataSet = (
  type: Uint8Array,
  dimensions: readonly number[],
  at: number,
  size: number,
): TestMessage[] => [
  { type: 3, body: type },
  { type: 1, body: space(...dimensions) },
  { type: 8, body: join([3, 1], little(at, 8), little(size, 8)) },
];
