import { alphabet } from "../engine/pattern/extent.ts";
import { type ByteSet, type Node, noBytes, union } from "../engine/pattern/node.ts";

/** Every byte that a match can take before its value and in it. */
export const bytesUpToValue = (node: Node): ByteSet => upToValue(node).bytes;

/** @returns Also whether the value stands in the node, so that what follows comes after it. */
function upToValue(node: Node): { readonly bytes: ByteSet; readonly seen: boolean } {
  switch (node.kind) {
    case "group":
      if (node.name === "value") return { bytes: alphabet(node.item), seen: true };
      return upToValue(node.item);
    case "sequence": {
      let bytes = noBytes;
      for (const item of node.items) {
        const each = upToValue(item);
        bytes = union(bytes, each.bytes);
        if (each.seen) return { bytes, seen: true };
      }
      return { bytes, seen: false };
    }
    case "choice": {
      const all = node.options.map(upToValue);
      return { bytes: union(...all.map(({ bytes }) => bytes)), seen: all.some(({ seen }) => seen) };
    }
    case "repeat":
      return { bytes: alphabet(node), seen: upToValue(node.item).seen };
    case "set":
    case "edge":
    case "look":
    case "reference":
      return { bytes: alphabet(node), seen: false };
  }
}
