import { type Loop, loopsOf } from "./loops.ts";
import { bytesOf, type ByteSet, complement, contains, type Node, sizeOf } from "./node.ts";

/** Text in the making: pieces, each said a number of times; the whole is said again until the text is full. */
export type Recipe = readonly Piece[];

export type Piece = readonly [text: string, times: number];

/** The text of a recipe, one character per byte. */
export function cooked(recipe: Recipe, size: number): string {
  const once = recipe
    .map(([text, times]) => text.repeat(Math.min(times, Math.ceil(size / (text.length || 1)))))
    .join("")
    .slice(0, size);
  return once.repeat(Math.ceil(size / (once.length || 1))).slice(0, size);
}

/**
 * Texts that a matcher may take long over, made from the pattern's own tree: what
 * it starts with again and again, what each of its repeats takes, and all of it,
 * but for the end.
 */
export function recipesOf(node: Node): Recipe[] {
  const loops = [...loopsOf(node)];
  const tastes = tastesOf(loops);
  return [
    ...tastes.flatMap((taste) => turns.flatMap((most) => broken(spelled(node, { taste, most })))),
    ...loops.flatMap((loop) => pumped(loop, tastes)),
  ];
}

/** What pieces are joined with: ends of lines and words, and nothing. */
export const joints: readonly string[] = ["", "\n", " ", '"', "!", "=", "a", "-"];

/** How often a repeat turns: windows end after some hundreds, and some thousands, of bytes. */
export const turns: readonly number[] = [0, 3, 30, 250, 600, 5000];

/** Bytes that many sets take, the likely ones first. */
const common = "a0 -._/=:\"A\n\t,'+\\@%";

/** Bytes to fill the repeats with: those that most of them take. */
function tastesOf(loops: readonly Loop[]): string[] {
  const rate = (each: string): number =>
    loops.filter(({ bytes }) => contains(bytes, each.charCodeAt(0))).length;
  const liked = [...common].filter((each) => rate(each) > 0);
  return liked.length > 0 ? liked.sort((one, other) => rate(other) - rate(one)).slice(0, 6) : ["a"];
}

/** A text cut where it can hurt, with what can follow the cut. */
function broken(text: string): Recipe[] {
  const cuts = [1, 0.97, 0.8, 0.6, 0.4, 0.2].map((share) => Math.ceil(text.length * share));
  return [...new Set([...cuts, Math.max(1, text.length - 1)])].flatMap((cut) =>
    joints.map((joint): Recipe => [
      [text.slice(0, cut), 1],
      [joint, 1],
    ]),
  );
}

/** What stands before a loop, then the loop turned many times, then what it does not take. */
function pumped(loop: Loop, tastes: readonly string[]): Recipe[] {
  const before = loop.within
    .flatMap(({ node, at }) => (node.kind === "sequence" ? node.items.slice(0, at) : []))
    .map((each) => spelled(each, { taste: "a", most: 0 }))
    .join("");
  const [other = 0x21] = bytesOf(complement(loop.bytes)).filter((byte) => byte > 0x20);
  const fills = tastes.map((taste) => spelled(loop.node.item, { taste, most: 3 }));
  return [...new Set(fills)].flatMap((fill) =>
    turns.slice(2).map((times): Recipe => [
      [before, 1],
      [fill, times],
      [String.fromCharCode(other), 1],
    ]),
  );
}

interface Style {
  /** The byte to take wherever it fits. */
  readonly taste: string;
  /** How often a repeat turns if it may. */
  readonly most: number;
}

/** A text that the node is likely to match: what its looks and edges ask for is left to luck. */
function spelled(node: Node, style: Style): string {
  switch (node.kind) {
    case "set":
      return byteOf(node.bytes, style.taste);
    case "edge":
    case "look":
      return "";
    case "reference":
      return node.sure ? spelled(node.item, style) : "";
    case "group":
      return spelled(node.item, style);
    case "sequence":
      return node.items.map((each) => spelled(each, style)).join("");
    case "choice":
      return node.options
        .map((each) => spelled(each, style))
        .reduce((one, other) => (other.length < one.length ? other : one));
    case "repeat": {
      const times = Math.min(node.max, Math.max(node.min, style.most));
      return spelled(node.item, { ...style, most: Math.min(style.most, 30) }).repeat(times);
    }
  }
}

function byteOf(set: ByteSet, taste: string): string {
  if (contains(set, taste.charCodeAt(0))) return taste;
  const liked = [...common].find((each) => contains(set, each.charCodeAt(0)));
  if (liked && sizeOf(set) > 2) return liked;
  const [first = 0] = bytesOf(set).toReversed();
  return String.fromCharCode(first);
}
