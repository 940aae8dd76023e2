import { lengthOf, overlaps } from "../../src/core/span.ts";
import type { Match } from "../../src/engine/matcher.ts";
import { textBreaks, wide } from "../../src/engine/windows.ts";

/** A match that only one side has. */
export interface Difference {
  readonly match: Match;
  readonly why: string;
}

export interface Comparison {
  /** In the reference alone. */
  readonly missed: readonly Difference[];
  /** In the engine alone. */
  readonly extra: readonly Difference[];
}

/** Compares what the engine found with what is there. */
export function compared(
  bytes: Buffer,
  engine: readonly Match[],
  reference: readonly Match[],
): Comparison {
  const missed = without(reference, engine);
  const extra = without(engine, reference);
  return {
    missed: missed.map((match) => ({ match, why: reasonOf(bytes, match, engine) })),
    extra: extra.map((match) => ({ match, why: reasonOf(bytes, match, reference) })),
  };
}

const idOf = ({ rule, span }: Match): string => `${rule.id} ${span.start} ${span.end}`;

function without(all: readonly Match[], others: readonly Match[]): Match[] {
  const known = new Set(others.map(idOf));
  return all.filter((each) => !known.has(idOf(each)));
}

/** What can be said of a difference by looking at what stands there. */
function reasonOf(bytes: Buffer, match: Match, others: readonly Match[]): string {
  const over = others.filter(({ span }) => overlaps(span, match.span));
  const same = over.find(({ rule }) => rule.id === match.rule.id);
  if (same)
    return `the other has ${lengthOf(same.span)} bytes of it, from ${same.span.start - match.span.start} on`;
  const [other] = over;
  if (other) return `the other has ${other.rule.id} there`;
  if (match.rule.lines === "many") return "runs over lines";
  return isLongLine(bytes, match) ? "on a line longer than a rule can reach" : "nothing there";
}

function isLongLine(bytes: Buffer, { span }: Match): boolean {
  const isBreak = (at: number): boolean => textBreaks[bytes[at] ?? 0] === 1;
  let start = span.start;
  while (start > 0 && start > span.start - wide.before && !isBreak(start - 1)) start--;
  let end = span.end;
  while (end < bytes.length && end < span.end + wide.after && !isBreak(end)) end++;
  return start === span.start - wide.before || end === span.end + wide.after;
}
