import { type Blob, slice } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { type Region, value } from "../../core/region.ts";
import type { Span } from "../../core/span.ts";
import { isText } from "./printable.ts";

/** Metadata that is JSON is read as JSON from this length on, in bytes. */
const shortestJson = 16;
/** Shorter bytes that are no text are numbers, hashes and the like. */
const shortestBlob = 16;

/** Bytes of a table where they stand, with their key path. */
export interface Entry {
  readonly key: string;
  readonly at: Span;
  readonly bytes: Uint8Array;
}

/** A value of a table: a text, or else, a picture say, a blob by itself. */
export function* cellRegions(blob: Blob, { key, at, bytes }: Entry): Generator<Region> {
  if (bytes.length === 0) return;
  if (isText(bytes)) yield value(key, at, plain, bytes);
  else if (bytes.length >= shortestBlob)
    yield { kind: "child", blob: slice(blob, at, nameIn(key)) };
}

/** A value of the metadata that writers add: JSON is read as such. */
export function* metadataRegions(blob: Blob, entry: Entry): Generator<Region> {
  const { key, at, bytes } = entry;
  const isJson = bytes[0] === 0x7b && bytes.at(-1) === 0x7d && bytes.length >= shortestJson;
  if (isJson && isText(bytes)) yield { kind: "child", blob: slice(blob, at, nameIn(key)) };
  else yield* cellRegions(blob, entry);
}

const nameIn = (key: string): string => key.replace(/^\$\.?/, "");

/** A dotted name as a step of a key path. */
export const step = (name: string): string =>
  /^[\w$.:-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name.slice(0, 200))}]`;
