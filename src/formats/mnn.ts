import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { unread } from "./kit/steps.ts";

/** The root table stands near the start, behind its own table of fields. */
const farthestRoot = 4096;

/**
 * A model of MNN: a flatbuffer without a mark of its own, so that it is known by
 * its name and by where its root table stands. Its fields are not read, which is
 * a gap; its strings are looked at as in any binary data.
 */
export const mnn: Format = {
  id: "mnn",
  title: "MNN",
  tier: "specific",
  specification: "https://github.com/alibaba/MNN/tree/master/schema/default",
  reads: "printable runs only",
  tested: "specification",

  matches: ({ head, name }) => name.endsWith(".mnn") && hasRoot(head),

  async *regions(blob) {
    yield* unread("unsupported: fields of the flatbuffer", span(0, blob.size));
  },
};

/** Whether an offset to a table stands first, and in that one to the table of its fields. */
function hasRoot(head: Uint8Array): boolean {
  if (head.length < 12) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const root = view.getUint32(0, true);
  if (root < 4 || root > farthestRoot || root + 4 > head.length) return false;
  const fields = root - view.getInt32(root, true);
  return fields >= 4 && fields + 4 <= head.length && view.getUint16(fields, true) >= 4;
}
