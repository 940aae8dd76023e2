import { type Blob, memoryBlob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { largestDictionary, lzmaProperties } from "./kit/lzma.ts";
import { type LzmaHeader, lzmaHeader, unpackLzmaAlone } from "./kit/lzma-alone.ts";
import { innerName } from "./kit/names.ts";
import { packedStream } from "./kit/packed.ts";
import { packLzmaAlone } from "./kit/lzma-pack.ts";
import { repackStream } from "./kit/pack.ts";

const headerSize = 13;
/** XZ Utils takes no file for a `.lzma` that claims to be larger: 256 GiB. */
const largestSize = 2 ** 38;

/** LZMA as it was before XZ: a header of 13 bytes without a mark, and the stream. */
export const lzmaAlone: Format = {
  id: "lzma-alone",
  title: "LZMA (.lzma)",
  tier: "general",
  specification: "https://www.7-zip.org/sdk.html",
  reads: "the stream unpacked; trailer swept",
  tested: "joblib",

  matches: ({ head }) => isHeader(head) && decodes(memoryBlob(head)),

  async *regions(blob) {
    const all = span(0, blob.size);
    const header = lzmaHeader(await blob.read(span(0, Math.min(blob.size, headerSize))));
    if (header && needed(header) > largestDictionary)
      yield { kind: "gap", reason: `limit: dictionary of ${header.dictionary} bytes`, span: all };
    else
      yield* packedStream(blob, all, innerName(blob, /\.lzma$/i), (blob, at) =>
        unpackLzmaAlone(blob, at),
      );
  },

  repack: repackStream(packLzmaAlone),
};

/** A dictionary is never larger than the data. */
const needed = ({ dictionary, size = Infinity }: LzmaHeader): number => Math.min(dictionary, size);

/**
 * Without a mark, the values must be such as encoders write: properties that
 * XZ allows too, a dictionary of 2^n or 2^n + 2^(n-1) bytes, a likely size, and
 * the zero with which the range coder starts.
 */
function isHeader(head: Uint8Array): boolean {
  const header = lzmaHeader(head);
  const properties = header && lzmaProperties(header.properties);
  if (!header || !properties || properties.lc + properties.lp > 4) return false;
  const { dictionary, size = 0 } = header;
  const isPower =
    Number.isInteger(Math.log2(dictionary)) || Number.isInteger(Math.log2(dictionary / 3));
  return (
    dictionary >= 4096 &&
    (isPower || dictionary === 0xffff_ffff) &&
    size <= largestSize &&
    head[headerSize] === 0
  );
}

/** The start of the stream must unpack to something, or go on for longer than what is known of it. */
async function decodes(head: Blob): Promise<boolean> {
  try {
    for await (const chunk of unpackLzmaAlone(head, span(0, head.size)))
      if (chunk.length > 0) return true;
    return true;
  } catch (error) {
    if (error instanceof MalformedError) return error.message.includes("ends too soon");
    throw error;
  }
}
