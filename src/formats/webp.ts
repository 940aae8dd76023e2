import type { Blob } from "../core/blob.ts";
import type { Extra } from "../core/extra.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { type Splice, without } from "../core/splice.ts";
import { appended } from "./kit/appended.ts";
import { readExif } from "./kit/exif.ts";
import { cutExif } from "./kit/exif-cut.ts";
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
  cut: cutWebp,
  strip: stripWebp,
};

/** Chunks that tell of people, and the bit by which `VP8X` says that they are there (§2.7.1). */
const extraBits: Readonly<Record<string, number>> = { EXIF: 0x08, "XMP ": 0x04 };

/** Chunks left out, and what the header and `VP8X` say of them. How the picture is turned is not kept: readers pass over it. */
async function* stripWebp(blob: Blob, extras: ReadonlySet<Extra>): AsyncGenerator<Splice> {
  if (!extras.has("metadata")) return;
  const end = await riffEnd(blob);
  const all = await Array.fromAsync(riffChunks(blob, span(12, end)));
  const gone = all.filter(({ id }) => id in extraBits);
  if (gone.length === 0) return;
  const wholes = gone.map(({ data }) =>
    span(data.start - 8, Math.min(end, data.end + (lengthOf(data) % 2))),
  );
  const left = wholes.reduce((size, each) => size - lengthOf(each), end - 8);
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, left, true);
  yield { at: span(4, 8), bytes: size };
  for (const { id, data } of all)
    if (id === "VP8X" && lengthOf(data) > 0) {
      const flags = (await blob.read(span(data.start, data.start + 1)))[0] ?? 0;
      const kept = flags & ~Object.values(extraBits).reduce((bits, each) => bits | each, 0);
      yield { at: span(data.start, data.start + 1), bytes: Uint8Array.of(kept) };
    }
  yield* wholes.map(without);
}

async function* cutWebp(blob: Blob, keys: readonly string[]): AsyncGenerator<Splice> {
  for await (const { id, data } of riffChunks(blob, span(12, await riffEnd(blob))))
    if (id === "EXIF") yield* cutExif(blob, await tableIn(blob, data), keys);
}

/** Some writers put before the table of tags what stands before it in JPEG. */
async function tableIn(blob: Blob, { start, end }: Span): Promise<Span> {
  const head = asciiOf(await blob.read(span(start, Math.min(end, start + 6))));
  return span(head === "Exif\0\0" ? start + 6 : start, end);
}

async function* chunkRegions(blob: Blob, { id, data }: RiffChunk): AsyncGenerator<Region> {
  if (pixels.has(id)) yield { kind: "tensor", name: id, span: data };
  else if (id === "XMP ") yield { kind: "stretch", as: "text", span: data };
  else {
    if (id === "EXIF") yield* (await readExif(blob, await tableIn(blob, data))).strings;
    yield* swept(blob, { name: id.trim(), span: data });
  }
}
