import { type Finding, type FindingClass, rank } from "../core/finding.ts";
import { type Event, type FindingView, type Happening, refsOf } from "./event.ts";

type FindingOpened = Extract<Happening, { readonly type: "finding-opened" }>;

/** Longer texts are cut: a ledger is no copy of what was scanned. */
const longestText = 1000;

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
  /** Whether somebody wanted this path to be left out, this time. */
  readonly isLeftOut?: (path: string) => boolean;
  /** Names the scan. */
  readonly scan?: string;
}

/** What of a target is new since the ledger, and what is gone, from `medium` on. */
export function changesOf(events: readonly Event[], seen: Seen): Happening[] {
  const { target, classes, isLeftOut = () => false } = seen;
  const scan = seen.scan === undefined ? {} : { scan: seen.scan };
  const views = viewsOf(seen.findings);
  const open = openIn(events, target);
  const found = refsOf(seen.findings.filter(({ severity }) => rank(severity) >= rank(least)));
  const all = [...seen.findings, ...seen.accepted];
  const present = new Set(all.map(({ fingerprint }) => fingerprint));
  const isGone = ({ finding, view }: FindingOpened): boolean =>
    !present.has(finding.fingerprint) &&
    (classes.length === 0 || classes.includes(finding.class)) &&
    !(view !== undefined && isLeftOut(view.path));
  return [
    ...found
      .filter(({ fingerprint }) => !open.has(fingerprint))
      .map((finding): Happening => {
        const view = views.get(finding.fingerprint);
        return { type: "finding-opened", target, finding, ...(view && { view }), ...scan };
      }),
    ...(seen.isWhole ? [...open.values()].filter(isGone) : []).map(({ finding }): Happening => ({
      type: "finding-closed",
      target,
      finding,
      ...scan,
    })),
  ];
}

/** How each value looks, at the first of its places. */
function viewsOf(findings: readonly Finding[]): ReadonlyMap<string, FindingView> {
  const views = new Map<string, FindingView>();
  for (const each of findings)
    if (!views.has(each.fingerprint)) views.set(each.fingerprint, viewOf(each));
  return views;
}

/** As long as a field of an event may be. */
const clipped = (text: string): string => text.slice(0, longestText);

const viewOf = ({ location: { path, key, line }, ...finding }: Finding): FindingView => ({
  title: clipped(finding.title),
  preview: clipped(finding.preview),
  confidence: finding.confidence,
  verified: finding.verified,
  harm: clipped(finding.harm),
  remedy: clipped(finding.remedy),
  path: clipped(path),
  ...(key !== undefined && { key: clipped(key) }),
  ...(line !== undefined && { line }),
});

/** The findings of a target that were opened and not closed. */
function openIn(events: readonly Event[], target: string): ReadonlyMap<string, FindingOpened> {
  const open = new Map<string, FindingOpened>();
  for (const { happening } of events) {
    if (happening.type === "finding-opened" && happening.target === target)
      open.set(happening.finding.fingerprint, happening);
    if (happening.type === "finding-closed" && happening.target === target)
      open.delete(happening.finding.fingerprint);
  }
  return open;
}
