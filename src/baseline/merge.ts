import { TareError } from "../core/error.ts";
import { isExpired, type Baseline, type Entry } from "./entry.ts";

/**
 * What two baselines know together. With the one that both come from, what one
 * of them took out or changed stays so; without it nothing is lost.
 *
 * @throws {TareError} `usage`: they were made with different keys.
 */
export function mergedBaselines(ours: Baseline, theirs: Baseline, base?: Baseline): Baseline {
  if (ours.key !== theirs.key)
    throw new TareError("usage", "the baselines were made with different keys", {
      hint: "set TARE_FINGERPRINT_KEY to one of them, and write the other anew",
    });
  const entries = new Map<string, Entry>();
  for (const id of new Set([...ours.entries.keys(), ...theirs.entries.keys()])) {
    const entry = merged(ours.entries.get(id), theirs.entries.get(id), base?.entries.get(id));
    if (entry) entries.set(id, entry);
  }
  return { key: ours.key, entries };
}

function merged(ours?: Entry, theirs?: Entry, base?: Entry): Entry | undefined {
  if (ours && theirs) {
    if (base && same(ours, base)) return theirs;
    if (base && same(theirs, base)) return ours;
    return either(ours, theirs);
  }
  const left = ours ?? theirs;
  // One side took it out: it stays out, but where the other side has changed it meanwhile.
  return base && left && same(left, base) ? undefined : left;
}

const same = (one: Entry, other: Entry): boolean => {
  const fields = Object.entries(one);
  return (
    fields.length === Object.keys(other).length &&
    fields.every(([key, value]) => other[key as keyof Entry] === value)
  );
};

/**
 * One entry for two of the same fingerprint, whatever their order: first seen
 * when the earlier one was; accepted where one is, until the earlier day.
 */
export function either(one: Entry, other: Entry): Entry {
  const [first, second] = [one, other].sort((left, right) =>
    sortKey(left) < sortKey(right) ? -1 : 1,
  ) as [Entry, Entry];
  const since = first.since < second.since ? first.since : second.since;
  return { ...first, since };
}

/** What comes first wins: accepted before open, the earlier end, a reason before none. No two entries have the same. */
function sortKey(entry: Entry): string {
  const { since, where, rule, class: kind, severity } = entry;
  const rest = [since, where, rule, kind, severity];
  if (entry.state === "open") return JSON.stringify(["1", ...rest]);
  const { expires = "9999", reason = "\uffff", owner = "\uffff" } = entry;
  return JSON.stringify(["0", expires, reason, owner, ...rest]);
}

/** What somebody has to look at in a baseline. */
export interface Remark {
  readonly kind: "expired" | "no-reason" | "gone";
  readonly entry: Entry;
}

/**
 * The entries that are to be looked at: accepted and over, accepted without a
 * reason, and those that the target no longer holds.
 *
 * @param present The fingerprints that the target holds, if it was scanned.
 */
export function* audited(
  { entries }: Baseline,
  today: string,
  present?: ReadonlySet<string>,
): Generator<Remark> {
  for (const entry of entries.values()) {
    if (present && !present.has(entry.fingerprint)) yield { kind: "gone", entry };
    else if (isExpired(entry, today)) yield { kind: "expired", entry };
    if (entry.state === "accepted" && (entry.reason ?? "").trim() === "")
      yield { kind: "no-reason", entry };
  }
}
