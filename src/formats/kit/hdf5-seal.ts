import type { Patch } from "../../core/patch.ts";
import { lengthOf, type Span } from "../../core/span.ts";
import type { Hdf5 } from "./hdf5-file.ts";
import { lookup3 } from "./lookup3.ts";
import { isChanged, littleSeal } from "./seal.ts";

const sumSize = 4;

/**
 * The checksums of the structures that were changed, of all that were read. It is
 * the last of their fields, but for the blocks of heaps, which sum with zero in its
 * place (HDF5 file format specification, III.G).
 */
export async function* sealStructures(
  { blob, sums }: Hdf5,
  changed: readonly Span[],
): AsyncGenerator<Patch> {
  for (const [sumAt, at] of sums) {
    if (!isChanged(at, changed)) continue;
    const bytes = Uint8Array.from(await blob.read(at));
    const within = sumAt - at.start;
    const isLast = within === lengthOf(at) - sumSize;
    bytes.fill(0, within, within + sumSize);
    yield littleSeal(sumAt, lookup3(isLast ? bytes.subarray(0, within) : bytes));
  }
}
