import type { Blob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";
import { type Splice, without } from "../../core/splice.ts";
import { isUnder } from "./key-path.ts";
import type { LineWalker } from "./keyed-lines.ts";
import { type Line, lineBatches } from "./lines.ts";

/** A line that says nothing by itself: empty, or a comment. */
const quiet = /^\s*(?:[#;!].*)?$/;
/** An item of a YAML list that is a mapping, up to its first value. */
const itemStart = /^\s*(?:- +)+[^:#]+:(?=\s)/;
/** A value on the line of its key, which is none of the collections with brackets. */
const plainValue = /[:=]\s*[^\s{[]/;

/**
 * `Format.cut` for texts of lines: those under the keys, but not comments and
 * empty lines behind the last of them. Where a line starts an item of a YAML list
 * too, only its value is left out. A key that goes on inside of a value takes the
 * value.
 */
export async function* cutLines(
  blob: Blob,
  keys: readonly string[],
  walker: () => LineWalker,
): AsyncGenerator<Splice> {
  const wanted = await wholeKeys(blob, keys, walker());
  const run = new Run();
  for await (const { line, path } of pathsOf(blob, walker())) {
    const above = wanted.filter((key) => isUnder(path, key));
    const head = above.every((key) => key === path) ? itemStart.exec(line.text)?.[0] : undefined;
    if (above.length > 0 && head === undefined) run.add(line);
    else yield* run.end(line.start);
    if (above.length > 0 && head !== undefined) yield valueless(line, head);
  }
  yield* run.end(blob.size);
}

/** Each line, with the path of what it ends in. */
async function* pathsOf(
  blob: Blob,
  walker: LineWalker,
): AsyncGenerator<{ readonly line: Line; readonly path: string }> {
  for await (const lines of lineBatches(blob))
    for (const line of lines) {
      walker.next(line);
      yield { line, path: walker.path(line.text.length) ?? "" };
    }
}

/** The keys, and in place of those that go on inside of a value that of the value. */
async function wholeKeys(
  blob: Blob,
  keys: readonly string[],
  walker: LineWalker,
): Promise<readonly string[]> {
  const found = new Set(keys);
  for await (const { line, path } of pathsOf(blob, walker))
    if (plainValue.test(line.text) && keys.some((key) => isUnder(key, path))) found.add(path);
  return [...found];
}

/** Lines that follow one another and are left out. */
class Run {
  #start: number | undefined;
  /** Where the quiet lines start that no other has followed yet. */
  #quiet: number | undefined;

  add({ start, text }: Line): void {
    if (!quiet.test(text)) {
      this.#start ??= start;
      this.#quiet = undefined;
    } else if (this.#start !== undefined) this.#quiet ??= start;
  }

  /** @param end Where the first line starts that is kept. */
  *end(end: number): Generator<Splice> {
    if (this.#start !== undefined) yield without(span(this.#start, this.#quiet ?? end));
    this.#start = undefined;
    this.#quiet = undefined;
  }
}

const valueless = (line: Line, head: string): Splice => ({
  at: span(line.start + head.length, line.start + line.bytes.length),
  bytes: Buffer.from(" null"),
});
