import { lengths } from "./extent.ts";
import { type Node, type Repeat, sequence } from "./node.ts";
import { character, isCharacter } from "./utf8.ts";

/** RE2's `\B`, which it does not look for within a character. */
export const notWord: Node = sequence([
  { kind: "edge", of: "not-word" },
  { kind: "look", ahead: true, negated: true, item: { kind: "set", bytes: [[0x80, 0xbf]] } },
]);

/** More turns than this of what may be empty are not told apart. */
const mostTurns = 8;

/** Node and bounds as RE2 reads them; `undefined` where JavaScript has no such repeat. */
export function repeated(item: Node, bounds: Omit<Repeat, "kind" | "item">): Node | undefined {
  if (isCharacter(item)) return characters(item, bounds);
  const isEmptiable = lengths(item).min === 0;
  return isEmptiable && bounds.max > bounds.min
    ? emptiable(item, bounds)
    : { kind: "repeat", item, ...bounds };
}

/**
 * Characters one after the other. Where any number may follow they are taken
 * byte by byte: that ends at the same places, for what follows starts with a
 * whole character, or is nothing.
 */
function characters(set: Extract<Node, { kind: "set" }>, bounds: Omit<Repeat, "kind" | "item">) {
  const { min, max, lazy } = bounds;
  const item = character(set.bytes);
  if (max < Infinity || lazy) return { kind: "repeat", item, min, max, lazy } as const;
  if (min <= 1) return { kind: "repeat", item: set, min, max, lazy } as const;
  return sequence([
    { kind: "repeat", item, min, max: min, lazy },
    { kind: "repeat", item: set, min: 0, max, lazy },
  ]);
}

/**
 * A repeat of what may be empty. JavaScript goes back on a turn that took
 * nothing; RE2 does not, as if the turns were written out: `(?:x(?:x|)|)`.
 */
function emptiable(item: Node, { min, max, lazy }: Omit<Repeat, "kind" | "item">) {
  if (max - min > mostTurns) return undefined;
  let rest: Node = sequence([]);
  for (let turn = min; turn < max; turn++) {
    const more = sequence([item, rest]);
    const options = lazy ? [sequence([]), more] : [more, sequence([])];
    rest = { kind: "choice", options };
  }
  const must: Node = { kind: "repeat", item, min, max: min, lazy };
  return min === 0 ? rest : sequence([must, rest]);
}
