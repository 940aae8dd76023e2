import { areExclusive } from "./exclusive.ts";
import { lengths } from "./extent.ts";
import { distance, innerOf, type Loop, loopsOf, spelled } from "./loops.ts";
import { type ByteSet, intersection, type Node } from "./node.ts";
import { printPattern } from "./print.ts";

/** Why a pattern can take long. */
export interface Ambiguity {
  /** The part of the pattern that is to blame, printed. */
  readonly part: string;
  /** Reads on from the part: "can be cut …". */
  readonly why: string;
  /** About how many ways a matcher tries from one start in the worst text. */
  readonly ways: number;
}

/**
 * The line. A single repeat without a bound has as many ways as the window has
 * bytes, 4,096; one beside another of up to 24 has 100,000, and what is above
 * grows with the square of the window or faster. Measured with texts made to
 * hurt (V8, 4 KiB of each): of 600 patterns those below took 6 ms at most, those
 * above from 200 ms to no end.
 */
const mostWays = 100_000;

/**
 * Why a backtracking matcher can take long over the pattern in a window of some
 * kilobytes, or `undefined` if it cannot: the same bytes can be cut into the
 * turns of a repeat in many ways, or be shared out among several repeats. What
 * stands between the repeats must consist of bytes that all of them take, else
 * there is but one way. Run it over a pattern without its lead (`stripLead`).
 *
 * It is an estimate, and no proof: a text that does this to two repeats is
 * taken for one that does it to a third, and of options that start alike in a
 * repeat without a bound it is believed that they can go on alike.
 *
 * A repeated choice, `(?:a|bc)*`, is no fault here: each of its turns takes room
 * on V8's stack, which ends at some millions of turns, and a window has but
 * thousands.
 *
 * @param window How many bytes the pattern is run over at most.
 */
export function ambiguity(node: Node, window = 4096): Ambiguity | undefined {
  const worst = mostAmbiguous(node, window);
  return worst && worst.ways > mostWays ? worst : undefined;
}

/** The part with the most ways, however few they are. */
export function mostAmbiguous(node: Node, window: number): Ambiguity | undefined {
  const all = [...patternsIn(node)].flatMap((each) => {
    const loops = [...loopsOf(each)];
    return [...loops.map((loop) => inTurns(loop, loops, window)), inChains(loops, window)];
  });
  const [worst] = all
    .filter((each) => each !== undefined)
    .sort((one, other) => other.ways - one.ways);
  return worst;
}

/** The pattern itself, and those in its looks: where one has looked it does not look again in another way. */
function* patternsIn(node: Node): Generator<Node> {
  yield node;
  for (const look of looksIn(node)) yield* patternsIn(look);
}

function* looksIn(node: Node): Generator<Node> {
  if (node.kind === "look") yield node.item;
  else for (const inner of innerOf(node)) yield* looksIn(inner);
}

/** How many turns more or less a loop can take. */
const widthOf = ({ node }: Loop, window: number): number =>
  Math.min(node.max, Math.ceil(window / Math.max(1, lengths(node.item).min))) - node.min;

/** Whether the rest of the pattern can fail. Where it cannot, the first way is the last. */
const canFail = ({ within }: Loop): boolean =>
  within.some(({ node, at }) => {
    if (node.kind === "repeat") return node.min > 1;
    return node.kind === "sequence" && node.items.slice(at + 1).some(asks);
  });

/** Whether the node asks for anything. */
const asks = (node: Node): boolean =>
  lengths(node).min > 0 || node.kind === "look" || node.kind === "edge" || innerOf(node).some(asks);

/** Loops one after the other that take the same bytes. */
interface ChainOfLoops {
  readonly loops: readonly Loop[];
  /** The bytes that all of them take. */
  readonly bytes: ByteSet;
  readonly ways: number;
}

function inChains(loops: readonly Loop[], window: number): Ambiguity | undefined {
  const chains: ChainOfLoops[] = [];
  for (const loop of loops) {
    const width = widthOf(loop, window);
    let best: ChainOfLoops = { loops: [loop], bytes: loop.bytes, ways: width };
    for (const chain of chains) {
      const longer = continued(chain, loop, width);
      if (longer && longer.ways > best.ways) best = longer;
    }
    chains.push(best);
  }
  const [worst] = chains
    .filter((chain) => chain.loops.length > 1 && chain.loops.slice(-1).every(canFail))
    .sort((one, other) => other.ways - one.ways);
  return (
    worst && {
      part: worst.loops.map(({ node }) => printPattern(node)).join(" and "),
      why: "can share out the same bytes between them",
      ways: worst.ways,
    }
  );
}

/** The chain with one more loop. The wider the gap, the fewer places there are to cut at. */
function continued(chain: ChainOfLoops, loop: Loop, width: number): ChainOfLoops | undefined {
  const [last] = chain.loops.slice(-1);
  const between = last && gap(last, loop, intersection(chain.bytes, loop.bytes));
  if (between === undefined) return undefined;
  return {
    loops: [...chain.loops, loop],
    bytes: intersection(chain.bytes, loop.bytes),
    ways: Math.max(1, chain.ways / Math.max(1, between)) * width,
  };
}

/** The distance of two loops in a text of these bytes, which is a text of both. */
function gap(one: Loop, other: Loop, bytes: ByteSet, around?: Node): number | undefined {
  if (bytes.length === 0) return undefined;
  const isText = [one, other].every(({ node }) => spelled([node.item], bytes) < Infinity);
  return isText ? distance(one, other, bytes, around) : undefined;
}

/** A repeat with loops inside, of which one can go on where another of the turn before left off. */
function inTurns(outer: Loop, loops: readonly Loop[], window: number): Ambiguity | undefined {
  const most = Math.min(outer.node.max, window);
  if (most < 2 || !canFail(outer)) return undefined;
  const inside = loops.filter(({ within }) => within.some(({ node }) => node === outer.node));
  let ways = hasTwins(outer.node.item) ? 2 ** most : 0;
  for (const one of inside)
    for (const other of inside) {
      const between = gap(one, other, intersection(one.bytes, other.bytes), outer.node);
      if (between === undefined) continue;
      const bytes = Math.min(window, (widthOf(one, window) + 1) * most);
      ways = Math.max(ways, cuts(bytes / Math.max(1, between), most - 1));
    }
  return {
    part: printPattern(outer.node),
    why: "can cut the same bytes into its turns in many ways",
    ways,
  };
}

/** In how many ways something of `length` can be cut up to `times` times: those of the number that has most. */
function cuts(length: number, times: number): number {
  let ways = 1;
  for (let cut = 1; cut <= times && cut <= length / 2 && ways < Infinity; cut++)
    ways = (ways * (length - cut + 1)) / cut;
  return ways;
}

/** Whether a node is a choice of which two options can start alike. */
function hasTwins(node: Node): boolean {
  if (node.kind === "group") return hasTwins(node.item);
  if (node.kind !== "choice") return false;
  return node.options.some((one, at) =>
    node.options.slice(at + 1).some((other) => !areExclusive(one, other)),
  );
}
