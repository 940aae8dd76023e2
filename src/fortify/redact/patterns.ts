import { ansi } from "../../core/codings.ts";
import type { Matcher } from "../../engine/matcher.ts";
import { wide } from "../../engine/windows.ts";
import { openKeyBlock } from "./key-block.ts";
import type { Place } from "./places.ts";

/** Finds by rules what is to be masked in the lines of a stream. */
export class Patterns {
  readonly #matcher: Matcher;

  constructor(matcher: Matcher) {
    this.#matcher = matcher;
  }

  /** Where values stand in the bytes, with colours within them or not. */
  places(bytes: Buffer): Place[] {
    const places = this.#find(bytes);
    if (!bytes.includes(escape)) return places;
    const { starts, ends } = ansi.places(bytes);
    const coloured = this.#find(ansi.decode(bytes)).map(({ start, end, name }) => ({
      start: starts[start] ?? 0,
      end: ends[end - 1] ?? 0,
      name,
    }));
    return [...places, ...coloured];
  }

  #find(bytes: Uint8Array): Place[] {
    return this.#matcher
      .find(bytes)
      .map(({ rule, span: { start, end } }) => ({ start, end, name: rule.id }));
  }

  /**
   * From where on the bytes have to wait for what follows them: a value may
   * begin there that is only known by its end.
   */
  waitingFrom(bytes: Buffer): number {
    return Math.min(openKeyBlock(bytes), this.#openWord(bytes));
  }

  /** Where the last word starts, if it is cut and a rule may find something in its line. */
  #openWord(bytes: Buffer): number {
    if (!isInWord(bytes.at(-1))) return bytes.length;
    const from = Math.max(0, bytes.length - wide.after);
    const line = Math.max(from, 1 + Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)));
    if (!this.#matcher.mayMatch(bytes.subarray(line))) return bytes.length;
    let start = bytes.length;
    while (start > line && (bytes[start - 1] as number) > 0x20) start--;
    return start;
  }
}

const escape = 0x1b;

/** Letters, digits, and what stands between them in keys. */
const isInWord = (byte: number | undefined): boolean =>
  byte !== undefined && /[\w+/=.~-]/.test(String.fromCharCode(byte));
