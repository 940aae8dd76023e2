import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { documentRoot } from "./kit/key-path.ts";
import { isPickleAt } from "./kit/pickle-probe.ts";
import { pickleRegions, readPickle, resident } from "./kit/pickle.ts";
import { isLegacyTorch } from "./kit/torch-legacy.ts";

/**
 * Python's pickle, protocols 0 to 5, one or several in a row, with the arrays
 * that joblib writes into the middle of one. Regions are all strings with their
 * paths, as `kit/pickle-paths.ts` describes them. Nothing is executed.
 */
export const pickle: Format = {
  id: "pickle",
  title: "Python pickle",
  tier: "specific",
  specification: "https://github.com/python/cpython/blob/main/Lib/pickletools.py",
  reads: "strings with their paths, names of classes; arrays skipped; trailer swept",
  tested: "Python, cloudpickle, joblib, scikit-learn",

  mayBeText: true,
  matches: async ({ head, blob }) => !isLegacyTorch(head) && isPickleAt(blob, 0, head[0]),

  async *regions(source) {
    const blob = await resident(source);
    const cursor = new Cursor(blob, "pickle");
    for (let index = 0; index === 0 || (await isNext(blob, cursor)); index++) {
      const read = await readPickle(blob, cursor);
      for await (const batch of pickleRegions(blob, read, documentRoot(index))) yield* batch;
      if (read.failure) return;
    }
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the last pickle", span: span(cursor.at, blob.size) };
  },
};

async function isNext(blob: Blob, cursor: Cursor): Promise<boolean> {
  await cursor.need(Math.min(1, cursor.left));
  return isPickleAt(blob, cursor.at, cursor.left > 0 ? cursor.peek() : undefined);
}
