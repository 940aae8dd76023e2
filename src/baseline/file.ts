import { TareError } from "../core/error.ts";
import { findingClasses, severities, type Standing } from "../core/finding.ts";
import { type Baseline, type Entry, standingIn } from "./entry.ts";
import { either } from "./merge.ts";

const schema = "tare/baseline/v1";

/** Whether a text is a baseline of tare's, as far as its first line says. */
export const isBaseline = (text: string): boolean =>
  text.slice(0, 200).replaceAll(" ", "").includes(`"schema":"${schema}"`);

/**
 * Reads a baseline: JSON Lines, of which the first names the schema and each
 * other is one entry. Order does not matter, and where git's `union` merge kept
 * two lines of one fingerprint, they are joined.
 *
 * @throws {TareError} `usage`: a line is wrong; the message names it.
 */
export function readBaseline(text: string, path: string): Baseline {
  const entries = new Map<string, Entry>();
  let key: string | undefined;
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const place = `${path}:${at + 1}`;
    const record = recordOf(line, place);
    if (record["schema"] === schema) {
      const sign = textOf(record, "key", place);
      if (key !== undefined && key !== sign)
        throw wrong(place, "two baselines are mixed that were made with different keys");
      key = sign;
      continue;
    }
    const entry = entryIn(record, place);
    const other = entries.get(entry.fingerprint);
    entries.set(entry.fingerprint, other ? either(other, entry) : entry);
  }
  if (key === undefined) throw wrong(path, `no line '{"schema":"${schema}",…}'`);
  return { key, entries };
}

/** The lines of a baseline, sorted by fingerprint: where an entry stands does not depend on the others. */
export function* printBaseline({ key, entries }: Baseline): Generator<string> {
  yield `${JSON.stringify({ schema, key })}\n`;
  const sorted = [...entries.values()].sort((one, other) =>
    one.fingerprint < other.fingerprint ? -1 : 1,
  );
  for (const entry of sorted) yield `${JSON.stringify(ordered(entry))}\n`;
}

/** The same fields in the same order, whatever made the entry. */
function ordered(entry: Entry): object {
  const { fingerprint, rule, class: kind, severity, since, where } = entry;
  return { fingerprint, rule, class: kind, severity, since, where, ...standingIn(entry) };
}

type Fields = Readonly<Record<string, unknown>>;

function recordOf(line: string, place: string): Fields {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line))
    throw wrong(place, "a conflict of a merge is left in it", "merge with 'tare baseline merge'");
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Fields;
  } catch {
    // Said below, with the place.
  }
  throw wrong(place, "is no JSON object");
}

function entryIn(record: Fields, place: string): Entry {
  const fingerprint = textOf(record, "fingerprint", place);
  if (!/^[0-9a-f]{32}$/.test(fingerprint))
    throw wrong(place, "'fingerprint' is not 32 hexadecimal digits");
  return {
    fingerprint,
    rule: textOf(record, "rule", place),
    class: wordOf(record, "class", Object.keys(findingClasses), place) as Entry["class"],
    severity: wordOf(record, "severity", severities, place) as Entry["severity"],
    since: dayOf(record, "since", place),
    where: textOf(record, "where", place),
    ...standingOf(record, place),
  };
}

function standingOf(record: Fields, place: string): Standing {
  if (wordOf(record, "state", ["open", "accepted"], place) === "open") return { state: "open" };
  return standingIn({
    state: "accepted",
    ...(record["reason"] !== undefined && { reason: textOf(record, "reason", place) }),
    ...(record["owner"] !== undefined && { owner: textOf(record, "owner", place) }),
    ...(record["expires"] !== undefined && { expires: dayOf(record, "expires", place) }),
  });
}

function textOf(record: Fields, key: string, place: string): string {
  const value = record[key];
  if (typeof value === "string") return value;
  throw wrong(place, `'${key}' is not text`);
}

function wordOf(record: Fields, key: string, words: readonly string[], place: string): string {
  const word = textOf(record, key, place);
  if (words.includes(word)) return word;
  throw wrong(place, `'${key}' is '${word}', which is none of ${words.join(", ")}`);
}

function dayOf(record: Fields, key: string, place: string): string {
  const day = textOf(record, key, place);
  if (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))) return day;
  throw wrong(place, `'${key}' is no day such as 2026-11-25`);
}

const wrong = (place: string, what: string, hint?: string): TareError =>
  new TareError("usage", `${place}: ${what}`, hint === undefined ? {} : { hint });
