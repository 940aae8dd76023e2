import type { Format } from "../core/format.ts";
import type { Blob } from "../core/blob.ts";
import type { Region } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { findSuperblock, Hdf5, readSuperblock, type Superblock } from "./kit/hdf5-file.ts";
import { sealStructures } from "./kit/hdf5-seal.ts";
import { objectRegions } from "./kit/hdf5-objects.ts";

/**
 * A file of HDF5: groups, data sets and their attributes, each with a header
 * somewhere in the file. Regions are the names, the attributes, and the texts of
 * data sets; numbers are passed over. What can not be reached from the root, as
 * everything that was deleted, is in use by nobody, and so dead.
 */
export const hdf5: Format = {
  id: "hdf5",
  title: "HDF5",
  tier: "specific",
  specification: "https://docs.hdfgroup.org/hdf5/v1_14/_f_m_t3.html",
  reads: "names, attributes, data sets of texts; numbers skipped; deleted objects and gaps swept",
  tested: "h5py, Keras",

  mayBeText: true,
  looksFar: true,
  matches: async ({ blob }) => (await findSuperblock(blob)) !== undefined,

  async *regions(blob) {
    const file = new Hdf5(blob);
    const superblock = await readSuperblock(file);
    yield* liveRegions(file, superblock);
    yield* unclaimed(blob, file, superblock);
  },

  async *reseal(blob, changed) {
    const file = new Hdf5(blob);
    // Which structures there are is known when all of them were read.
    for await (const _ of liveRegions(file, await readSuperblock(file)));
    yield* sealStructures(file, changed);
  },

  fixedNames: "names stand in order, and one that was replaced would not be found",
};

function liveRegions(file: Hdf5, { root, extension }: Superblock): AsyncGenerator<Region> {
  const roots = [{ at: root, path: "" }];
  if (extension !== undefined) roots.push({ at: extension, path: "(superblock extension)" });
  return objectRegions(file, roots);
}

/** Longer parts are given as dead without a look. */
const longestLook = 64 * 1024;

/** What no object that can be reached has any use for, but for zeros. */
async function* unclaimed(
  blob: Blob,
  { claims }: Hdf5,
  { at, end }: Superblock,
): AsyncGenerator<Region> {
  for (const part of parts(
    claims.rest(blob.size),
    [at, end].sort((one, other) => one - other),
  )) {
    const isShort = part.end - part.start <= longestLook;
    if (isShort && (await blob.read(part)).every((byte) => byte === 0)) continue;
    const what =
      part.start < at
        ? "before the superblock"
        : part.start >= end
          ? "after the end of the file"
          : "in no live object";
    yield { kind: "dead", what, span: part };
  }
}

/** The spans, cut where one goes over a border. Borders ascend. */
function* parts(spans: Iterable<Span>, borders: readonly number[]): Generator<Span> {
  for (const { start, end } of spans) {
    const cuts = [start, ...borders.filter((each) => each > start && each < end), end];
    for (const [index, cut] of cuts.slice(1).entries()) yield span(cuts[index] ?? 0, cut);
  }
}
