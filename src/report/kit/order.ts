import { type Finding, rank } from "../../core/finding.ts";

/** The worst first; what is equally bad keeps its order. */
export const worstFirst = (one: Finding, other: Finding): number =>
  rank(other.severity) - rank(one.severity);

/** Orders by code unit, so that a report reads the same on every machine. */
export const order = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0;
