import { lstatSync } from "node:fs";
import type { Gap, Report } from "../../core/report.ts";
import type { ScanOptions } from "../../scan/context.ts";
import { scan, type ScanRun } from "../../scan/scan.ts";
import type { KnownValue } from "../../scan/values.ts";
import { type FileTarget, type GapTarget, listFiles } from "../../sources/files.ts";
import { partsOf } from "../redact/parts.ts";
import type { SecretValue } from "../redact/redactor.ts";
import { spellings } from "../redact/spellings.ts";

/** What stood in folders before a command ran: by path, what changes when a file is written. */
export type Snapshot = ReadonlyMap<string, string>;

/** Notes what stands in folders. One that is not there yet is empty. */
export async function snapshotOf(folders: readonly string[]): Promise<Snapshot> {
  const marks = new Map<string, string>();
  for await (const each of listed(folders))
    if (each.kind === "file") marks.set(each.path, markOf(each.path));
  return marks;
}

async function* listed(folders: readonly string[]): AsyncGenerator<FileTarget | GapTarget> {
  for (const folder of folders)
    if (lstatSync(folder, { throwIfNoEntry: false })) yield* listFiles(folder);
}

/** Times of change cannot be set back, as times of writing can. */
function markOf(path: string): string {
  const info = lstatSync(path, { throwIfNoEntry: false, bigint: true });
  return info ? [info.ino, info.size, info.mtimeNs, info.ctimeNs].join(" ") : "";
}

/**
 * Scans what was written in folders since the snapshot, for the secrets that the command was
 * given too, in every coding that tare knows.
 *
 * @returns Nothing where no file was written.
 */
export async function scanWritten(
  folders: readonly string[],
  before: Snapshot,
  secrets: readonly SecretValue[],
  run: ScanRun,
): Promise<Report | undefined> {
  const written: string[] = [];
  const gaps: Gap[] = [];
  for await (const each of listed(folders))
    if (each.kind === "gap") gaps.push(each.gap);
    else if (before.get(each.path) !== markOf(each.path)) written.push(each.shown);
  if (written.length === 0 && gaps.length === 0) return undefined;
  const options: ScanOptions = { ...run.options, values: knownValues(secrets) };
  const report = await scan(written, { ...run, options });
  return { ...report, target: folders.join(" "), gaps: [...gaps, ...report.gaps] };
}

/** Of a value with several lines each, and the fields of JSON: what a file could hold by itself. */
const knownValues = (secrets: readonly SecretValue[]): KnownValue[] =>
  secrets
    .flatMap((each) => partsOf(each))
    .filter(({ value }) => isKnowable(value.reveal()))
    .map(({ name, value }) => ({
      name,
      spellings: [...spellings(Buffer.from(value.reveal()))].filter(isKnowable),
    }));

/** Shorter values stand in any file by chance. In characters. */
const shortest = 6;

/** A pattern runs over one line. */
const isKnowable = (value: string): boolean => value.length >= shortest && !/[\r\n]/.test(value);
