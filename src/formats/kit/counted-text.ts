import { type Coding, plain } from "../../core/coding.ts";
import { name, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";
import type { Step } from "./steps.ts";

/** A longer text is swept where it stands instead of being held. */
const longestText = 8 * 1024 * 1024;
/** How much of a text is shown in key paths, in bytes. */
const longestShown = 200;

/** A text whose length stood before it. */
export interface CountedText {
  /** In bytes, as the file says: it is checked before it is used. */
  readonly length: number;
  readonly key: string;
  readonly role?: "name" | "value";
  readonly coding?: Coding;
}

const utf8 = new TextDecoder();

/**
 * Yields the text at the cursor, which then stands behind it, and returns its
 * start for use in key paths. An empty text is no region.
 *
 * @throws {MalformedError} The text ends after the file does.
 */
export function* countedText(
  cursor: Cursor,
  { length, key, role = "value", coding = plain }: CountedText,
): Generator<Step, string> {
  if (!(length >= 0 && length <= cursor.left))
    throw cursor.malformed(`text of ${length} bytes, ${cursor.left} left`);
  const at = span(cursor.at, cursor.at + length);
  if (length > longestText) {
    yield { kind: "stretch", as: "binary", span: at };
    cursor.at = at.end;
    return "";
  }
  if (!cursor.has(length)) yield length;
  const bytes = cursor.bytes(length);
  if (length > 0) yield (role === "name" ? name : value)(key, at, coding, bytes);
  return utf8.decode(coding.decode(bytes.subarray(0, longestShown)));
}

/** The start of a text of that length at the cursor, which stays there. */
export function* textAhead(cursor: Cursor, length: number): Generator<Step, string> {
  const shown = Math.min(length, longestShown);
  yield shown;
  const start = cursor.at;
  const text = utf8.decode(cursor.bytes(shown));
  cursor.at = start;
  return text;
}
