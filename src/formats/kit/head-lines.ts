import type { Probe } from "../../core/format.ts";
import { narrowHead } from "./encoding.ts";

/**
 * The lines of the head of a text, one character per byte; a last line that the
 * head may cut is left out, but for the only one. `undefined` for what is no
 * text, or text in UTF-16 and the like.
 */
export function headLines({ head, blob }: Probe): readonly string[] | undefined {
  const lines = narrowHead(head)?.split(/\r?\n/);
  return lines && lines.length > 1 && blob.size > head.length ? lines.slice(0, -1) : lines;
}

/** The lines that are not blank and do not start as a comment does. */
export const significant = (lines: readonly string[], comment: RegExp): readonly string[] =>
  lines.filter((line) => line.trim() !== "" && !comment.test(line));
