import { type Blob, memoryBlob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { inflate } from "./kit/inflate.ts";
import { innerName } from "./kit/names.ts";
import { deflate, repackStream } from "./kit/pack.ts";
import { packedStream } from "./kit/packed.ts";

/** A zlib stream by itself, as joblib writes it and as git keeps its objects. */
export const zlib: Format = {
  id: "zlib",
  title: "Zlib",
  tier: "general",
  specification: "https://www.rfc-editor.org/rfc/rfc1950",
  reads: "the stream unpacked; trailer swept",
  tested: "joblib",

  matches: ({ head }) => hasHeader(head) && inflates(memoryBlob(head)),

  async *regions(blob) {
    const name = innerName(blob, /\.(?:zz|zlib|z)$/i);
    yield* packedStream(blob, span(0, blob.size), name, (blob, at) => inflate("zlib", blob, at));
  },

  repack: repackStream((member) => deflate("zlib", member)),
};

/** Method 8, a window of at most 32 KiB, no dictionary, and a sum that 31 divides (RFC 1950 §2.2). */
function hasHeader(head: Uint8Array): boolean {
  const [method = 0, flags = 0] = head;
  const isDeflate = (method & 0x0f) === 8 && method >> 4 <= 7 && (flags & 0x20) === 0;
  return head.length > 2 && isDeflate && (method * 256 + flags) % 31 === 0;
}

/** Two bytes prove little, so the start of the stream must unpack to something. */
async function inflates(head: Blob): Promise<boolean> {
  try {
    for await (const chunk of inflate("zlib", head, span(0, head.size)))
      if (chunk.length > 0) return true;
    // An empty stream that is whole.
    return true;
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  }
}
