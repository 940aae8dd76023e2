import type { Blob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";
import type { Splice } from "../../core/splice.ts";
import { cutterOf, jsonSplices } from "./json-edits.ts";
import { documentRoot } from "./key-path.ts";

/** `Format.cut` for a text that is JSON: the entries at the keys, with their commas. */
export async function* cutJson(blob: Blob, keys: readonly string[]): AsyncGenerator<Splice> {
  yield* await jsonSplices(blob, span(0, blob.size), documentRoot, cutterOf(keys));
}
