import { type Blob, slice } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { span } from "../core/span.ts";
import { endIn } from "./kit/zip-end.ts";

/** An end record without a comment, as `torch.save` writes it: nothing may follow it. */
const endSize = 22;
/** Items of one file: the largest models have some ten thousand tensors in all. */
const mostItems = 1_000_000;

/**
 * A shard of a distributed checkpoint of PyTorch (`__0_0.distcp`, as FSDP writes
 * it): what `torch.save` made of each item, one after the other. Which item is
 * where stands in the pickle `.metadata` beside it.
 */
export const distcp: Format = {
  id: "distcp",
  title: "PyTorch distributed checkpoint",
  tier: "specific",
  specification: "https://docs.pytorch.org/docs/stable/distributed.checkpoint.html",
  reads: "each item as the torch zip that it is",
  tested: "torch",

  matches: async ({ head, blob }) => {
    if (!isZipStart(head)) return false;
    const last = await startOfLast(blob, blob.size);
    return last !== undefined && last > 0 && (await startOfLast(blob, last)) !== undefined;
  },

  async *regions(blob) {
    const starts: number[] = [];
    for (let end = blob.size; end > 0 && starts.length < mostItems;) {
      const start = await startOfLast(blob, end);
      if (start === undefined) break;
      starts.push(start);
      end = start;
    }
    yield* items(blob, starts.reverse());
  },
};

const isZipStart = ([p, k, one, two]: Uint8Array): boolean =>
  p === 0x50 && k === 0x4b && one === 3 && two === 4;

/** Where the zip starts that ends at `end`; its offsets count from there. */
async function startOfLast(blob: Blob, end: number): Promise<number | undefined> {
  const found = await endIn(slice(blob, span(0, end), ""), endSize);
  return found && found.shift >= 0 && found.entries > 0 && found.shift < end
    ? found.shift
    : undefined;
}

/** What stands before the first zip is an item of another kind. */
function* items(blob: Blob, starts: readonly number[]): Generator<Region> {
  const first = starts[0] ?? blob.size;
  const all = first > 0 ? [0, ...starts] : starts;
  for (const [index, start] of all.entries()) {
    const end = all[index + 1] ?? blob.size;
    yield { kind: "child", blob: slice(blob, span(start, end), `item ${index}`) };
  }
}
