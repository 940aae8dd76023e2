import { alphabet, lengths } from "./extent.ts";
import { type ByteSet, type Node, union } from "./node.ts";

/** What every value of a pattern has: so many of these bytes in a row. */
export interface ValueRun {
  readonly bytes: ByteSet;
  readonly least: number;
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
    bytes: union(...values.map(alphabet)),
    least: Math.min(longest, ...values.map((value) => lengths(value).min)),
  };
}

/** The groups of which a match takes one as its value; none where it may take none. A look back is not followed. */
function valuesIn(node: Node): readonly Node[] | undefined {
  switch (node.kind) {
    case "group":
      return node.name === "value" ? [node.item] : valuesIn(node.item);
    case "sequence":
      return node.items.map(valuesIn).find((values) => values !== undefined);
    case "choice": {
      const all = node.options.map(valuesIn);
      return all.every((values) => values !== undefined) ? all.flat() : undefined;
    }
    case "repeat":
      return node.min === 0 ? undefined : valuesIn(node.item);
    case "look":
      return node.ahead && !node.negated ? valuesIn(node.item) : undefined;
    case "set":
    case "edge":
    case "reference":
      return undefined;
  }
}
