import { allBytes, type ByteSet, type Node, noBytes, union } from "./node.ts";

/** The fewest and the most bytes; `max` may be Infinity. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

export const nothing: Extent = { min: 0, max: 0 };

export const added = (one: Extent, other: Extent): Extent => ({
  min: one.min + other.min,
  max: one.max + other.max,
});

export const widest = (all: readonly Extent[]): Extent => ({
  min: Math.min(...all.map(({ min }) => min)),
  max: Math.max(...all.map(({ max }) => max)),
});

/** How many bytes a match of the node takes. */
export function lengths(node: Node): Extent {
  switch (node.kind) {
    case "set":
      return { min: 1, max: 1 };
    case "edge":
    case "look":
      return nothing;
    case "group":
      return lengths(node.item);
    case "reference":
      return { min: node.sure ? lengths(node.item).min : 0, max: lengths(node.item).max };
    case "repeat": {
      const { min, max } = lengths(node.item);
      return { min: min * node.min, max: max === 0 || node.max === 0 ? 0 : max * node.max };
    }
    case "choice":
      return widest(node.options.map(lengths));
    case "sequence":
      return node.items.map(lengths).reduce(added, nothing);
  }
}

/** Every byte that any match of the node can take. */
export function alphabet(node: Node): ByteSet {
  switch (node.kind) {
    case "set":
      return node.bytes;
    case "edge":
    case "look":
      return noBytes;
    case "group":
    case "reference":
      return alphabet(node.item);
    case "repeat":
      return node.max === 0 ? noBytes : alphabet(node.item);
    case "choice":
      return union(...node.options.map(alphabet));
    case "sequence":
      return union(...node.items.map(alphabet));
  }
}

/** The bytes with which a match of the node can start, and whether it can take none. */
export interface Border {
  readonly bytes: ByteSet;
  readonly empty: boolean;
}

/** The bytes with which a match of the node can end. */
export const ends = (node: Node): Border => border(node, true);

function border(node: Node, last: boolean): Border {
  switch (node.kind) {
    case "set":
      return { bytes: node.bytes, empty: false };
    case "edge":
    case "look":
      return { bytes: noBytes, empty: true };
    case "group":
      return border(node.item, last);
    case "reference": {
      const { bytes, empty } = border(node.item, last);
      return { bytes, empty: empty || !node.sure };
    }
    case "repeat": {
      if (node.max === 0) return { bytes: noBytes, empty: true };
      const { bytes, empty } = border(node.item, last);
      return { bytes, empty: empty || node.min === 0 };
    }
    case "choice": {
      const all = node.options.map((each) => border(each, last));
      return {
        bytes: union(...all.map(({ bytes }) => bytes)),
        empty: all.some((each) => each.empty),
      };
    }
    case "sequence":
      return borderOf(last ? node.items.toReversed() : node.items, last);
  }
}

/** The border of nodes one after the other, of which the first lies at the border. */
function borderOf(items: readonly Node[], last: boolean): Border {
  let bytes: ByteSet = noBytes;
  for (const each of items) {
    const next = border(each, last);
    bytes = union(bytes, next.bytes);
    if (!next.empty) return { bytes, empty: false };
  }
  return { bytes, empty: true };
}

/** The bytes with which these nodes, and then anything, can go on: all when none of them has to take one. */
export function continues(items: readonly Node[]): ByteSet {
  const { bytes, empty } = borderOf(items, false);
  return empty ? allBytes : bytes;
}
