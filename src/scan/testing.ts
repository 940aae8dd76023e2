import { mkdtemp, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { defaultLimits, type Limits } from "../core/limits.ts";
import type { Finding } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import type { Asked } from "./git/listing.ts";
import type { ScanOptions } from "./context.ts";
import { scan } from "./scan.ts";

/** A folder of the test's own, gone at its end. */
export interface TestFolder extends AsyncDisposable {
  readonly path: string;
}

/** @param files Contents by name; folders are made as names ask for them. */
export async function folderOf(
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), "tare-test-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }) };
}

/** Options that look for everything. */
export const optionsOf = (changes: Partial<ScanOptions> = {}): ScanOptions => ({
  limits: defaultLimits,
  classes: [],
  rules: [],
  atLeast: {},
  reveal: false,
  fingerprintKey: "test",
  ...changes,
});

/** Scans paths with values revealed. */
export async function scanned(
  targets: readonly string[],
  {
    limits = {},
    jobs = 1,
    git = {},
  }: { limits?: Partial<Limits>; jobs?: number; git?: Asked } = {},
): Promise<Report> {
  return scan(targets, {
    options: optionsOf({ limits: { ...defaultLimits, ...limits }, reveal: true }),
    jobs,
    git,
    profile: "release",
  });
}

/** What a finding is about, in one line, with the folder of the test left out. */
export const brief = (finding: Finding, folder: string): string =>
  [
    finding.rule,
    finding.location.path.replace(`${folder}/`, ""),
    finding.location.key ?? `${finding.location.line}:${finding.location.column}`,
  ].join(" ");

/** A token of the right form, made up at run time. */
export const fakeToken = (letter = "Q"): string =>
  ["hf", `${letter}wErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi`].join("_");
