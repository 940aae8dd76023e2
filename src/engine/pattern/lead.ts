import { alphabet, continues } from "./extent.ts";
import { type Node, overlap, type Repeat } from "./node.ts";

/**
 * The pattern without the optional bytes that it starts with, such as
 * `[\w.-]{0,50}?`, so that it can be run at a literal that stood behind them.
 * The values that it captures, searched from left to right, are the same ones;
 * only the place where a match starts is another.
 *
 * A lazy repeat of single bytes can go: where the rest matches first, the whole
 * matches too, without a turn of the repeat; and from a place before, the repeat
 * stops there first. A greedy one would run on to a later place, so it can go
 * only if it must stop where the rest starts: the rest starts with a byte that
 * the repeat does not take.
 */
export const stripLead = (node: Node): Node => stripped(node, []);

/** @param after What follows the node. */
function stripped(node: Node, after: readonly Node[]): Node {
  if (node.kind === "group" && node.name === undefined) {
    const item = stripped(node.item, after);
    return item === node.item ? node : { ...node, item };
  }
  if (node.kind !== "sequence") return node;
  const [first, ...rest] = node.items;
  if (!first) return node;
  if (isLead(first, [...rest, ...after])) return stripped({ kind: "sequence", items: rest }, after);
  const inner = stripped(first, [...rest, ...after]);
  if (inner === first) return node;
  return stripped({ kind: "sequence", items: [inner, ...rest] }, after);
}

/** Whether the node is optional bytes at which a search need not start; an emptied sequence is, too. */
function isLead(node: Node, rest: readonly Node[]): boolean {
  if (node.kind === "sequence") return node.items.length === 0;
  return node.kind === "repeat" && node.min === 0 && node.item.kind === "set" && ends(node, rest);
}

const ends = (node: Repeat, rest: readonly Node[]): boolean =>
  node.lazy || !overlap(alphabet(node), continues(rest));
