import type { Companions, Confidence } from "../core/finding.ts";
import type { Rule } from "../core/rule.ts";
import type { Secret } from "../core/secret.ts";
import { overlaps, type Span } from "../core/span.ts";
import type { Match } from "../engine/matcher.ts";

/** A match with what a finding needs of its surroundings, before keys, lines and benign values are looked up. */
export interface Sighting {
  readonly rule: Rule;
  readonly confidence: Confidence;
  readonly value: Secret;
  /** In the blob; none for a file's own name. */
  readonly span: Span | undefined;
  /** The parts of `span` that hold the value, when it is cut. */
  readonly pieces: readonly Span[] | undefined;
  /** `string`: judged alone and decoded. `stretch`: seen in the raw bytes. `decoded`: stood coded in either. */
  readonly from: "string" | "stretch" | "decoded";
  /** Whether it is a name itself, which reports show in places: a key, a member's, a file's. */
  readonly named: boolean;
  readonly key: string | undefined;
  readonly coding: string | undefined;
  readonly before: string;
  readonly after: string;
  /** The whole line, for what is known to be benign. */
  readonly line: string;
  /** The lines around it, of an identity: licence headers and citations have several. */
  readonly near: string;
  /** The line above it, as far as it was read. */
  readonly above: string;
  /** What may belong to it, where its provider has to be told. */
  readonly companions: Companions | undefined;
}

/** What is shown of a line on either side of a value, in bytes. */
export const contextSize = 48;
/** What is kept of a line. */
const lineSize = 400;

const utf8 = new TextDecoder();
const decode = (bytes: Uint8Array): string => utf8.decode(bytes);

/** Says whether a value's place is to be looked at more closely (see `Sheet.notes`). */
export type Notes = (rule: Rule, value: string) => boolean;

/** The value of a match, as text. */
export const valueOf = (bytes: Uint8Array, { span }: Match): string =>
  decode(bytes.subarray(span.start, span.end));

/** Matches that can reach into what is shown around the one at `index`: none is shorter than a byte. */
export const neighbours = (matches: readonly Match[], index: number): readonly Match[] =>
  matches.slice(Math.max(0, index - contextSize), index + contextSize + 1);

/** What stands around `match` on its line, with all that is secret in it masked. */
export function surroundings(
  bytes: Uint8Array,
  match: Match,
  all: readonly Match[],
): Pick<Sighting, "before" | "after" | "line" | "near" | "above"> {
  const { start, end } = match.span;
  // A line may be the whole file: no further than what is kept of it.
  const back = bytes.subarray(Math.max(0, start - lineSize), start);
  const ahead = bytes.subarray(end, end + lineSize);
  const backStart = start - back.length;
  const feed = back.lastIndexOf(newline);
  const lineStart = backStart + feed + 1;
  const aboveStart = feed < 1 ? 0 : back.lastIndexOf(newline, feed - 1) + 1;
  const nextLine = ahead.indexOf(newline);
  const lineEnd = end + (nextLine < 0 ? ahead.length : nextLine);
  const before = { start: Math.max(lineStart, start - contextSize), end: start };
  const after = { start: end, end: Math.min(lineEnd, end + contextSize) };
  return {
    before: masked(bytes, before, all),
    after: masked(bytes, after, all),
    line: decode(bytes.subarray(lineStart, lineEnd)),
    near: match.rule.class === "identity" ? decode(around(bytes, match.span)) : "",
    above: decode(back.subarray(aboveStart, Math.max(feed, 0))),
  };
}

const around = (bytes: Uint8Array, { start, end }: Span): Uint8Array =>
  bytes.subarray(Math.max(0, start - lineSize), end + lineSize);

const newline = 10;

/** A run that no rule knows may be a secret all the same: letters and digits mixed, and long. */
const opaque = /(?=[A-Za-z+_=-]{0,60}[0-9])(?=[0-9+_=-]{0,60}[A-Za-z])[A-Za-z0-9+_=-]{20,}/g;

function masked(bytes: Uint8Array, part: Span, all: readonly Match[]): string {
  let text = "";
  let at = part.start;
  for (const { rule, span } of all) {
    if (rule.class !== "secret" || !overlaps(span, part)) continue;
    text += decode(bytes.subarray(at, Math.max(at, span.start))) + mask;
    at = Math.max(at, Math.min(span.end, part.end));
  }
  return (text + decode(bytes.subarray(at, part.end))).replaceAll(opaque, mask);
}

/** Stands for what must not be shown. */
export const mask = "****";

/** How many characters of a long secret may be shown: its kind, never its value. */
const shownPrefix = 4;

/** The value as a report may show it: whole for a clue, its first characters for a long secret, else none. */
export function preview(rule: Pick<Rule, "class">, value: string): string {
  if (rule.class !== "secret") return value;
  const shown = value.length >= 6 * shownPrefix - 4 ? value.slice(0, shownPrefix) : "";
  return `${shown}${mask} (${value.length} characters)`;
}
