import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A text in which something is, or is not, to be found. */
export interface Example {
  readonly source: string;
  /** Of the source, and not of tare. */
  readonly rule: string;
  readonly kind: "positive" | "negative";
  readonly text: string;
  /** The secret itself. */
  readonly expect?: string;
  /** Where the text is. */
  readonly file: string;
}

/**
 * The examples of a JSON Lines file, packed with gzip or not; each written to a
 * file of its own, whose name says nothing.
 *
 * @throws {Error} A line is no JSON.
 */
export function examplesIn(corpus: string, folder: string): Example[] {
  const bytes = readFileSync(corpus);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  const all = lines.map((line) => JSON.parse(line) as Omit<Example, "file">);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return all.map((each, index) => {
    const file = join(folder, `${index}.txt`);
    writeFileSync(file, each.text);
    return { ...each, file };
  });
}
