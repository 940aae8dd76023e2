import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { type Pickle, pickleRegions, readPickle, resident } from "./kit/pickle.ts";
import { storageLabels } from "./kit/torch-labels.ts";
import { isLegacyTorch, listedStrings, storageSizes } from "./kit/torch-legacy.ts";

/** The paths of the five pickles. The fourth is the object that was saved. */
const roots = ["$magic", "$protocol", "$system", "$", "$keys"] as const;

/**
 * What `torch.save` wrote before version 1.6: five pickles, and the storages in
 * the order of the keys in the last pickle. A module that was saved whole
 * carries the path and the source of its class.
 */
export const pytorchLegacy: Format = {
  id: "pytorch-legacy",
  title: "PyTorch, legacy form",
  tier: "specific",
  specification: "https://github.com/pytorch/pytorch/blob/main/torch/serialization.py",
  reads: "strings of the five pickles, sources of classes; storages skipped; trailer swept",
  tested: "torch",

  matches: ({ head }) => isLegacyTorch(head),

  async *regions(source) {
    const blob = await resident(source);
    const cursor = new Cursor(blob, "pytorch-legacy");
    const pickles: Pickle[] = [];
    for (const root of roots) {
      const pickle = await readPickle(blob, cursor);
      for await (const batch of pickleRegions(blob, pickle, root)) yield* batch;
      if (pickle.failure) return;
      pickles.push(pickle);
    }
    const [, , , object, keys] = pickles;
    if (object && keys)
      yield* storages(blob, cursor, storageSizes(object), await listedStrings(keys));
  },

  async labels(source) {
    const blob = await resident(source);
    const cursor = new Cursor(blob, "pytorch-legacy");
    for (const root of roots) {
      const pickle = await readPickle(blob, cursor);
      if (root !== "$") continue;
      const labels = await storageLabels(pickle);
      return new Map([...labels].map(([key, label]) => [`storage ${key}`, label]));
    }
    return new Map();
  },
};

/** Each storage is a count of elements (i64) and the elements. */
async function* storages(
  blob: Blob,
  cursor: Cursor,
  sizes: ReadonlyMap<string, number>,
  keys: readonly string[],
): AsyncGenerator<Region> {
  for (const key of keys) {
    const size = sizes.get(key);
    if (size === undefined) throw cursor.malformed(`storage '${key}' of unknown type`);
    await cursor.need(8);
    const start = cursor.at + 8;
    cursor.skip(cursor.u64() * size);
    yield { kind: "tensor", name: `storage ${key}`, span: span(start, cursor.at) };
  }
  if (cursor.left > 0)
    yield { kind: "dead", what: "after the last storage", span: span(cursor.at, blob.size) };
}
