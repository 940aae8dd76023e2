import type { Coding } from "./coding.ts";
import type { Span } from "./span.ts";

/**
 * What may be seen at a glance of text that is coded. The search gives these, a
 * bit each, for every 64 bytes (`Search.signs`); a decoder is asked only there.
 */
export const signs = {
  /** Some 32 letters and digits in a row. */
  run: 1,
  /** `%41`. */
  percent: 2,
  /** `\x`, `\u`, `\101`, `\"`, `\/`. */
  backslash: 4,
  /** `&#`, `&amp`, `&quot`. */
  entity: 8,
  /** A quote that closes where another one opens, or at a line's end; a line that a backslash continues. */
  join: 16,
  /** `0x41,`, `41:41:41:`, `chr(`, `fromCharCode(`, `[::-1]`, `=3D`, `"a",`, `".join`, `"].join`. */
  list: 32,
} as const;

/** How many bytes the signs are told of together. */
export const signWidth = 64;

/** A part of a text that may be coded. */
export interface Candidate {
  readonly span: Span;
  readonly coding: Coding;
  /**
   * `all` of it is coded, as in base64: it is looked at if what it spells is text
   * or a known file. `some`: most of it stands as it is, as in a line with escapes;
   * only what a coded place has part in is news.
   */
  readonly coded: "all" | "some";
}

/** Knows one way in which text is spelled in other characters. */
export interface Decoder {
  /** Lower-case, stable: `base64`. */
  readonly id: string;
  /** For people: what it undoes. */
  readonly title: string;
  /** One of `signs`. */
  readonly sign: number;
  /**
   * The parts of `text` that may be so coded and have something in `parts`, where the
   * sign was seen. They may begin before one, and end behind it. In order.
   */
  candidates(text: Buffer, parts: readonly Span[]): Iterable<Candidate>;
}
