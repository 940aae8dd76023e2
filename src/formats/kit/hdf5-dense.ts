import type { Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";
import { heapObject, readFractalHeap } from "./hdf5-fractal.ts";
import { treeRecords } from "./hdf5-tree.ts";

/** Where links or attributes are kept that are too many for a header. */
export interface DenseStorage {
  /** The fractal heap with the messages. */
  readonly heap: number;
  /** The B-tree of version 2 that lists them by name. */
  readonly index: number;
  /** The one that lists them by their age. */
  readonly order: number | undefined;
}

/** Where a record has the identifier of its object in the heap: links by name, and attributes by name. */
const identifiers: Readonly<Record<number, { readonly at: number; readonly size: number }>> = {
  5: { at: 4, size: 7 },
  8: { at: 0, size: 8 },
};

/**
 * The messages of dense storage, each as its fields.
 *
 * @throws {MalformedError} The tree or the heap is damaged, or of a kind that is not known.
 */
export async function* denseItems(
  file: Hdf5,
  { heap, index, order }: DenseStorage,
): AsyncGenerator<Fields> {
  const blocks = await readFractalHeap(file, heap);
  // What the second tree lists is the same: it is only walked to know that its bytes are in use.
  if (order !== undefined) for await (const _ of treeRecords(file, order));
  for await (const { type, fields } of treeRecords(file, index)) {
    const place = identifiers[type];
    if (!place) throw fields.malformed(`tree of type ${type}`);
    fields.skip(place.at);
    const item = await heapObject(file, blocks, fields.part(place.size));
    if (item) yield item;
  }
}
