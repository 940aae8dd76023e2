import { type Chain, opened } from "./chain.ts";
import { type ByteSet, type Node, overlap, union } from "./node.ts";

/** How many bytes of two options are compared. */
const most = 24;

/** Whether no text can start as both nodes do: at some byte they have nothing in common. */
export function areExclusive(one: Node, other: Node): boolean {
  const second = firstBytes({ node: other, next: undefined });
  return firstBytes({ node: one, next: undefined }).some((bytes, at) => {
    const others = second[at];
    return others !== undefined && !overlap(bytes, others);
  });
}

/** For each of the bytes that a match of the chain starts with for certain: the set that it is in. */
function firstBytes(chain: Chain, room = most): ByteSet[] {
  const bytes: ByteSet[] = [];
  for (let at = opened(chain); at && bytes.length < room; at = opened(at.next)) {
    const { node, next } = at;
    if (node.kind === "set") bytes.push(node.bytes);
    else if (node.kind === "choice") {
      const each = node.options.map((option) =>
        firstBytes({ node: option, next }, room - bytes.length),
      );
      return [...bytes, ...inAll(each)];
    } else if (node.kind !== "edge" && node.kind !== "look") return bytes;
  }
  return bytes;
}

/** Position by position the bytes of any, as far as all of them reach. */
function inAll(each: readonly (readonly ByteSet[])[]): ByteSet[] {
  const [first = []] = each.toSorted((one, other) => one.length - other.length);
  return first.map((_, at) => union(...each.map((bytes) => bytes[at] ?? [])));
}
