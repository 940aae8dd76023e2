import { type Graph, hasBytes, imports, links, other, type Value } from "./pickle-graph.ts";

/** What the way to a node begins with, in place of an edge. */
export const origins = { nowhere: 0, result: -1, imports: -2, unused: -3 } as const;

/** Further ways to one text that are told besides the shortest. */
const mostOthers = 3;

/** The shortest way to each node. */
export interface Places {
  /** By node: one more than the edge that leads there, or an origin. */
  readonly ways: Int32Array;
  /** Edges that lead to a text under another name than `ways` does: it may be a password only there. */
  readonly others: ReadonlyMap<Value, readonly number[]>;
  /** By node: whether it stands in a path as a key. */
  readonly isKey: Uint8Array;
}

/**
 * Finds out how each node is reached: from the result, from the list of
 * imports, or, of what the pickle makes and throws away, from what nothing
 * holds. Each node and edge is visited once, however often they are shared.
 */
export function placesOf(graph: Graph, result: Value): Places {
  const search = new Search(graph);
  if (result > other) search.from(result, origins.result);
  search.from(imports, origins.imports);
  for (let node = imports + 1; node < graph.nodes; node++)
    if (!search.isHeld(node)) search.from(node, origins.unused);
  // What is left holds only itself.
  for (let node = imports + 1; node < graph.nodes; node++) search.from(node, origins.unused);
  return search.places();
}

class Search {
  readonly #graph: Graph;
  readonly #ways: Int32Array;
  readonly #others = new Map<Value, number[]>();
  readonly #queue: Int32Array;
  readonly #isKey: Uint8Array;
  readonly #isHeld: Uint8Array;
  /** Edges in the order of their parents; those of a node are at `[starts[node], starts[node + 1])`. */
  readonly #edges: Int32Array;
  readonly #starts: Int32Array;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#ways = new Int32Array(graph.nodes);
    this.#queue = new Int32Array(graph.nodes);
    this.#isKey = new Uint8Array(graph.nodes);
    this.#isHeld = new Uint8Array(graph.nodes);
    this.#edges = new Int32Array(graph.edges);
    this.#starts = new Int32Array(graph.nodes + 1);
    this.#sort();
  }

  isHeld(node: Value): boolean {
    return this.#isHeld[node] === 1;
  }

  places(): Places {
    return { ways: this.#ways, others: this.#others, isKey: this.#isKey };
  }

  /** Visits all that hangs on `root` and was not visited before, nearest first. */
  from(root: Value, origin: number): void {
    if (this.#ways[root] !== origins.nowhere) return;
    this.#ways[root] = origin;
    this.#queue[0] = root;
    for (let at = 0, end = 1; at < end; at++) {
      const node = this.#queue[at] ?? other;
      const last = this.#starts[node + 1] ?? 0;
      for (let each = this.#starts[node] ?? 0; each < last; each++) {
        const edge = this.#edges[each] ?? 0;
        const child = this.#graph.childOf(edge);
        if (this.#ways[child] === origins.nowhere) {
          this.#take(edge, child);
          this.#queue[end++] = child;
        } else if (hasBytes(this.#graph.kind(child))) this.#addOther(edge, child);
      }
    }
  }

  #take(edge: number, child: Value): void {
    this.#ways[child] = edge + 1;
    const label = this.#graph.labelOf(edge);
    if (this.#graph.linkOf(edge) === links.value && label > other) this.#isKey[label] = 1;
  }

  #addOther(edge: number, child: Value): void {
    const link = this.#graph.linkOf(edge);
    if (link !== links.value && link !== links.key && this.#graph.parentOf(edge) !== imports)
      return;
    const known = this.#others.get(child);
    if (known && known.length === mostOthers) return;
    const way = (this.#ways[child] ?? 0) - 1;
    if ([way, ...(known ?? [])].some((each) => this.#isAlike(edge, each))) return;
    if (known) known.push(edge);
    else this.#others.set(child, [edge]);
  }

  #isAlike(edge: number, known: number): boolean {
    const graph = this.#graph;
    return (
      known >= 0 &&
      graph.linkOf(edge) === graph.linkOf(known) &&
      graph.labelOf(edge) === graph.labelOf(known) &&
      (graph.parentOf(edge) === imports) === (graph.parentOf(known) === imports)
    );
  }

  #sort(): void {
    const graph = this.#graph;
    const starts = this.#starts;
    for (let edge = 0; edge < graph.edges; edge++) {
      increment(starts, graph.parentOf(edge) + 1);
      this.#isHeld[graph.childOf(edge)] = 1;
    }
    for (let node = 0; node < graph.nodes; node++)
      starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
    const next = starts.slice();
    for (let edge = 0; edge < graph.edges; edge++)
      this.#edges[increment(next, graph.parentOf(edge))] = edge;
  }
}

/** Adds one, and returns what was there before. */
function increment(counts: Int32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}
