import { existsSync } from "node:fs";
import { type Baseline, type Entry, entryOf } from "../baseline/entry.ts";
import { printBaseline, readBaseline } from "../baseline/file.ts";
import { audited, mergedBaselines, type Remark } from "../baseline/merge.ts";
import { TareError } from "../core/error.ts";
import type { Finding, Standing } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { padded, wrap } from "../report/kit/width.ts";
import { plural } from "../report/kit/words.ts";
import { baselineAt, baselineOrNone, usualBaseline, withKnown, writeBaseline } from "./baseline.ts";
import type { Shell } from "./command.ts";
import { readText } from "./files.ts";
import { text, type Values } from "./options.ts";
import { needPlace } from "./output.ts";
import { fingerprintKeyOf, scanned } from "./scanning.ts";
import { type Settings, settingsOf } from "./settings.ts";

/** Adds to a baseline what the targets hold. */
export async function write(
  targets: readonly string[],
  values: Values,
  shell: Shell,
): Promise<number> {
  const settings = await settingsOf(targets, values, shell);
  const path = pathOf(values, settings);
  await needPlace(path);
  const key = fingerprintKeyOf(shell);
  const isNew = !existsSync(path);
  const old = await baselineOrNone(path, key);
  const report = await scanned(targets, values, await narrowed(settings, values, shell), shell);
  const found = text(values, "from") === undefined ? report.findings : (report.known ?? []);
  const { baseline, added, gone } = updated(old, found, values);
  const kept = values["prune"] === true && isWhole(report) ? without(baseline, gone) : baseline;
  await writeBaseline(path, kept);
  shell.out(`${path}: ${plural(kept.entries.size, "entry", "entries")}, ${added} of them new\n`);
  if (gone.length > 0) shell.out(`${goneWords(gone.length, values, report)}\n`);
  if (isNew)
    shell.err(`hint: let git merge it by itself: echo '${path} merge=union' >> .gitattributes\n`);
  return 0;
}

const pathOf = (values: Values, { baseline }: Settings): string =>
  text(values, "file") ?? baseline ?? usualBaseline;

/** With `--from` the scan sets apart what the other scanner knows. */
async function narrowed(settings: Settings, values: Values, shell: Shell): Promise<Settings> {
  const from = text(values, "from");
  if (from === undefined) return settings;
  const key = fingerprintKeyOf(shell);
  return { ...settings, policy: await withKnown(settings.policy, from, { key, shell }) };
}

interface Update {
  readonly baseline: Baseline;
  readonly added: number;
  /** Fingerprints that the targets do not hold. */
  readonly gone: readonly string[];
}

function updated(old: Baseline, found: readonly Finding[], values: Values): Update {
  const today = new Date().toISOString().slice(0, 10);
  const entries = new Map(old.entries);
  const present = new Set<string>();
  for (const finding of found) {
    present.add(finding.fingerprint);
    const standing = standingOf(finding, values);
    if (!entries.has(finding.fingerprint))
      entries.set(finding.fingerprint, entryOf(finding, today, standing));
  }
  return {
    baseline: { ...old, entries },
    added: entries.size - old.entries.size,
    gone: [...entries.keys()].filter((each) => !present.has(each)),
  };
}

function standingOf({ standing }: Finding, values: Values): Standing {
  if (values["accept"] !== true) return standing ?? { state: "open" };
  const [reason, owner, expires] = ["reason", "owner", "expires"].map((name) => text(values, name));
  return {
    state: "accepted",
    ...(reason !== undefined && { reason }),
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires }),
  };
}

function without(baseline: Baseline, gone: readonly string[]): Baseline {
  const entries = new Map(baseline.entries);
  for (const each of gone) entries.delete(each);
  return { ...baseline, entries };
}

const isWhole = ({ gaps, status }: Report): boolean => gaps.length === 0 && status === "complete";

