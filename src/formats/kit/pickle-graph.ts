import { LimitError } from "../../core/error.ts";

/**
 * A value of a pickle: the index of a node, or, below zero, a whole number that
 * the file holds (-1 is 0, -2 is 1). So a list of a million numbers takes no node.
 */
export type Value = number;

/** The node of all values that hold no text: None, numbers that are no length, marks of the protocol. */
export const other: Value = 0;
/** The node under which the names of modules and classes stand. */
export const imports: Value = 1;

/** A whole number as a value. Negative ones have no use as length or index. */
export const integer = (number: number): Value =>
  Number.isSafeInteger(number) && number >= 0 ? -1 - number : other;

/** The whole number that a value is, or undefined. */
export const numberOf = (value: Value | undefined): number | undefined =>
  value !== undefined && value < 0 ? -1 - value : undefined;

/** What a node is. Numbers, since there may be millions. */
export const kinds = {
  other: 0,
  /** UTF-8. */
  text: 1,
  /** Protocol 0: raw-unicode-escape. */
  rawText: 2,
  /** Bytes of Python 3, bytearrays. */
  bytes: 3,
  /** What Python 2 calls `str`: text, or bytes. */
  string: 4,
  /** The same in protocol 0, as a literal with escapes. */
  quoted: 5,
  /** Bytes spelled as text, for protocols without bytes: UTF-8, or raw-unicode-escape. */
  encoded: 6,
  rawEncoded: 7,
  /** Items of an array, known by its type to be numbers. */
  numbers: 8,
  list: 9,
  tuple: 10,
  dict: 11,
  call: 12,
  global: 13,
  persistent: 14,
} as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** Whether nodes of the kind stand for bytes of the file. */
export const hasBytes = (kind: number): boolean => kind >= kinds.text && kind <= kinds.numbers;

/** Whether nodes of the kind may stand for bytes that are no text. */
export const isBytes = (kind: number): boolean => kind >= kinds.bytes && kind <= kinds.rawEncoded;

/** How a child belongs to its parent. */
export const links = {
  /** The child is the parent, or its state: it adds nothing to the path. */
  same: 0,
  /** An item; the label is its index. */
  item: 1,
  /** A value of a dict; the label is its key. */
  value: 2,
  /** A key of a dict. */
  key: 3,
  /** What a callable is called with. */
  arguments: 4,
} as const;
export type Link = (typeof links)[keyof typeof links];

/** Both keep a hostile or huge pickle within some hundred megabytes. */
const mostNodes = 1 << 23;
const mostEdges = 1 << 24;
/** So many of the values that were put in tuples and dicts last can be looked up, and so many of one. */
const recentSize = 1 << 16;
const longestMemory = 1 << 13;
/** A dict that is set item by item, with others between, is kept up to this many keys and values. */
const smallDict = 1 << 8;
/** An index or key past 2^31 is not told in a path. */
const largestLabel = 0x7fff_fffe;

/**
 * All values of a pickle and how they hang together, in columns of numbers: no
 * object is made per value, and no byte of a string is kept.
 *
 * The two numbers `first` and `second` of a node are: of bytes, where they start
 * and end in the blob; of tuples and dicts, the part of `recent` that holds what
 * was put in; of lists, 0 and how many items there are; of a call, the
 * callable and how many items were appended.
 */
export class Graph {
  #kind = new Uint8Array(1024);
  #first = new Float64Array(1024);
  #second = new Float64Array(1024);
  #nodes = 2;
  #parent = new Int32Array(1024);
  #child = new Int32Array(1024);
  #link = new Uint8Array(1024);
  #label = new Int32Array(1024);
  #edges = 0;
  readonly #recent = new Float64Array(recentSize);
  #remembered = 0;

  get nodes(): number {
    return this.#nodes;
  }

  get edges(): number {
    return this.#edges;
  }

