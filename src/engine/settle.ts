import { confidences, rank } from "../core/finding.ts";
import { lengthOf, overlaps } from "../core/span.ts";
import type { Match } from "./matcher.ts";

/**
 * Leaves one match at each place, in the order of their places. A secret beats
 * a clue, a specific rule a general one, then confidence, severity and length
 * decide.
 */
export function settle(matches: readonly Match[]): Match[] {
  const byPlace = matches.toSorted((one, other) => one.span.start - other.span.start);
  const kept: Match[] = [];
  let group: Match[] = [];
  let end = 0;
  for (const match of byPlace) {
    if (match.span.start >= end) {
      kept.push(...strongest(group));
      group = [];
    }
    group.push(match);
    end = Math.max(end, match.span.end);
  }
  return [...kept, ...strongest(group)];
}

/** Of matches that touch, directly or over others, the best ones that do not. */
function strongest(group: readonly Match[]): Match[] {
  if (group.length < 2) return [...group];
  const kept: Match[] = [];
  for (const match of group.toSorted(compare))
    if (!kept.some((each) => overlaps(each.span, match.span))) kept.push(match);
  return kept.sort((one, other) => one.span.start - other.span.start);
}

const compare = (one: Match, other: Match): number =>
  Number(other.rule.class === "secret") - Number(one.rule.class === "secret") ||
  Number(one.rule.general ?? false) - Number(other.rule.general ?? false) ||
  confidences.indexOf(other.confidence) - confidences.indexOf(one.confidence) ||
  rank(other.rule.severity) - rank(one.rule.severity) ||
  lengthOf(other.span) - lengthOf(one.span);
