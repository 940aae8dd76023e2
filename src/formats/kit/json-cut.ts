import type { Blob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";
import type { Splice } from "../../core/splice.ts";
import { jsonSplices } from "./json-edits.ts";
import { documentRoot } from "./key-path.ts";

/** `Format.cut` for a text that is JSON: the entries at the keys, with their commas. */
export async function* cutJson(blob: Blob, keys: readonly string[]): AsyncGenerator<Splice> {
  const wanted = new Set(keys);
  yield* await jsonSplices(blob, span(0, blob.size), documentRoot, (path) =>
    wanted.has(path) ? "cut" : undefined,
  );
}
