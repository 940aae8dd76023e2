import { type Finding, type Location, rank, type Severity } from "../../core/finding.ts";
import { order } from "./order.ts";
import { fileOf } from "../../core/blob.ts";

/** One value in one file, with all the places where it stands there. */
export interface Entry {
  /** The value at its first place. */
  readonly finding: Finding;
  /** All that were folded, the first included. */
  readonly findings: readonly Finding[];
  /** The further places that the report lists. */
  readonly others: readonly Location[];
  /** All places, those that the report only counts too. */
  readonly places: number;
}

/** The values that first stand in one blob. */
export interface PlaceGroup {
  /** Containers joined with `!/`. */
  readonly path: string;
  readonly worst: Severity;
  /** Worst first. */
  readonly entries: readonly Entry[];
}

/** What was found in one file of the target. */
export interface FileGroup {
  readonly file: string;
  readonly worst: Severity;
  /** The file itself, then what is packed in it, worst first. */
  readonly places: readonly PlaceGroup[];
}

/** Folds equal values of each file into one entry; entries stand in the order of the report. */
export function fold(findings: readonly Finding[]): Entry[] {
  const groups = Map.groupBy(
    findings,
    ({ rule, fingerprint, location }) => `${fileOf(location.path)}\0${rule}\0${fingerprint}`,
  );
  return [...groups.values()].map(folded);
}

function folded(same: readonly Finding[]): Entry {
  const [first, ...others] = same as readonly [Finding, ...Finding[]];
  return {
    finding: first,
    findings: same,
    others: others.map(({ location }) => location),
    places: same.reduce((sum, { more }) => sum + 1 + (more ?? 0), 0),
  };
}

/** Entries by file and then by blob, the worst first, equals by name. */
export function byFile(entries: readonly Entry[]): FileGroup[] {
  const files = Map.groupBy(entries, ({ finding }) => fileOf(finding.location.path));
  return [...files]
    .map(([file, inside]) => ({ file, worst: worstOf(inside), places: byPlace(inside) }))
    .sort((one, other) => rank(other.worst) - rank(one.worst) || order(one.file, other.file));
}

function byPlace(entries: readonly Entry[]): PlaceGroup[] {
  const places = Map.groupBy(entries, ({ finding }) => finding.location.path);
  return [...places]
    .map(([path, inside]) => ({
      path,
      worst: worstOf(inside),
      entries: inside.toSorted(compare),
    }))
    .sort(
      (one, other) =>
        Number(isNested(one.path)) - Number(isNested(other.path)) ||
        rank(other.worst) - rank(one.worst) ||
        order(one.path, other.path),
    );
}

const isNested = (path: string): boolean => fileOf(path) !== path;

/** The worst severity among entries, of which there is at least one. */
export const worstOf = (entries: readonly Entry[]): Severity =>
  entries
    .map(({ finding }) => finding.severity)
    .reduce((worst, each) => (rank(each) > rank(worst) ? each : worst), "info");

const compare = ({ finding: one }: Entry, { finding: other }: Entry): number =>
  rank(other.severity) - rank(one.severity) ||
  order(one.title, other.title) ||
  offsetOf(one.location) - offsetOf(other.location);

const offsetOf = ({ line, span }: Location): number => line ?? span?.start ?? 0;
