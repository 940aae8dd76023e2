import type { Node, Repeat } from "./node.ts";

/** Nodes one after the other, of which ends can be shared. `undefined`: none. */
export type Chain = { readonly node: Node; readonly next: Chain } | undefined;

/** The nodes, and then those of `next`. */
export const chainOf = (nodes: readonly Node[], next?: Chain): Chain =>
  nodes.reduceRight<Chain>((rest, node) => ({ node, next: rest }), next);

/** The nodes of a chain. */
export function* nodesOf(chain: Chain): Generator<Node> {
  for (let at = chain; at; at = at.next) yield at.node;
}

/**
 * The chain with its first node taken apart until it is one byte, a choice, a
 * repeat that may take nothing, a reference that is not sure, or takes no byte at all. Groups
 * are opened, and of a repeat the first turn is set free.
 *
 * @param until Where the taking apart ends at the latest.
 */
export function opened(chain: Chain, until?: Chain): Chain {
  let at = chain;
  while (at && at !== until) {
    const inner = inside(at);
    if (!inner) return at;
    at = inner.chain;
  }
  return at;
}

/** What stands in the first node, and then the rest; `undefined` where there is nothing to take apart. */
function inside({ node, next }: NonNullable<Chain>): { readonly chain: Chain } | undefined {
  if (node.kind === "sequence") return { chain: chainOf(node.items, next) };
  if (node.kind === "group" || (node.kind === "reference" && node.sure))
    return { chain: { node: node.item, next } };
  if (node.kind !== "repeat" || (node.min === 0 && node.max > 0)) return undefined;
  return { chain: node.max === 0 ? next : { node: node.item, next: oneLess(node, next) } };
}

/** The turns that are left of a repeat after its first. */
function oneLess(node: Repeat, next: Chain): Chain {
  if (node.max === 1) return next;
  return { node: { ...node, min: node.min - 1, max: node.max - 1 }, next };
}
