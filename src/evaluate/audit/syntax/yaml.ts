import {
  type Alias,
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

/** Lists of aliases of lists of aliases grow without end: nobody writes so many in each other by hand. */
const deepestAlias = 4;

/** A node of a YAML file, with its place. What is no such thing as it is asked for gives nothing. */
export class Yaml {
  readonly source: SourceText;
  readonly at: Span;
  readonly #document: Document;
  readonly #node: Node | null;
  readonly #isAlias: boolean;
  /** How many aliases stand in each other around it. */
  readonly #nesting: number;
  #known: Entry[] | undefined;

  private constructor(
    source: SourceText,
    document: Document,
    node: Node | null,
    { nesting, at = rangeOf(node) }: { readonly nesting: number; readonly at?: Span },
  ) {
    this.source = source;
    this.#document = document;
    this.#isAlias = isAlias(node);
    this.#nesting = this.#isAlias ? nesting + 1 : nesting;
    const isTooDeep = this.#nesting > deepestAlias;
    this.#node = isAlias(node) ? (isTooDeep ? null : resolved(document, node)) : node;
    this.at = at;
  }

  /** The documents of a file; what is damaged in one is left out. */
  static all(source: SourceText): Yaml[] {
    return documentsOf(source).map((each) => new Yaml(source, each, each.contents, { nesting: 0 }));
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
  entries(): Entry[] {
    return (this.#known ??= this.#entries(new Set()));
  }

  /** @param seen Mappings that were merged already: once more, they add nothing. */
  #entries(seen: Set<Node>): Entry[] {
    if (!this.#node || seen.has(this.#node)) return [];
    seen.add(this.#node);
    const all = this.#own();
    const own = all.filter(({ key }) => key !== "<<");
    const merged = all
      .filter(({ key }) => key === "<<")
      .flatMap(({ value }) => [value, ...value.items()])
      .flatMap((each) => each.#entries(seen));
    return [...own, ...merged.filter(({ key }) => own.every((each) => each.key !== key))];
  }

  /** The entries that are written in it. */
  #own(): Entry[] {
    if (!isMap(this.#node)) return [];
    return (this.#node.items as Pair<Node, Node | null>[]).flatMap(({ key, value }) => {
      const name = keyOf(key);
      if (name === undefined) return [];
      const keyAt = rangeOf(key);
      return [{ key: name, keyAt, value: this.#inside(value, value ? undefined : keyAt) }];
    });
  }

  /** The items of a sequence. */
  items(): Yaml[] {
    if (!isSeq(this.#node)) return [];
    return (this.#node.items as Node[]).map((each) => this.#inside(each));
  }

  #inside(node: Node | null, at?: Span): Yaml {
    return new Yaml(this.source, this.#document, node, {
      nesting: this.#nesting,
      ...(at && { at }),
    });
  }

  /** The items of a sequence, or the one thing that stands instead of one. */
  list(): Yaml[] {
    if (isSeq(this.#node)) return this.items();
    return this.#node === null ? [] : [this];
  }

  /** All scalars in it, each where it stands: what an alias refers to stands elsewhere. */
  *scalars(): Generator<Yaml> {
    if (this.#isAlias) return;
    if (isScalar(this.#node)) yield this;
    for (const each of this.items()) yield* each.scalars();
    for (const { value } of this.#own()) yield* value.scalars();
  }
}

/** What is damaged first in a file of YAML: `line 4: bad indent`. The parser's own words may repeat the text. */
export function yamlDamage(source: SourceText): string | undefined {
  for (const { errors } of documentsOf(source))
    for (const { code, pos } of errors)
      return `line ${source.lineOf(pos[0])}: ${code.toLowerCase().replaceAll("_", " ")}`;
  return undefined;
}

function documentsOf({ text }: SourceText): readonly Document[] {
  const documents = parseAllDocuments(text, {
    merge: true,
    logLevel: "silent",
    prettyErrors: false,
    strict: false,
    uniqueKeys: false,
  });
  return Array.isArray(documents) ? documents : [];
}

/** What an alias refers to; nothing where that is what it stands in. */
function resolved(document: Document, alias: Alias): Node | null {
  const node = alias.resolve(document);
  const [place = 0] = alias.range ?? [];
  const [start = 0, , end = 0] = node?.range ?? [];
  return node && (place < start || place >= end) ? node : null;
}

const keyOf = (key: unknown): string | undefined =>
  isScalar(key) ? (key.source ?? String(key.value)) : undefined;

/** Without what follows the value: comments and white space. */
function rangeOf(node: Node | null | undefined): Span {
  const [start, end] = node?.range ?? [0, 0];
  return span(start, end);
}
