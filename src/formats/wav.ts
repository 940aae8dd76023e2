import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { appended } from "./kit/appended.ts";
import { asciiOf, untilNul } from "./kit/fields.ts";
import { swept } from "./kit/parts.ts";
import { isRiff, type RiffChunk, riffChunks, riffEnd, riffKeys } from "./kit/riff.ts";

/** Longer texts are read as they stand. */
const longestText = 1 << 20;

/** Sound, of which data sets and models of speech ship samples: recorders write names, places and times beside it. */
export const wav: Format = {
  id: "wav",
  title: "WAV sound",
  tier: "specific",
  specification: "https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html",
  reads: "lists of texts and other chunks; sound skipped; what follows the end swept",
  tested: "Python's wave, mutagen",

  matches: ({ head }) => isRiff(head, "WAVE"),

  async *regions(blob) {
    const end = await riffEnd(blob);
    for await (const chunk of riffChunks(blob, span(12, end))) yield* chunkRegions(blob, chunk);
    yield* appended(blob, end, "after the end of the sound");
  },

  keys: riffKeys,
};

async function* chunkRegions(blob: Blob, { id, data }: RiffChunk): AsyncGenerator<Region> {
  const isList = id === "LIST" && data.end - data.start >= 4;
  if (id === "data") yield { kind: "tensor", name: id, span: data };
  else if (isList && asciiOf(await blob.read(span(data.start, data.start + 4))) === "INFO")
    yield* infoTexts(blob, span(data.start + 4, data.end));
  else yield* swept(blob, { name: id.trim(), span: data });
}

/** Chunks of text: `IART` is who, `ISFT` with what, `ICMT` a comment. */
async function* infoTexts(blob: Blob, at: Span): AsyncGenerator<Region> {
  for await (const { id, data } of riffChunks(blob, at)) {
    if (data.end - data.start > longestText) yield* swept(blob, { name: id, span: data });
    else {
      const text = untilNul(await blob.read(data), 0);
      yield value(id, span(data.start, data.start + text.length), plain, text);
      const rest = span(data.start + text.length, data.end);
      if (rest.end > rest.start + 1)
        yield { kind: "dead", what: "after the end of a text", span: rest };
    }
  }
}
