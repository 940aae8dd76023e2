import {
  type FindingClass,
  findingClasses,
  rank,
  severities,
  type Severity,
} from "../../core/finding.ts";
import type { Entry } from "./fold.ts";
import { fileOf } from "../../core/blob.ts";

/** How many different values of one class were found. */
interface ClassCount {
  readonly class: FindingClass;
  readonly values: number;
  readonly worst: Severity;
}

/** What was found, in numbers for people. */
export interface Tally {
  /** Different values, worst severity first; only those that occur. */
  readonly bySeverity: readonly (readonly [Severity, number])[];
  /** Worst first. */
  readonly byClass: readonly ClassCount[];
  /** Secrets that can do harm as they are: of severity high or critical. */
  readonly secrets: number;
  readonly values: number;
  readonly places: number;
  readonly files: number;
}

/** Of these it matters in how many files they are; of all others, how many different values. */
const countedByFile: ReadonlySet<FindingClass> = new Set(["debug", "hidden", "exposure"]);

/** Counts entries. The same user name in thirty files is one user name. */
export function tally(entries: readonly Entry[]): Tally {
  const values = [...distinct(entries).values()];
  const count = (holds: (entry: Entry) => boolean): number => values.filter(holds).length;
  return {
    bySeverity: severities
      .toReversed()
      .map((each) => [each, count(({ finding }) => finding.severity === each)] as const)
      .filter(([, number]) => number > 0),
    byClass: classCounts(values),
    secrets: count(
      ({ finding }) => finding.class === "secret" && rank(finding.severity) >= rank("high"),
    ),
    values: values.length,
    places: entries.reduce((sum, { places }) => sum + places, 0),
    files: new Set(entries.map(({ finding }) => fileOf(finding.location.path))).size,
  };
}

function distinct(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const values = new Map<string, Entry>();
  for (const entry of entries) {
    const { class: kind, fingerprint, rule, location } = entry.finding;
    const file = countedByFile.has(kind) ? fileOf(location.path) : "";
    const key = `${rule}\0${fingerprint}\0${file}`;
    const known = values.get(key);
    if (!known || rank(known.finding.severity) < rank(entry.finding.severity))
      values.set(key, entry);
  }
  return values;
}

function classCounts(values: readonly Entry[]): ClassCount[] {
  const counts: ClassCount[] = [];
  for (const kind of Object.keys(findingClasses) as FindingClass[]) {
    const found = values.filter(({ finding }) => finding.class === kind);
    const worst = severities.findLast((each) => found.some((one) => one.finding.severity === each));
    if (worst) counts.push({ class: kind, values: found.length, worst });
  }
  return counts.sort((one, other) => rank(other.worst) - rank(one.worst));
}
