import type { Probe } from "../../core/format.ts";
import { narrowHead } from "./encoding.ts";

/**
 * The lines of the head of a text, one character per byte; a last line that the
 * head may cut is left out, but for the only one. `undefined` for what is no
 * text, or text in UTF-16 and the like.
 */
export function headLines({ head, blob }: Probe): readonly string[] | undefined {
  const known = knownLines.get(head);
  if (known) return known;
  const all = narrowHead(head)?.split(/\r?\n/);
  const lines = all && all.length > 1 && blob.size > head.length ? all.slice(0, -1) : all;
  if (lines) knownLines.set(head, lines);
  return lines;
}

/** Many formats ask about the same head. */
const knownLines = new WeakMap<Uint8Array, readonly string[]>();

/** The lines that are not blank and do not start as a comment does. */
export const significant = (lines: readonly string[], comment: RegExp): readonly string[] =>
  lines.filter((line) => line.trim() !== "" && !comment.test(line));
