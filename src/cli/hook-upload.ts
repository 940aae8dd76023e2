import { type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { TareError } from "../core/error.ts";
import type { Severity } from "../core/finding.ts";
import type { Gap, Report } from "../core/report.ts";
import { belongs, isUploaded } from "../fortify/hook/release-files.ts";
import { refsOf } from "../ledger/event.ts";
import { visible } from "../report/kit/escape.ts";
import { size } from "../report/kit/size.ts";
import { grouped, plural } from "../report/kit/words.ts";
import { findingLines } from "../report/text.ts";
import { type Listing, scanListed } from "../scan/scan.ts";
import type { FileTarget } from "../sources/files.ts";
import { ifThere, needFolder } from "../sources/if-there.ts";
import { isWithin } from "../sources/within.ts";
import type { Shell } from "./command.ts";
import { readText } from "./files.ts";
import { blockingIn, pageOptions } from "./hook-page.ts";
import type { HookShell } from "./hook-run.ts";
import { text, type Values } from "./options.ts";
import { ledgerAt } from "./project.ts";
import { scanRun } from "./scanning.ts";
import { settingsOf, withDefaults } from "./settings.ts";

/** What is about to go up. */
interface Upload {
  readonly folder: string;
  readonly report: Report;
  /** Files that belong to no release. */
  readonly strange: readonly FileTarget[];
  readonly blocking: Report["findings"];
  readonly isStrict: boolean;
}

/**
 * Looks at a folder that is about to be uploaded, and at which of its files belong
 * to a release.
 *
 * @returns As `runHook`.
 * @throws {TareError}
 */
export async function runUpload(
  [folder, ...others]: readonly string[],
  given: Values,
  { options, shell }: HookShell,
): Promise<number> {
  if (folder === undefined || others.length > 0)
    throw new TareError("usage", "pre-upload takes the folder that goes up", {
      hint: "tare hook run --stage pre-upload DIR",
    });
  await needFolder(folder, "name the folder that goes up, and its files with --files-from");
  const settings = await settingsOf([folder], { ...given, quiet: true }, shell);
  const values = withDefaults(given, settings, options);
  const listing = await uploaded(folder, values, shell);
  const run = { ...(await scanRun(values, settings, shell)), signal: shell.signal };
  const report = await scanListed([folder], async () => listing, run);
  const released = settings.config.release?.files ?? [];
  const upload: Upload = {
    folder,
    report,
    strange: listing.files.filter(({ name }) => !belongs(name, released)),
    blocking: blockingIn(report.findings, (text(values, "fail-on") ?? "high") as Severity),
    isStrict: values["allow-gaps"] !== true,
  };
  printUpload(upload, values, shell);
  const project = ledgerAt(".", values, settings.config, shell.env);
  // A ledger in the folder would go up with it.
  if (project !== undefined && !isWithin(folder, project)) await writeDown(upload, project, shell);
  return statusOf(upload);
}

/**
 * The files that go up: those that were named, or else all that `upload_folder`
 * takes. It follows links to files, wherever they lead, and none to folders.
 */
async function uploaded(folder: string, values: Values, shell: Shell): Promise<Listing> {
  const named = await namesFrom(text(values, "files-from"), shell);
  const names = named ?? (await namesIn(folder)).filter(isUploaded);
  const files: FileTarget[] = [];
  const gaps: Gap[] = [];
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const found = statOf(path);
    if (typeof found === "string") gaps.push({ path, reason: `unreadable: ${found}`, bytes: 0 });
    else if (found.isFile())
      files.push({ kind: "file", path, shown: path, name, size: found.size });
    else if (named) gaps.push({ path, reason: "unreadable: it is no file", bytes: 0 });
  }
  return { files, gaps, excluded: 0 };
}

/** @throws {TareError} `machine`: a folder in it cannot be read. */
const namesIn = async (folder: string): Promise<readonly string[]> =>
  (await ifThere(folder, async (path) => readdir(path, { recursive: true }))) ?? [];

/** What stands at a path, through links, or why that cannot be told. */
function statOf(path: string): Stats | string {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? "it is not there";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

async function namesFrom(path: string | undefined, shell: Shell): Promise<string[] | undefined> {
  if (path === undefined) return undefined;
  const content = path === "-" ? await textOf(shell.stdin()) : await readText(path, "list");
  return content.split(/\r?\n/).filter((line) => line !== "");
}

function statusOf({ strange, blocking, report, isStrict }: Upload): number {
  if (strange.length > 0 || blocking.length > 0) return 1;
  return isStrict && (report.gaps.length > 0 || report.status === "interrupted") ? 3 : 0;
}

function printUpload(upload: Upload, values: Values, shell: Shell): void {
  const { folder, report, strange, blocking } = upload;
  const isFine = statusOf(upload) === 0;
  if (isFine && values["quiet"] === true) return;
  const say = isFine ? shell.err : shell.out;
  const outcome = isFine ? "may go on" : "blocked";
  say(`tare: upload of ${visible(folder)} ${outcome}: ${counted(upload)}\n`);
  const options = { ...pageOptions(values, shell), quiet: false };
  const findings = options.verbose ? report.findings : blocking;
  for (const piece of findingLines({ findings, gaps: report.gaps }, options)) say(piece);
  for (const piece of strangeLines(strange, options.verbose)) say(piece);
}

/** More are counted. */
const mostNames = 20;

function* strangeLines(files: readonly FileTarget[], verbose: boolean): Generator<string> {
  const [first] = files;
  if (!first) return;
  yield "\nFiles that belong to no model release\n";
  const shown = verbose ? files : files.slice(0, mostNames);
  for (const { name, size: bytes } of shown) yield `  ${visible(name)}  ${size(bytes)}\n`;
  if (files.length > shown.length)
    yield `  … and ${grouped(files.length - shown.length)} more (--verbose lists them)\n`;
  yield "\nHow to go on\n";
  yield "  Leave them out of the folder, or name those that you release in tare.yaml:\n";
  yield `    release:\n      files: [${JSON.stringify(first.name)}]\n`;
}

const counted = ({ report, strange, blocking }: Upload): string =>
  [
    plural(report.summary.files, "file"),
    ...[
      `${strange.length} of them in no release`,
      plural(blocking.length, "finding"),
      `${report.gaps.length} not inspected`,
    ].filter((each) => !each.startsWith("0 ")),
  ].join(", ");

async function writeDown(upload: Upload, project: string, shell: Shell): Promise<void> {
  const { noted } = await import("./ledger.ts");
  const { report, strange, blocking } = upload;
  const happening =
    statusOf(upload) === 0
      ? ({ type: "upload-passed", files: report.summary.files } as const)
      : ({
          type: "upload-blocked",
          files: strange.map(({ name }) => name),
          findings: refsOf(blocking),
        } as const);
  await noted(project, [happening], shell);
}
