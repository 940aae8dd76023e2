import { type Finding, type FindingClass, rank } from "../core/finding.ts";
import { type Event, type FindingRef, type Happening, refsOf } from "./event.ts";

/** What matters less is not followed: a release holds hundreds of versions and names. */
const least = "medium";

/** What a scan of a target found. */
export interface Seen {
  readonly target: string;
  readonly findings: readonly Finding[];
  /** There, but somebody has accepted them: they are neither opened nor closed. */
  readonly accepted: readonly Finding[];
  /** Whether what is not among the findings is no longer there. */
  readonly isWhole: boolean;
  /** Classes that were looked for; all when empty. */
  readonly classes: readonly FindingClass[];
}

/** What of a target is new since the ledger, and what is gone, from `medium` on. */
export function changesOf(events: readonly Event[], seen: Seen): Happening[] {
  const { target, classes } = seen;
  const open = openIn(events, target);
  const found = refsOf(seen.findings.filter(({ severity }) => rank(severity) >= rank(least)));
  const all = [...seen.findings, ...seen.accepted];
  const present = new Set(all.map(({ fingerprint }) => fingerprint));
  const isGone = (each: FindingRef): boolean =>
    !present.has(each.fingerprint) && (classes.length === 0 || classes.includes(each.class));
  return [
    ...found
      .filter(({ fingerprint }) => !open.has(fingerprint))
      .map((finding) => ({ type: "finding-opened", target, finding }) as const),
    ...(seen.isWhole ? [...open.values()].filter(isGone) : []).map(
      (finding) => ({ type: "finding-closed", target, finding }) as const,
    ),
  ];
}

/** The findings of a target that were opened and not closed. */
function openIn(events: readonly Event[], target: string): ReadonlyMap<string, FindingRef> {
  const open = new Map<string, FindingRef>();
  for (const { happening } of events) {
    if (happening.type === "finding-opened" && happening.target === target)
      open.set(happening.finding.fingerprint, happening.finding);
    if (happening.type === "finding-closed" && happening.target === target)
      open.delete(happening.finding.fingerprint);
  }
  return open;
}
