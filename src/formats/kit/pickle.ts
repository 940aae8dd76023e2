import { type Blob, memoryBlob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";

export { type Pickle, readPickle } from "./pickle-reader.ts";
export { pickleRegions } from "./pickle-regions.ts";

/** Blobs up to this size are read once, as texts are read after the pickle was. */
const smallBlob = 1 << 20;

/** The same blob, held in memory if it is small. */
export async function resident(blob: Blob): Promise<Blob> {
  if (blob.size > smallBlob) return blob;
  return memoryBlob(await blob.read(span(0, blob.size)), blob.origin);
}
