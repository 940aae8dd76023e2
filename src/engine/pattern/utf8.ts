import { type ByteSet, choice, intersection, type Node, sequence } from "./node.ts";

const ascii: ByteSet = [[0, 0x7f]];
const continuation: Node = { kind: "set", bytes: [[0x80, 0xbf]] };

/** The characters beyond ASCII, by how many bytes follow their first. */
const beyond: readonly Node[] = [
  longer([0xc2, 0xdf], 1),
  longer([0xe0, 0xef], 2),
  longer([0xf0, 0xf4], 3),
];

function longer(first: readonly [number, number], following: number): Node {
  const rest = Array.from({ length: following }, () => continuation);
  return sequence([{ kind: "set", bytes: [first] }, ...rest]);
}

/** Whether the node takes one character that may be beyond ASCII. */
export const isCharacter = (node: Node): node is Extract<Node, { readonly kind: "set" }> =>
  node.kind === "set" && node.bytes.some(([, high]) => high > 0x7f);

/**
 * One character that is in the set or beyond ASCII, whole. Text that is no
 * UTF-8 has none of the latter.
 */
export const character = (bytes: ByteSet): Node =>
  choice([{ kind: "set", bytes: intersection(bytes, ascii) }, ...beyond]);
