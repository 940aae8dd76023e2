import {
  byteSet,
  type ByteSet,
  complement,
  type Edge,
  folded,
  intersection,
  type Node,
  type Repeat,
  sizeOf,
  union,
  without,
} from "../engine/pattern/node.ts";
import { printByte, printRanges } from "../engine/pattern/print.ts";

/** RE2's text of a pattern. Where it is not `exact`, it also matches what the pattern does not. */
export interface Printed {
  readonly text: string;
  readonly exact: boolean;
}

/** RE2 knows no larger count, neither of one repeat nor of those in one another. */
const mostTurns = 1000;

const ascii = byteSet([[0, 0x7f]]);
const beyond = byteSet([[0x80, 0xff]]);
/** JavaScript takes it for a space, where it is a byte by itself; in UTF-8 it is none. */
const hardSpace = byteSet([[0xa0, 0xa0]]);
const upper = byteSet([[0x41, 0x5a]]);

/**
 * Prints a pattern without looks in RE2's language. RE2 sees whole characters
 * where tare sees bytes: a class takes all letters beyond ASCII or none.
 *
 * @returns `undefined` where a class tells apart bytes beyond ASCII.
 */
export function printRe2(node: Node): Printed | undefined {
  const printer = new Printer(isCaseless(node));
  const text = printer.options(node, 1);
  const flags = printer.caseless ? "(?im)" : "(?m)";
  return printer.refused ? undefined : { text: `${flags}${text}`, exact: printer.exact };
}

function isCaseless(node: Node): boolean {
  if (node.kind === "set") return sizeOf(folded(node.bytes)) === sizeOf(node.bytes);
  if (node.kind === "sequence") return node.items.every(isCaseless);
  if (node.kind === "choice") return node.options.every(isCaseless);
  return node.kind === "edge" || isCaseless(node.item);
}

class Printer {
  exact = true;
  refused = false;
  readonly caseless: boolean;

  constructor(caseless: boolean) {
    this.caseless = caseless;
  }

  /** Without brackets around a choice. @param turns Of the repeats around it. */
  options(node: Node, turns: number): string {
    return node.kind === "choice"
      ? node.options.map((each) => this.#print(each, turns)).join("|")
      : this.#print(node, turns);
  }

  #print(node: Node, turns: number): string {
    switch (node.kind) {
      case "set":
        return this.#set(node.bytes);
      case "edge":
        return edges[node.of];
      case "group":
        return `(${node.name === "value" ? "" : "?:"}${this.options(node.item, turns)})`;
      case "choice":
        return `(?:${this.options(node, turns)})`;
      case "sequence":
        return node.items.map((each) => this.#print(each, turns)).join("");
      case "repeat":
        return this.#repeat(node, turns);
      case "look":
      case "reference":
        throw new RangeError(`RE2 has no ${node.kind}`);
    }
  }

  #set(given: ByteSet): string {
    const letters = without(beyond, hardSpace);
    const high = sizeOf(intersection(given, letters));
    if (high > 0 && high < sizeOf(letters)) this.refused = true;
    const low = intersection(given, ascii);
    const shown = this.caseless ? without(low, upper) : low;
    const [only] = shown;
    if (high > 0) {
      const rest = without(complement(union(low, beyond)), this.caseless ? upper : []);
      return rest.length === 0 ? "[\\x00-\\x{10FFFF}]" : `[^${printRanges(rest)}]`;
    }
    if (!only) return "[^\\x00-\\x{10FFFF}]";
    return sizeOf(shown) === 1 ? printByte(only[0]) : `[${printRanges(shown)}]`;
  }

  #repeat({ item, min, max, lazy }: Repeat, turns: number): string {
    const least = Math.min(min, mostTurns);
    const isTooMany = max < Infinity && max * turns > mostTurns;
    if (isTooMany || least < min) this.exact = false;
    const most = isTooMany ? Infinity : max;
    const start = least * turns > mostTurns ? Math.min(least, 1) : least;
    const inner = turns * Math.max(1, most < Infinity ? most : start);
    const printed = this.#print(item, Math.min(inner, mostTurns));
    const isOne = item.kind === "set" || item.kind === "group" || item.kind === "choice";
    return `${isOne ? printed : `(?:${printed})`}${bounds(start, most)}${lazy ? "?" : ""}`;
  }
}

const edges: Readonly<Record<Edge, string>> = {
  "line-start": "^",
  "line-end": "$",
  "text-start": "\\A",
  "text-end": "\\z",
  word: "\\b",
  "not-word": "\\B",
};

function bounds(min: number, max: number): string {
  if (max === Infinity && min < 2) return min === 0 ? "*" : "+";
  if (max === Infinity) return `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}
