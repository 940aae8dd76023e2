import type { Blob } from "../../core/blob.ts";
import { lengthOf, type Span } from "../../core/span.ts";
import type { Splice } from "../../core/splice.ts";
import { placeSpans, readExif } from "./exif.ts";
import { isUnder } from "./key-path.ts";

const space = 0x20;

/**
 * `Format.cut` for a table of tags, in which nothing can be left out: texts become
 * spaces, and where the picture was taken (`GPS`) a table of no tags.
 *
 * @throws {MalformedError} No table starts there, or one is cut off.
 */
export const cutExif = (blob: Blob, at: Span, keys: readonly string[]): AsyncGenerator<Splice> =>
  blankedExif(blob, at, (path) => keys.some((key) => isUnder(path, key) || isUnder(key, path)));

/**
 * `Format.strip` for a table of tags: all texts, and where the picture was taken.
 *
 * @throws {MalformedError} As `cutExif`.
 */
export const stripExif = (blob: Blob, at: Span): AsyncGenerator<Splice> =>
  blankedExif(blob, at, () => true);

async function* blankedExif(
  blob: Blob,
  at: Span,
  isGone: (path: string) => boolean,
): AsyncGenerator<Splice> {
  if (isGone("GPS"))
    for (const place of await placeSpans(blob, at))
      yield { at: place, bytes: new Uint8Array(lengthOf(place)) };
  for (const region of (await readExif(blob, at)).strings)
    if (region.kind === "string" && region.role === "value" && isGone(region.key))
      for (const place of region.spans) yield { at: place, bytes: spaces(place, region.coding.id) };
}

/** Wide units have a zero before or behind each space. */
function spaces(at: Span, coding: string): Uint8Array {
  const bytes = new Uint8Array(lengthOf(at));
  const first = coding === "utf-16be" ? 1 : 0;
  for (let each = first; each < bytes.length; each += coding.startsWith("utf-16") ? 2 : 1)
    bytes[each] = space;
  return bytes;
}
