import { type Chain, nodesOf } from "./chain.ts";
import { ends, lengths } from "./extent.ts";
import type { Unit } from "./literals.ts";
import {
  allBytes,
  byteSet,
  type ByteSet,
  complement,
  contains,
  type Edge,
  type Look,
  type Node,
  noBytes,
  union,
  without,
  wordBytes,
} from "./node.ts";

/**
 * The bytes that cannot stand directly before a literal. The start of the text
 * always can.
 *
 * @param first The literal's first byte.
 * @param lead The nodes before the literal, the nearest first.
 */
export function notBefore(first: Unit | undefined, lead: Chain): ByteSet {
  let ruledOut = noBytes;
  for (const node of nodesOf(lead)) {
    if (lengths(node).max > 0) {
      const { bytes, empty } = ends(node);
      return empty ? ruledOut : union(ruledOut, complement(bytes));
    }
    if (node.kind === "edge") ruledOut = union(ruledOut, notBeforeEdge(node.of, first));
    if (node.kind === "look" && !node.ahead) ruledOut = union(ruledOut, notBeforeLook(node));
  }
  return ruledOut;
}

function notBeforeEdge(edge: Edge, first: Unit | undefined): ByteSet {
  const isWord = first !== undefined && contains(wordBytes, first.byte);
  switch (edge) {
    case "word":
      return isWord ? wordBytes : complement(wordBytes);
    case "not-word":
      return isWord ? complement(wordBytes) : wordBytes;
    case "text-start":
      return allBytes;
    case "line-start":
      return complement(
        byteSet([
          [10, 10],
          [13, 13],
        ]),
      );
    case "line-end":
    case "text-end":
      return noBytes;
  }
}

function notBeforeLook({ negated, item }: Look): ByteSet {
  if (negated) return surely(item);
  const { bytes, empty } = ends(item);
  return empty ? noBytes : complement(bytes);
}

/** The bytes of which each by itself, whatever stands before it, makes the node match up to its end. */
function surely(node: Node): ByteSet {
  switch (node.kind) {
    case "set":
      return node.bytes;
    case "group":
      return surely(node.item);
    case "choice":
      return union(...node.options.map(surely));
    case "repeat":
      return node.min <= 1 && node.max >= 1 ? surely(node.item) : noBytes;
    case "sequence":
      return surelyAll(node.items);
    case "edge":
    case "look":
    case "reference":
      return noBytes;
  }
}

/** One byte, and then only looks back that it cannot be the end of. */
function surelyAll([first, ...rest]: readonly Node[]): ByteSet {
  let bytes = first ? surely(first) : noBytes;
  for (const node of rest) {
    if (node.kind !== "look" || node.ahead || !node.negated) return noBytes;
    const { bytes: exceptions, empty } = ends(node.item);
    bytes = empty ? noBytes : without(bytes, exceptions);
  }
  return bytes;
}
