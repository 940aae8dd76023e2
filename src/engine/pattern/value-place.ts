import { type Node, sequence } from "./node.ts";

/**
 * The pattern with one more group, `before`, around what its matches have before
 * the value: the length of what that took tells where the value starts, and a
 * matcher that is asked for the places of all groups is some times slower.
 *
 * @returns None where the value stands in a choice, a repeat or a look.
 */
export function valuePlaced(pattern: Node): Node | undefined {
  const parts = partsOf(pattern);
  if (!parts) return undefined;
  const { before, rest } = parts;
  if (before.length === 0) return sequence(rest);
  return sequence([{ kind: "group", name: "before", item: sequence(before) }, ...rest]);
}

interface Parts {
  readonly before: readonly Node[];
  /** From the value on. */
  readonly rest: readonly Node[];
}

function partsOf(node: Node): Parts | undefined {
  if (node.kind === "group")
    return node.name === "value"
      ? { before: [], rest: [node] }
      : partsOfUnnamed(node.name, node.item);
  if (node.kind !== "sequence") return undefined;
  for (const [at, item] of node.items.entries()) {
    const parts = partsOf(item);
    if (!parts) continue;
    return {
      before: [...node.items.slice(0, at), ...parts.before],
      rest: [...parts.rest, ...node.items.slice(at + 1)],
    };
  }
  return undefined;
}

/** A group that nothing refers to can be left out. */
const partsOfUnnamed = (name: string | undefined, item: Node): Parts | undefined =>
  name === undefined ? partsOf(item) : undefined;
