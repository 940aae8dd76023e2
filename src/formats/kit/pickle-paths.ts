import { keyStep } from "./key-path.ts";
import { kinds, links, numberOf, other, type Value } from "./pickle-graph.ts";
import { argumentName } from "./pickle-names.ts";
import { origins, type Places } from "./pickle-places.ts";
import type { Pickle } from "./pickle-reader.ts";

/** Of a longer key the first characters are told. */
const longestKey = 80;
/** Of a longer path the last steps are told, which bounds the work on a chain of a million lists. */
const mostSteps = 200;
const longestPath = 2000;
/** Paths of containers that are kept, for the next of their children. */
const mostKept = 4096;

/**
 * Tells where a node stands, in these steps:
 *
 * - `.name` or `["odd name"]`: the value of a dict under a key, or an attribute of an object; a key has the path of its value
 * - `[3]`: an item of a list, tuple or set, or the value under a number; `[?]` under what is neither string nor number
 * - `{key}`: a key that is no string, as a tuple
 * - `<Name>`: what `Name` is called with; an argument with a known meaning is `<CodeType>.co_filename`
 * - `(unused)`: made by the pickle, but not held by its result; `(imports)`: names of modules and classes
 */
export class Paths {
  readonly #pickle: Pickle;
  readonly #places: Places;
  readonly #root: string;
  readonly #kept = new Map<Value, string>();
  /** The key whose text was not known when a path was asked for. */
  missing: Value = other;

  /** @param root The path of the pickle's result. */
  constructor(pickle: Pickle, places: Places, root: string) {
    this.#pickle = pickle;
    this.#places = places;
    this.#root = root;
  }

  /**
   * The path of a node, by the shortest way or by another. Undefined when the
   * text of a key must be loaded first: that of `missing`.
   *
   * @param way The last edge; below zero where there is none.
   */
  of(node: Value, way = this.wayTo(node)): string | undefined {
    if (way < 0) return this.#origin(node);
    const parent = this.#pickle.graph.parentOf(way);
    const path = this.#kept.get(parent) ?? this.#down(parent);
    const step = path === undefined ? undefined : this.#step(way);
    return path === undefined || step === undefined ? undefined : clipped(path + step);
  }

  /** The same, once everything is loaded. */
  async loaded(node: Value, way = this.wayTo(node)): Promise<string> {
    for (;;) {
      const path = this.of(node, way);
      if (path !== undefined) return path;
      await this.#pickle.texts.load(this.missing);
    }
  }

  /** The last edge of the shortest way; below zero when the node is where a path begins. */
  wayTo(node: Value): number {
    return (this.#places.ways[node] ?? 0) - 1;
  }

  /** The path of a container, all those between kept. */
  #down(node: Value): string | undefined {
    const { graph } = this.#pickle;
    const steps: number[] = [];
    let at = node;
    let path = this.#kept.get(at);
    for (let way = this.wayTo(at); path === undefined; way = this.wayTo(at)) {
      if (way < 0) path = this.#origin(at);
      else if (steps.push(way) === mostSteps) path = "…";
      else {
        at = graph.parentOf(way);
        path = this.#kept.get(at);
      }
    }
    for (let edge = steps.pop(); edge !== undefined; edge = steps.pop()) {
      const step = this.#step(edge);
      if (step === undefined) return undefined;
      path = clipped(path + step);
      this.#keep(graph.childOf(edge), path);
    }
    return path;
  }

  #keep(node: Value, path: string): void {
    if (this.#kept.size === mostKept) this.#kept.clear();
    this.#kept.set(node, path);
  }

  #origin(node: Value): string {
    const way = this.#places.ways[node];
    if (way === origins.imports) return "(imports)";
    return way === origins.result ? this.#root : `${this.#root} (unused)`;
  }

  /** Undefined when the text of a key must be loaded first. */
  #step(edge: number): string | undefined {
    const { graph } = this.#pickle;
    const label = graph.labelOf(edge);
    switch (graph.linkOf(edge)) {
      case links.item:
        return this.#item(graph.parentOf(edge), label);
      case links.arguments:
        return `<${shortened(this.#nameOf(graph.parentOf(edge)))}>`;
      case links.value:
        return isText(graph.kind(label)) ? this.#quoted(label) : numbered(label);
      case links.key: {
        const child = graph.childOf(edge);
        return isText(graph.kind(child)) ? this.#quoted(child) : "{key}";
      }
      default:
        return "";
    }
  }

  #quoted(key: Value): string | undefined {
    const text = this.#pickle.texts.known(key);
    if (text === undefined) this.missing = key;
    return text === undefined ? undefined : keyStep(shortened(text));
  }

  #item(parent: Value, index: number): string {
    const { graph } = this.#pickle;
    const way = this.wayTo(parent);
    if (way >= 0 && graph.linkOf(way) === links.arguments && graph.kind(parent) === kinds.tuple) {
      const count = graph.second(parent) - graph.first(parent);
      const name = argumentName(this.#nameOf(graph.parentOf(way)), count, index);
      if (name !== undefined) return `.${name}`;
    }
    return `[${index}]`;
  }

  /** What is called, or what kind of thing lies outside of the pickle. */
  #nameOf(node: Value): string {
    const { graph, facts } = this.#pickle;
    const fact = facts.get(graph.kind(node) === kinds.call ? graph.first(node) : node);
    if (fact?.kind === "global" || fact?.kind === "class") return fact.name;
    return fact?.kind === "persistent" ? fact.what : "call";
  }
}

const isText = (kind: number): boolean => kind >= kinds.text && kind <= kinds.rawEncoded;

const numbered = (label: number): string => `[${numberOf(label) ?? "?"}]`;

const shortened = (text: string): string =>
  text.length > longestKey ? `${text.slice(0, longestKey)}…` : text;

/** Twice the limit at first, so that not every step of a long path copies it. */
const clipped = (path: string): string =>
  path.length > longestPath * 2 ? `…${path.slice(-longestPath)}` : path;
