import { type ByteSet, complement, type Edge, type Node, type Repeat, sizeOf } from "./node.ts";

/**
 * The tree as the source of a JavaScript pattern. It is to be compiled with
 * flag `m`, and without `i`, `s`, `u` and `v`: case and lines are in its sets.
 */
export function printPattern(node: Node): string {
  switch (node.kind) {
    case "set":
      return printSet(node.bytes);
    case "edge":
      return edges[node.of];
    case "look":
      return `(?${node.ahead ? "" : "<"}${node.negated ? "!" : "="}${printOptions(node.item)})`;
    case "group":
      return `(${node.name === undefined ? "" : `?<${node.name}>`}${printOptions(node.item)})`;
    case "reference":
      return `\\k<${node.name}>`;
    case "choice":
      return `(?:${printOptions(node)})`;
    case "sequence":
      return node.items.map(printPattern).join("");
    case "repeat":
      return printRepeat(node);
  }
}

/** The whole tree as a pattern, with these flags besides `m`. */
export const compilePattern = (node: Node, flags = ""): RegExp =>
  new RegExp(printOptions(node), `${flags}m`);

const edges: Readonly<Record<Edge, string>> = {
  "line-start": "^",
  "line-end": "$",
  "text-start": "(?<![^])",
  "text-end": "(?![^])",
  word: "\\b",
  "not-word": "\\B",
};

/** Without brackets around a choice, where there are some already. */
const printOptions = (node: Node): string =>
  node.kind === "choice" ? node.options.map(printPattern).join("|") : printPattern(node);

function printRepeat({ item, min, max, lazy }: Repeat): string {
  const isOne = item.kind === "set" || item.kind === "group" || item.kind === "choice";
  const printed = isOne ? printPattern(item) : `(?:${printPattern(item)})`;
  return `${printed}${printBounds(min, max)}${lazy ? "?" : ""}`;
}

function printBounds(min: number, max: number): string {
  if (max === Infinity && min < 2) return min === 0 ? "*" : "+";
  if (max === Infinity) return `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function printSet(set: ByteSet): string {
  const [only] = set;
  if (sizeOf(set) === 1 && only) return printByte(only[0]);
  const rest = complement(set);
  return rest.length < set.length ? `[^${printRanges(rest)}]` : `[${printRanges(set)}]`;
}

/** What stands in a class for these bytes. */
export const printRanges = (set: ByteSet): string =>
  set
    .map(
      ([low, high]) =>
        printByte(low) + (high > low + 1 ? "-" : "") + (high > low ? printByte(high) : ""),
    )
    .join("");

/** A byte by itself or in a class. Readable where it can be; all marks are escaped, for what means something differs in classes. */
export function printByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9_ "'`<>=:;,%&@#!~]/.test(character)) return character;
  return byte > 0x20 && byte < 0x7f ? `\\${character}` : `\\x${byte.toString(16).padStart(2, "0")}`;
}