function goneWords(count: number, values: Values, report: Report): string {
  const what = `${plural(count, "entry is", "entries are")} no longer in what was scanned`;
  if (values["prune"] !== true) return `${what}; --prune takes ${count === 1 ? "it" : "them"} out`;
  return isWhole(report) ? `${what}: taken out` : `${what}, but not everything was inspected: kept`;
}

/** Joins two baselines. */
export async function merge(
  [ours, theirs, ...others]: readonly string[],
  values: Values,
  shell: Shell,
): Promise<number> {
  if (ours === undefined || theirs === undefined || others.length > 0)
    throw new TareError("usage", "merge takes two baselines", {
      hint: "tare baseline merge OURS THEIRS --output FILE",
    });
  const base = text(values, "base");
  const merged = mergedBaselines(
    await read(ours),
    await read(theirs),
    base === undefined ? undefined : await baseOf(base),
  );
  const output = text(values, "output");
  if (output === undefined) for (const line of printBaseline(merged)) shell.out(line);
  else await writeBaseline(output, merged);
  return 0;
}

const read = async (path: string): Promise<Baseline> =>
  readBaseline(await readText(path, "baseline"), path);

/** git gives an empty file where both sides have added the baseline. */
async function baseOf(path: string): Promise<Baseline | undefined> {
  const content = await readText(path, "baseline");
  return content.trim() === "" ? undefined : readBaseline(content, path);
}

/** Lists what is to be looked at. */
export async function audit(
  targets: readonly string[],
  values: Values,
  shell: Shell,
): Promise<number> {
  const settings = await settingsOf(targets, values, shell);
  const path = pathOf(values, settings);
  const known = await baselineAt(path, fingerprintKeyOf(shell));
  const report = targets.length > 0 ? await scanned(targets, values, settings, shell) : undefined;
  const present = report && new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const remarks = [...audited(known, settings.policy.today, present)];
  if (values["format"] === "json")
    shell.out(`${JSON.stringify(asJson(known, remarks), null, 2)}\n`);
  else for (const line of auditLines(path, known, remarks, shell.columns ?? 80)) shell.out(line);
  if (report && !isWhole(report))
    shell.err("tare: note: not everything was inspected, so what seems gone may be there\n");
  return remarks.length > 0 ? 1 : 0;
}

const asJson = ({ entries }: Baseline, remarks: readonly Remark[]): object => ({
  entries: entries.size,
  remarks: remarks.map(({ kind, entry }) => ({ kind, ...entry })),
});

const headings = {
  expired: "Accepted until a day that is over: findings count as new again",
  "no-reason": "Accepted without a reason",
  gone: "No longer in what was scanned: take them out with 'baseline write --prune'",
} as const satisfies Record<Remark["kind"], string>;

function* auditLines(
  path: string,
  { entries }: Baseline,
  remarks: readonly Remark[],
  columns: number,
): Generator<string> {
  for (const [kind, words] of Object.entries(headings)) {
    const found = remarks.filter((each) => each.kind === kind);
    if (found.length === 0) continue;
    yield `${wrap(words, columns).join("\n")}\n`;
    for (const { entry } of found) yield* entryLines(entry, columns);
    yield "\n";
  }
  const accepted = [...entries.values()].filter(({ state }) => state === "accepted").length;
  yield `${path}: ${plural(entries.size, "entry", "entries")}, ${accepted} accepted, ${
    entries.size - accepted
  } open; ${remarks.length === 0 ? "nothing" : remarks.length} to look at\n`;
}

function* entryLines(entry: Entry, columns: number): Generator<string> {
  const { fingerprint, rule, severity, where, since } = entry;
  yield `  ${fingerprint.slice(0, 12)}  ${padded(severity, 8)}  ${rule}\n`;
  const { reason = "", owner = "", expires = "" } = entry.state === "accepted" ? entry : {};
  const more = [
    `${where}, since ${since}`,
    [expires && `until ${expires}`, owner && `by ${owner}`, reason].filter(Boolean).join(", "),
  ];
  for (const line of more.filter(Boolean).flatMap((each) => wrap(each, columns - 16)))
    yield `${" ".repeat(16)}${line}\n`;
}
