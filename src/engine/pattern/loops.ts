import { alphabet, lengths } from "./extent.ts";
import { type ByteSet, type Node, overlap, type Repeat } from "./node.ts";

/** A repeat that may take more or fewer turns, and where it stands in its pattern. */
export interface Loop {
  readonly node: Repeat;
  /** Every byte that it can take. */
  readonly bytes: ByteSet;
  /** The nodes around it, the outermost first. */
  readonly within: readonly Frame[];
}

/** A node that has the loop in it; of a sequence the item that does. */
export interface Frame {
  readonly node: Node;
  readonly at: number;
}

/** The loops of a node, in the order in which they stand. */
export function* loopsOf(node: Node, within: readonly Frame[] = []): Generator<Loop> {
  if (node.kind === "repeat" && node.max > node.min && lengths(node.item).max > 0)
    yield { node, bytes: alphabet(node.item), within };
  for (const [at, inner] of innerOf(node).entries())
    yield* loopsOf(inner, [...within, { node, at }]);
}

/** The nodes that a node is made of. What a look sees is not taken, and a pattern of its own. */
export function innerOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "sequence":
      return node.items;
    case "choice":
      return node.options;
    case "group":
    case "repeat":
      return [node.item];
    case "set":
    case "edge":
    case "look":
    case "reference":
      return [];
  }
}

/**
 * How many bytes stand at least between a turn of one loop and a later turn of
 * the other, all of them bytes that both loops take; `undefined` if other bytes
 * must stand between them. With the same loop twice: between two runs of it.
 *
 * @param around The repeat through which the way leads back, if it does.
 */
export function distance(
  one: Loop,
  other: Loop,
  bytes: ByteSet,
  around?: Node,
): number | undefined {
  const shared = around ? one.within.findIndex(({ node }) => node === around) : parting(one, other);
  if (shared < 0) return undefined;
  let between = around ? 0 : siblings(one.within[shared], other.within[shared], bytes);
  for (const { node, at } of one.within.slice(shared + 1))
    if (node.kind === "sequence") between += spelled(node.items.slice(at + 1), bytes);
  for (const { node, at } of other.within.slice(shared + 1))
    if (node.kind === "sequence") between += spelled(node.items.slice(0, at), bytes);
  return between === Infinity ? undefined : between;
}

/** Where the ways to two loops part; -1 if they do not. */
const parting = (one: Loop, other: Loop): number =>
  one.within.findIndex(
    (frame, at) => other.within[at]?.node !== frame.node || other.within[at].at !== frame.at,
  );

/** What stands between two items of a sequence. Of a choice only one option is taken, and no loop follows what it is in. */
function siblings(first: Frame | undefined, second: Frame | undefined, bytes: ByteSet): number {
  if (first?.node.kind !== "sequence" || first.node !== second?.node) return Infinity;
  return first.at < second.at
    ? spelled(first.node.items.slice(first.at + 1, second.at), bytes)
    : Infinity;
}

/** The fewest bytes that these nodes can be spelled with, of those in the set; Infinity if they need others. */
export const spelled = (nodes: readonly Node[], bytes: ByteSet): number =>
  nodes.reduce((sum, node) => sum + spelling(node, bytes), 0);

function spelling(node: Node, bytes: ByteSet): number {
  switch (node.kind) {
    case "set":
      return overlap(node.bytes, bytes) ? 1 : Infinity;
    case "sequence":
      return spelled(node.items, bytes);
    case "choice":
      return Math.min(...node.options.map((option) => spelling(option, bytes)));
    case "repeat":
      return node.min === 0 ? 0 : node.min * spelling(node.item, bytes);
    case "group":
      return spelling(node.item, bytes);
    case "reference":
      return node.sure ? spelling(node.item, bytes) : 0;
    case "look":
    case "edge":
      return 0;
  }
}
