import type { Format } from "../core/format.ts";
import { headLines } from "./kit/head-lines.ts";
import { keysByLine, type LineWalker } from "./kit/keyed-lines.ts";
import { keyStep, keyText } from "./kit/key-path.ts";
import type { Line } from "./kit/lines.ts";
import { narrowText } from "./kit/narrow-text.ts";

/** The magic number of a `.param` file, and then how many layers and blobs there are. */
const magic = /^7767517\s*$/;
const counts = /^\d+\s+\d+\s*$/;
/** Type and name of a layer, how many blobs go in and out. */
const layer = /^(\S{1,256})\s+(\S{1,256})\s+\d+\s+\d+(?:\s|$)/;

/**
 * A `.param` file of ncnn: one layer on each line, with names of blobs and
 * numbers. Looked at as it stands. The weights, in a `.bin` file, have no
 * structure of their own. pnnx writes the same form.
 */
export const ncnn: Format = {
  id: "ncnn",
  title: "ncnn",
  tier: "specific",
  specification: "https://github.com/Tencent/ncnn/wiki/param-and-model-file-structure",
  lines: true,
  reads: "the text as it stands",
  tested: "specification",

  mayBeText: true,
  matches: (probe) => {
    if (probe.head[0] !== 0x37) return false;
    const [first = "", second = ""] = headLines(probe) ?? [];
    return magic.test(first) && counts.test(second);
  },

  regions: (blob) => narrowText(blob),

  keys: (blob, offsets) => keysByLine(blob, offsets, new Layers()),
};

/** Follows the names of layers. */
class Layers implements LineWalker {
  #path: string | undefined;

  next({ text, continues }: Line): void {
    if (continues) return;
    const found = layer.exec(text);
    this.#path = found ? `$${keyStep(keyText(found[2] ?? ""))}` : undefined;
  }

  path(): string | undefined {
    return this.#path;
  }
}