  /** @throws {LimitError} There are too many values. */
  add(kind: Kind, first = 0, second = 0): Value {
    const node = this.#nodes;
    if (node === this.#kind.length) this.#growNodes();
    this.#nodes++;
    this.#kind[node] = kind;
    this.#first[node] = first;
    this.#second[node] = second;
    return node;
  }

  kind(node: Value): number {
    return node < 0 ? kinds.other : (this.#kind[node] ?? kinds.other);
  }

  first(node: Value): number {
    return this.#first[node] ?? 0;
  }

  second(node: Value): number {
    return this.#second[node] ?? 0;
  }

  retype(node: Value, kind: Kind): void {
    this.#kind[node] = kind;
  }

  setSecond(node: Value, second: number): void {
    this.#second[node] = second;
  }

  /** Numbers and what holds no text are never anybody's child: they have no path to tell. */
  // oxlint-disable-next-line max-params -- an object per edge would be millions of them
  link(parent: Value, child: Value, link: Link, label = 0): void {
    if (parent <= other || child <= other) return;
    if (this.#edges === this.#parent.length) this.#growEdges();
    const edge = this.#edges++;
    this.#parent[edge] = parent;
    this.#child[edge] = child;
    this.#link[edge] = link;
    this.#label[edge] = Math.abs(label) > largestLabel ? other : label;
  }

  parentOf(edge: number): Value {
    return this.#parent[edge] ?? other;
  }

  childOf(edge: number): Value {
    return this.#child[edge] ?? other;
  }

  linkOf(edge: number): number {
    return this.#link[edge] ?? links.same;
  }

  labelOf(edge: number): number {
    return this.#label[edge] ?? other;
  }

  /** Keeps the values that were put in a tuple or dict for `contents`. */
  remember(node: Value, values: readonly Value[]): void {
    if (values.length > longestMemory) return;
    const isLast = this.#second[node] === this.#remembered && this.#remembered > 0;
    if (!isLast) {
      const count = this.second(node) - this.first(node);
      const before = count > smallDict ? [] : this.contents(node);
      this.#first[node] = this.#remembered;
      this.#append(before);
    }
    this.#append(values);
    this.#second[node] = this.#remembered;
    // Old protocols set one item at a time. The dicts that matter are small.
    if (this.#remembered - this.first(node) > longestMemory) this.#second[node] = this.first(node);
  }

  /**
   * What was put in a tuple, or, as keys and values in turn, in a dict. Empty
   * when it is much, or long ago: it is only asked for right after.
   */
  contents(node: Value | undefined = other): Value[] {
    const kind = this.kind(node);
    const first = this.first(node);
    const count = this.second(node) - first;
    if (count === 0 || (kind !== kinds.tuple && kind !== kinds.dict)) return [];
    if (this.#remembered - first > recentSize) return [];
    const values: Value[] = [];
    for (let at = first; at < first + count; at++)
      values.push(this.#recent[at % recentSize] ?? other);
    return values;
  }

  #append(values: readonly Value[]): void {
    for (const value of values) this.#recent[this.#remembered++ % recentSize] = value;
  }

  #growNodes(): void {
    const size = this.#kind.length * 2;
    if (size > mostNodes) throw new LimitError(`pickle of more than ${mostNodes} values`);
    this.#kind = grown(this.#kind, new Uint8Array(size));
    this.#first = grown(this.#first, new Float64Array(size));
    this.#second = grown(this.#second, new Float64Array(size));
  }

  #growEdges(): void {
    const size = this.#parent.length * 2;
    if (size > mostEdges) throw new LimitError(`pickle of more than ${mostEdges} references`);
    this.#parent = grown(this.#parent, new Int32Array(size));
    this.#child = grown(this.#child, new Int32Array(size));
    this.#link = grown(this.#link, new Uint8Array(size));
    this.#label = grown(this.#label, new Int32Array(size));
  }
}

function grown<T extends Uint8Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
