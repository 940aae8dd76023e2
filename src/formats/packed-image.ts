import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { asciiOf } from "./kit/fields.ts";
import { swept } from "./kit/parts.ts";

/** How they start, and what they are called in a gap. */
const kinds: readonly (readonly [string, string])[] = [
  ["hsqs", "squashfs"],
  ["sqsh", "squashfs"],
  ["MSCF\0\0\0\0", "cabinet"],
  ["ISc(", "InstallShield cabinet"],
];

/** Packed file systems and cabinets, of which only what stands in the clear is read. */
export const packedImage: Format = {
  id: "packed-image",
  title: "Packed file system or cabinet (squashfs, CAB)",
  tier: "specific",
  specification: "https://dr-emann.github.io/squashfs/squashfs.html",
  reads: "what stands in the clear swept; files in it are a gap",
  tested: "specification",

  matches: ({ head }) => head.length >= 36 && kindOf(head) !== undefined,

  async *regions(blob) {
    const kind = kindOf(await blob.read(span(0, Math.min(blob.size, 8)))) ?? "image";
    yield { kind: "gap", reason: `unsupported: files in a ${kind}`, span: span(0, blob.size) };
    yield* swept(blob, { name: kind, span: span(0, blob.size) });
  },

  keys: async (_, offsets) => offsets.map(() => "image"),

  fixed: () => "what is in it stands packed, and under checksums",
};

function kindOf(head: Uint8Array): string | undefined {
  const start = asciiOf(head.subarray(0, 8));
  return kinds.find(([mark]) => start.startsWith(mark))?.[1];
}
