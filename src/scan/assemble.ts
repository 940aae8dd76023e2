import type { Finding, FindingClass, Severity } from "../core/finding.ts";
import type { Gap, Report, Traffic } from "../core/report.ts";
import { version } from "../core/version.ts";
import type { FileResult } from "./file.ts";

/** What a report says besides the results of the files. */
export interface Frame {
  /** What the files show together, and what stands in a history. */
  readonly besides: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** How many files the settings leave out. */
  readonly excluded: number;
  readonly seen: number;
  /** What listing the targets took. */
  readonly network: readonly Traffic[];
  readonly target: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly interrupted: boolean;
  readonly profile: string;
}

/** Joins the results of files, in their order. */
export function reportOf(done: readonly FileResult[], frame: Frame): Report {
  const findings = merged([...done.flatMap(({ tally }) => tally.findings), ...frame.besides]);
  return {
    schema: "tare/report/v1",
    tool: { name: "tare", version },
    target: frame.target,
    startedAt: frame.startedAt,
    durationMs: frame.durationMs,
    status: frame.interrupted ? "interrupted" : "complete",
    profile: frame.profile,
    bytes: {
      seen: frame.seen,
      read: sum(done, ({ bytesRead }) => bytesRead),
      tensors: sum(done, ({ tally }) => tally.tensors),
      ...networkOf([...frame.network, ...done.map(({ traffic }) => traffic)]),
    },
    findings,
    gaps: [...frame.gaps, ...done.flatMap(({ tally }) => tally.gaps)],
    summary: {
      files: done.length,
      members: sum(done, ({ tally }) => tally.members),
      formats: addedUp(done.map(({ tally }) => tally.formats)),
      byClass: counts(findings.map((each): FindingClass => each.class)),
      bySeverity: counts(findings.map(({ severity }): Severity => severity)),
      benign: sum(done, ({ tally }) => tally.benign),
      ...(frame.excluded > 0 && { excluded: frame.excluded }),
    },
  };
}

function networkOf(all: readonly (Traffic | undefined)[]): Pick<Report["bytes"], "network"> {
  const known = all.filter((each) => each !== undefined);
  if (known.length === 0) return {};
  const requests = sum(known, (each) => each.requests);
  return { network: { requests, bytes: sum(known, ({ bytes }) => bytes) } };
}

/** A folder that many files showed is one finding. */
function merged(findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) {
    const known = byId.get(finding.id);
    const more = (known?.more ?? 0) + (finding.more ?? 0) + 1;
    byId.set(finding.id, known ? { ...known, more } : finding);
  }
  return [...byId.values()];
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** How often each occurs. */
export function counts<K extends string>(keys: readonly K[]): Partial<Record<K, number>> {
  const all: Partial<Record<K, number>> = {};
  for (const key of keys) all[key] = (all[key] ?? 0) + 1;
  return all;
}

function addedUp(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const each of all)
    for (const [key, count] of Object.entries(each)) total[key] = (total[key] ?? 0) + count;
  return Object.fromEntries(Object.entries(total).sort(([one], [other]) => (one < other ? -1 : 1)));
}
