import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { isTiff, readExif } from "./kit/exif.ts";
import { cutExif, stripExif } from "./kit/exif-cut.ts";
import { laidOut, namesAt, type Part, partRegions } from "./kit/parts.ts";

/** TIFF pictures, and what is made like them: camera raw files, slides of microscopes, maps. */
export const tiff: Format = {
  id: "tiff",
  title: "TIFF image",
  tier: "specific",
  specification: "https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf",
  reads: "tags (EXIF, GPS, XMP); pixels skipped; what no tag leads to swept",
  tested: "Pillow",

  matches: ({ head }) => head.length >= 8 && isTiff(head),

  async *regions(blob) {
    const { strings, pixels } = await readExif(blob, span(0, blob.size));
    yield* strings;
    for (const at of pixels) yield { kind: "tensor", name: pixelName, span: at };
    yield* partRegions(
      blob,
      (await partsOf(blob)).filter(({ name }) => name !== pixelName),
    );
  },

  keys: async (blob, offsets) => namesAt(await partsOf(blob), offsets),

  cut: (blob, keys) => cutExif(blob, span(0, blob.size), keys),

  async *strip(blob, extras) {
    if (extras.has("metadata")) yield* stripExif(blob, span(0, blob.size));
  },
};

const pixelName = "pixels";

async function partsOf(blob: Blob): Promise<Part[]> {
  const { tables, pixels } = await readExif(blob, span(0, blob.size));
  const parts = [
    ...pixels.map((at): Part => ({ name: pixelName, span: at })),
    ...tables.map((at): Part => ({ name: "tags", span: at })),
  ];
  return laidOut(parts, span(0, blob.size), "that no tag leads to");
}
