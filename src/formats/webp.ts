import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { span } from "../core/span.ts";
import { appended } from "./kit/appended.ts";
import { readExif } from "./kit/exif.ts";
import { asciiOf } from "./kit/fields.ts";
import { swept } from "./kit/parts.ts";
import { isRiff, type RiffChunk, riffChunks, riffEnd, riffKeys } from "./kit/riff.ts";

/** Chunks of nothing but pixels. */
const pixels: ReadonlySet<string> = new Set(["VP8 ", "VP8L", "ALPH", "ANMF"]);

/** WebP pictures: chunks, of which `EXIF` and `XMP ` tell of people. */
export const webp: Format = {
  id: "webp",
  title: "WebP image",
  tier: "specific",
  specification: "https://www.rfc-editor.org/rfc/rfc9649",
  reads: "EXIF, XMP and other chunks; pixels skipped; what follows the end swept",
  tested: "Pillow, piexif",

  matches: ({ head }) => isRiff(head, "WEBP"),

  async *regions(blob) {
    const end = await riffEnd(blob);
    for await (const chunk of riffChunks(blob, span(12, end))) yield* chunkRegions(blob, chunk);
    yield* appended(blob, end, "after the end of the picture");
  },

  keys: riffKeys,
};

async function* chunkRegions(blob: Blob, { id, data }: RiffChunk): AsyncGenerator<Region> {
  if (pixels.has(id)) yield { kind: "tensor", name: id, span: data };
  else if (id === "XMP ") yield { kind: "stretch", as: "text", span: data };
  else {
    if (id === "EXIF") {
      const head = asciiOf(await blob.read(span(data.start, Math.min(data.end, data.start + 6))));
      const start = head === "Exif\0\0" ? data.start + 6 : data.start;
      yield* (await readExif(blob, span(start, data.end))).strings;
    }
    yield* swept(blob, { name: id.trim(), span: data });
  }
}
