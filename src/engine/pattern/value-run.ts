import { alphabet, lengths } from "./extent.ts";
import { type ByteSet, type Node, union } from "./node.ts";

/** What every value of a pattern has: so many of these bytes in a row. */
export interface ValueRun {
  readonly bytes: ByteSet;
  readonly least: number;
  /** How many bytes of a match stand before them at least. */
  readonly from: number;
}

/** A group that is a value, behind so many bytes at least. */
interface Value {
  readonly item: Node;
  readonly from: number;
}

/** A longer run is not asked for: it would cost more to find than it tells. */
const longest = 64;

/**
 * The run of bytes that every value of the pattern has, wherever the value may
 * stand in it; none where a match can be without a value.
 */
export function valueRun(pattern: Node): ValueRun | undefined {
  const values = valuesIn(pattern);
  if (!values || values.length === 0) return undefined;
  return {
    bytes: union(...values.map(({ item }) => alphabet(item))),
    least: Math.min(longest, ...values.map(({ item }) => lengths(item).min)),
    from: Math.min(...values.map(({ from }) => from)),
  };
}

/** The groups of which a match takes one as its value; none where it may take none. A look back is not followed. */
function valuesIn(node: Node, from = 0): readonly Value[] | undefined {
  switch (node.kind) {
    case "group":
      return node.name === "value" ? [{ item: node.item, from }] : valuesIn(node.item, from);
    case "sequence":
      return valuesInSequence(node.items, from);
    case "choice": {
      const all = node.options.map((option) => valuesIn(option, from));
      return all.every((values) => values !== undefined) ? all.flat() : undefined;
    }
    case "repeat":
      return node.min === 0 ? undefined : valuesIn(node.item, from);
    case "look":
      return node.ahead && !node.negated ? valuesIn(node.item, from) : undefined;
    case "set":
    case "edge":
    case "reference":
      return undefined;
  }
}

function valuesInSequence(items: readonly Node[], from: number): readonly Value[] | undefined {
  let at = from;
  for (const item of items) {
    const values = valuesIn(item, at);
    if (values) return values;
    at += lengths(item).min;
  }
  return undefined;
}
