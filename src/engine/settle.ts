import { confidences, rank } from "../core/finding.ts";
import { lengthOf } from "../core/span.ts";
import type { Match } from "./matcher.ts";

/**
 * Leaves one match at each place, in the order of their places. A secret beats
 * a clue, a specific rule a general one, then confidence, severity and length
 * decide.
 */
export function settle(matches: readonly Match[]): Match[] {
  const byPlace = matches.toSorted((one, other) => one.span.start - other.span.start);
  const kept: Match[][] = [];
  let group: Match[] = [];
  let end = 0;
  for (const match of byPlace) {
    if (match.span.start >= end) {
      kept.push(strongest(group, end));
      group = [];
    }
    group.push(match);
    end = Math.max(end, match.span.end);
  }
  return [...kept, strongest(group, end)].flat();
}

/**
 * Of matches that touch, directly or over others, the best ones that do not.
 *
 * @param end Where the last of them ends.
 */
function strongest(group: Match[], end: number): Match[] {
  const [first] = group;
  if (!first || group.length === 1) return group;
  // Byte by byte: matches can be as many as bytes, and must not be held one against the other.
  const base = first.span.start;
  const taken = new Uint8Array(end - base);
  const kept = group.toSorted(compare).filter(({ span: { start, end } }) => {
    const own = taken.subarray(start - base, end - base);
    return !own.includes(1) && own.fill(1);
  });
  return kept.sort((one, other) => one.span.start - other.span.start);
}

const compare = (one: Match, other: Match): number =>
  Number(other.rule.class === "secret") - Number(one.rule.class === "secret") ||
  Number(one.rule.general ?? false) - Number(other.rule.general ?? false) ||
  confidences.indexOf(other.confidence) - confidences.indexOf(one.confidence) ||
  rank(other.rule.severity) - rank(one.rule.severity) ||
  lengthOf(other.span) - lengthOf(one.span) ||
  one.span.start - other.span.start ||
  // Whatever stands elsewhere in a block must not change which rule a value is reported by.
  (one.rule.id < other.rule.id ? -1 : Number(one.rule.id !== other.rule.id));
