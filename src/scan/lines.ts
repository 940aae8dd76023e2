import type { Blob } from "../core/blob.ts";
import { span } from "../core/span.ts";
import type { Matcher } from "../engine/matcher.ts";

/** A place in text, both counted from 1; columns are bytes. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Lines are counted in steps of so many bytes. */
const stepSize = 4 * 1024;
const newline = 10;

/**
 * How many lines of a text end before each of its steps, counted while it is
 * read, so that the line of a place is found by reading one step again.
 */
export class LineIndex {
  readonly #start: number;
  /** Line feeds between the start and that of each step, as far as they are counted. */
  readonly #before: number[] = [0];
  #end: number;

  /** @param start Where counting starts: lines are numbered from there. A multiple of 4 KiB. */
  constructor(start = 0) {
    this.#start = start;
    this.#end = start;
  }

  /** The line feeds that were counted. */
  get feeds(): number {
    return this.#before.at(-1) ?? 0;
  }

  /** Counts the next bytes. What does not follow what was counted before is left out. */
  add(matcher: Pick<Matcher, "feeds">, bytes: Uint8Array, start: number): void {
    if (start !== this.#end || (start - this.#start) % stepSize !== 0) return;
    for (let at = 0; at < bytes.length; at += stepSize) {
      const count = matcher.feeds(bytes.subarray(at, at + stepSize));
      this.#before.push((this.#before.at(-1) ?? 0) + count);
    }
    this.#end += bytes.length;
  }

  /** Lines and columns of ascending offsets. */
  async linesAt(blob: Blob, offsets: readonly number[]): Promise<LineColumn[]> {
    await this.#countUpTo(blob, offsets.at(-1) ?? 0);
    const places: LineColumn[] = [];
    let known: { start: number; bytes: Uint8Array } = { start: -1, bytes: new Uint8Array() };
    for (const offset of offsets) {
      const step = Math.floor((offset - this.#start) / stepSize);
      const start = this.#start + step * stepSize;
      if (known.start !== start) known = { start, bytes: await readStep(blob, start) };
      const before = known.bytes.subarray(0, offset - start);
      const line = (this.#before[step] ?? 0) + feedsIn(before) + 1;
      const feed = before.lastIndexOf(newline);
      const lineStart = feed < 0 ? await this.#lineStart(blob, step) : start + feed + 1;
      places.push({ line, column: offset - lineStart + 1 });
    }
    return places;
  }

  /** Counts what was not counted on the way. */
  async #countUpTo(blob: Blob, offset: number): Promise<void> {
    let step = this.#before.length - 1;
    for (let at = this.#start + step * stepSize; at <= offset; at += stepSize)
      this.#before.push((this.#before[step++] ?? 0) + feedsIn(await readStep(blob, at)));
  }

  /** Where the line starts that goes on at the start of a step. */
  async #lineStart(blob: Blob, step: number): Promise<number> {
    let last = step - 1;
    while (last >= 0 && this.#before[last] === this.#before[step]) last--;
    for (let at = this.#start + last * stepSize; at >= 0; at -= stepSize) {
      const feed = (await readStep(blob, at)).lastIndexOf(newline);
      if (feed >= 0) return at + feed + 1;
    }
    return 0;
  }
}

const readStep = async (blob: Blob, start: number): Promise<Uint8Array> =>
  blob.read(span(Math.min(start, blob.size), Math.min(start + stepSize, blob.size)));

function feedsIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}
