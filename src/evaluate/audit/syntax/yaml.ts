import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import { type Span, span } from "../../../core/span.ts";
import { alignedIn, type Fragment } from "../fragment.ts";
import { SourceText } from "../text.ts";

/** One entry of a mapping. */
export interface Entry {
  readonly key: string;
  /** Where the key stands. */
  readonly keyAt: Span;
  readonly value: Yaml;
}

/** How far aliases are followed: they may form a circle. */
const deepest = 64;

/** A node of a YAML file, with its place. What is no such thing as it is asked for gives nothing. */
export class Yaml {
  readonly source: SourceText;
  readonly at: Span;
  readonly #document: Document;
  readonly #node: Node | null;

  constructor(source: SourceText, document: Document, node: Node | null, at?: Span) {
    this.source = source;
    this.#document = document;
    this.#node = isAlias(node) ? resolved(document, node) : node;
    this.at = at ?? rangeOf(node);
  }

  /** The documents of a file; what is damaged in one is left out. */
  static all(source: SourceText): Yaml[] {
    const documents = parseAllDocuments(source.text, {
      merge: true,
      logLevel: "silent",
      strict: false,
      uniqueKeys: false,
    });
    if (!Array.isArray(documents)) return [];
    return documents.map((each) => new Yaml(source, each, each.contents as Node | null));
  }

  /** `!reference`, `!vault`, where the node has a tag of its own. */
  get tag(): string | undefined {
    return this.#node?.tag;
  }

  /** A scalar as text; numbers and booleans as they are written. */
  get text(): string | undefined {
    if (!isScalar(this.#node) || this.#node.value === null) return undefined;
    const { value, source } = this.#node;
    return typeof value === "string" ? value : source;
  }

  /** A scalar as a text that knows where it stands. */
  get fragment(): Fragment | undefined {
    const { text } = this;
    return text === undefined ? undefined : alignedIn(this.source, this.at, text);
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  /** What stands under the keys, one below the other. */
  get(...keys: readonly string[]): Yaml | undefined {
    const [first, ...others] = keys;
    const found = this.entries().find(({ key }) => key === first)?.value;
    return others.length === 0 ? found : found?.get(...others);
  }

  /** The entries of a mapping, those of merged mappings last. */
  entries(depth = 0): Entry[] {
    if (!isMap(this.#node) || depth > deepest) return [];
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const pair of this.#node.items as Pair<Node, Node | null>[]) {
      const key = keyOf(pair.key);
      if (key === undefined) continue;
      const value = new Yaml(
        this.source,
        this.#document,
        pair.value,
        pair.value ? undefined : rangeOf(pair.key),
      );
      if (key === "<<")
        merged.push(...[value, ...value.items()].flatMap((each) => each.entries(depth + 1)));
      else own.push({ key, keyAt: rangeOf(pair.key), value });
    }
    return [...own, ...merged.filter(({ key }) => own.every((each) => each.key !== key))];
  }

  /** The items of a sequence. */
  items(): Yaml[] {
    if (!isSeq(this.#node)) return [];
    return (this.#node.items as Node[]).map((each) => new Yaml(this.source, this.#document, each));
  }

  /** The items of a sequence, or the one thing that stands instead of one. */
  list(): Yaml[] {
    if (isSeq(this.#node)) return this.items();
    return this.#node === null ? [] : [this];
  }

  /** All scalars in it. */
  *scalars(depth = 0): Generator<Yaml> {
    if (depth > deepest) return;
    if (isScalar(this.#node)) yield this;
    for (const each of this.items()) yield* each.scalars(depth + 1);
    for (const { value } of this.entries()) yield* value.scalars(depth + 1);
  }
}

const resolved = (document: Document, node: Node): Node | null =>
  isAlias(node) ? (node.resolve(document) ?? null) : node;

const keyOf = (key: unknown): string | undefined =>
  isScalar(key) ? (key.source ?? String(key.value)) : undefined;

/** Without what follows the value: comments and white space. */
function rangeOf(node: Node | null | undefined): Span {
  const [start, end] = node?.range ?? [0, 0];
  return span(start, end);
}
