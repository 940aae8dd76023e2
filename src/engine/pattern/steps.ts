import type { Chain } from "./chain.ts";
import { alphabet, lengths } from "./extent.ts";
import { allBytes, type ByteSet, type Node, noBytes, overlap, sizeOf, union } from "./node.ts";

/** At least `min`, at most `max` bytes of the set. */
export interface Step {
  readonly bytes: ByteSet;
  readonly min: number;
  readonly max: number;
}

/** Which way from a literal: to its tail, or back over its lead. */
export type Direction = "after" | "before";

const most = { ways: 8, elements: 80, steps: 8, run: 64 };

/**
 * What must stand after a literal, as ways of which one must pass. A way passes
 * if its steps do, one after the other: each takes as many bytes of its set as
 * there are, up to `max`, and fails if these are fewer than `min`. Nothing is
 * tried twice.
 *
 * This never fails where the pattern matches. The nodes that follow are sets
 * with bounds, those that are more complicated being widened to the bytes that
 * occur in them and to their lengths. Neighbours are joined to one step until
 * the bytes that may come next are not in its set. Then a match ends the step
 * at the first byte that is not in the set, or at `max`, and so does the check:
 * both are at the same place for the next step. Of the last step only `min` is
 * asked, for what follows the pattern is unknown.
 *
 * The text must reach as far as the steps do: the end of a block that goes on
 * elsewhere is to be taken for a pass.
 */
export const stepsAfter = (tail: Chain): (readonly Step[])[] =>
  ways(tail, "after", most.ways, most.elements).map(joinedSteps);

/**
 * The run of bytes, at most 64, that must stand directly after the literal (or
 * before it) and tells most: the longer it is and the smaller its set.
 */
export function runOf(chain: Chain, direction: Direction): Step {
  const [elements = []] = ways(chain, direction, 1, most.elements);
  let best: Step = { bytes: allBytes, min: 0, max: Infinity };
  let bytes = noBytes;
  let min = 0;
  for (const element of elements) {
    bytes = union(bytes, element.bytes);
    min = Math.min(min + element.min, most.run);
    const run = { bytes, min, max: Infinity };
    if (weightOf(run) > weightOf(best)) best = run;
  }
  return best;
}

/** How many bits the run tells. */
const weightOf = ({ bytes, min }: Step): number =>
  min === 0 ? 0 : min * (8 - Math.log2(sizeOf(bytes) || 1));

/**
 * The nodes as sets with bounds, at most `room` of them. Where they can go on
 * in several ways, up to `many` are kept apart.
 */
function ways(chain: Chain, direction: Direction, many: number, room: number): Step[][] {
  if (!chain || room === 0) return [[]];
  const { node, next } = chain;
  const whole = simple(node);
  if (whole)
    return ways(next, direction, many, room - 1).map((rest) =>
      whole.max === 0 ? rest : [whole, ...rest],
    );
  const parts = turns(node, next, direction);
  if (parts.length > many) {
    const rest = ways(next, direction, many, room - 1);
    return rest.map((each) => [widened(node), ...each]);
  }
  return parts.flatMap((each) => ways(each, direction, Math.floor(many / parts.length), room));
}

/** The node as one set with bounds, if it is no more than that. */
function simple(node: Node): Step | undefined {
  if (lengths(node).max === 0) return { bytes: noBytes, min: 0, max: 0 };
  switch (node.kind) {
    case "set":
      return { bytes: node.bytes, min: 1, max: 1 };
    case "group":
      return simple(node.item);
    case "reference":
      return node.sure ? simple(node.item) : widened(node);
    case "sequence":
      return node.items.length === 1 && node.items[0] ? simple(node.items[0]) : undefined;
    case "repeat":
      return simple(node.item) || isLong(node) ? widened(node) : undefined;
    case "choice":
    case "edge":
    case "look":
      return undefined;
  }
}

/** A repeat that would fill the steps by itself if its turns were told apart. */
const isLong = (node: Node): boolean =>
  node.kind === "repeat" && (node.min > 4 || (node.min === 0 && node.max > 1));

const widened = (node: Node): Step => ({ bytes: alphabet(node), ...lengths(node) });

/** The ways in which a node that is more than a set can go on. */
function turns(node: Node, next: Chain, direction: Direction): Chain[] {
  switch (node.kind) {
    case "sequence": {
      const items = direction === "after" ? node.items.toReversed() : node.items;
      return [items.reduce<Chain>((rest, item) => ({ node: item, next: rest }), next)];
    }
    case "group":
    case "reference":
      return [{ node: node.item, next }];
    case "choice":
      return node.options.map((option) => ({ node: option, next }));
    case "repeat":
      if (node.min === 0) return [{ node: node.item, next }, next];
      return [
        {
          node: node.item,
          next: { node: { ...node, min: node.min - 1, max: node.max - 1 }, next },
        },
      ];
    case "set":
    case "edge":
    case "look":
      return [next];
  }
}

/** Neighbours joined until the bytes that may come next are not in their set. */
function joinedSteps(elements: readonly Step[]): Step[] {
  const steps: Step[] = [];
  let from = 0;
  while (from < elements.length && steps.length < most.steps) {
    let to = from + 1;
    while (
      to < elements.length &&
      overlap(setOf(elements.slice(from, to)), following(elements.slice(to)))
    )
      to++;
    steps.push(...stepOf(elements.slice(from, to)));
    from = to;
  }
  return withoutEnd(steps);
}

const setOf = (elements: readonly Step[]): ByteSet => union(...elements.map(({ bytes }) => bytes));

/** The bytes with which these elements can start; all if they can be empty. */
function following(elements: readonly Step[]): ByteSet {
  const first = elements.findIndex(({ min }) => min > 0);
  return first < 0 ? allBytes : setOf(elements.slice(0, first + 1));
}

/** One step, or two where the first byte is told more of than the others. */
function stepOf(elements: readonly Step[]): Step[] {
  const bytes = setOf(elements);
  const min = elements.reduce((sum, each) => sum + each.min, 0);
  const max = elements.reduce((sum, each) => sum + each.max, 0);
  const first = following(elements);
  if (min === 0 || sizeOf(first) >= sizeOf(bytes))
    return [{ bytes, min: Math.min(min, most.run), max }];
  return [
    { bytes: first, min: 1, max: 1 },
    { bytes, min: Math.min(min - 1, most.run), max: max - 1 },
  ];
}

/** The steps without those at the end that ask for nothing; of the last only `min` is asked. */
function withoutEnd(steps: readonly Step[]): Step[] {
  const last = steps.findLast(({ min }) => min > 0);
  if (!last) return [];
  return [...steps.slice(0, steps.lastIndexOf(last)), { ...last, max: last.min }];
}
