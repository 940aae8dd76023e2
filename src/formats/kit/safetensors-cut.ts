import { type Blob, memoryBlob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { type Splice, spliced } from "../../core/splice.ts";
import { cutterOf, jsonSplices } from "./json-edits.ts";
import { isUnder } from "./key-path.ts";

const metadata = "$.__metadata__";
const space = 0x20;

/**
 * Entries of `__metadata__`, or all of it, left out of a header, which is filled
 * with spaces up to its length, so that no tensor moves. Tensors are not left out.
 */
export async function* cutMetadata(
  blob: Blob,
  header: Span,
  keys: readonly string[],
): AsyncGenerator<Splice> {
  const wanted = keys.filter((key) => isUnder(key, metadata));
  const splices = await jsonSplices(blob, header, () => "$", cutterOf(wanted));
  if (splices.length === 0) return;
  const before = memoryBlob(await blob.read(header));
  const moved = splices.map(({ at, bytes }) => ({
    at: span(at.start - header.start, at.end - header.start),
    bytes,
  }));
  const after = spliced(before, moved);
  const bytes = new Uint8Array(before.size).fill(space);
  bytes.set(await after.read(span(0, after.size)));
  yield { at: header, bytes };
}
