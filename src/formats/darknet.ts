import type { Format } from "../core/format.ts";
import { type Span, span } from "../core/span.ts";
import type { Region } from "../core/region.ts";

/** Three numbers of a version, then how many images were seen: in four bytes, since 0.2 in eight. */
const shortHeader = 16;
const longHeader = 20;
/** No file tells where the numbers end, so the end is looked at for what was put there. */
const sweptTail = 64 * 1024;

/**
 * The `.weights` of darknet and YOLO: a version and numbers, nothing else. Which
 * layer they belong to stands in the `.cfg` beside it. Known by its name and
 * version.
 */
export const darknet: Format = {
  id: "darknet",
  title: "Darknet weights",
  tier: "specific",
  specification: "https://github.com/pjreddie/darknet/blob/master/src/parser.c",
  reads: "weights skipped; the last 64 KiB swept",
  tested: "specification",

  matches: ({ head, name }) => /\.(?:weights|conv\.\d+)$/.test(name) && headerOf(head) > 0,

  async *regions(blob) {
    const head = await blob.read(span(0, Math.min(blob.size, longHeader)));
    const start = Math.min(blob.size, headerOf(head));
    const tail = Math.max(start, blob.size - sweptTail);
    yield* tensor(span(start, tail));
    if (tail < blob.size) yield { kind: "stretch", as: "binary", span: span(tail, blob.size) };
  },
};

function* tensor(at: Span): Generator<Region> {
  if (at.end > at.start) yield { kind: "tensor", name: "weights", span: at };
}

/** How long the header is; 0 when the version is none that was ever written. */
function headerOf(head: Uint8Array): number {
  if (head.length < shortHeader) return 0;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const [major = 0, minor = 0, revision = 0] = [0, 4, 8].map((at) => view.getUint32(at, true));
  if (major > 1 || minor > 10 || revision > 100 || major + minor === 0) return 0;
  return major * 10 + minor >= 2 ? longHeader : shortHeader;
}
