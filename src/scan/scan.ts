import { availableParallelism } from "node:os";
import { TareError } from "../core/error.ts";
import type { Gap, Report } from "../core/report.ts";
import { type FileTarget, listFiles } from "../sources/files.ts";
import { stdinFile } from "../sources/stdin.ts";
import { reportOf } from "./assemble.ts";
import { contextOf, type ScanOptions } from "./context.ts";
import { type FileResult, scanFile } from "./file.ts";
import { pool } from "./pool.ts";

/** What a scan tells while it runs. */
export interface Progress {
  /** Files that are done, and all that were listed. */
  readonly done: number;
  readonly files: number;
  /** Bytes of the files that are done, and of all. */
  readonly bytes: number;
  readonly allBytes: number;
  /** The file that was begun last. */
  readonly reading: string;
}

export interface ScanRun {
  readonly options: ScanOptions;
  /** How many threads; 0 for as many as the machine has cores. */
  readonly jobs: number;
  readonly profile: string;
  /** What the target `-` reads. */
  readonly stdin?: () => AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Fewer bytes than this are done before a thread has started. */
const worthThreads = 4 * 1024 * 1024;

/**
 * Scans files, folders and standard input (`-`). The report does not depend on
 * the number of threads.
 *
 * @throws {TareError} `usage`: a target does not exist.
 */
export async function scan(targets: readonly string[], run: ScanRun): Promise<Report> {
  const startedAt = new Date();
  const began = performance.now();
  await using held = new AsyncDisposableStack();
  const { files, gaps } = await listed(targets, run, held);
  const results = await scanFiles(files, run);
  return reportOf(results, {
    gaps: [...gaps, ...unfinished(files, results)],
    seen: files.reduce((sum, { size }) => sum + size, 0),
    target: targets.join(" "),
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - began),
    interrupted: run.signal?.aborted ?? false,
    profile: run.profile,
  });
}

async function listed(
  targets: readonly string[],
  { stdin }: ScanRun,
  held: AsyncDisposableStack,
): Promise<{ readonly files: FileTarget[]; readonly gaps: Gap[] }> {
  const files: FileTarget[] = [];
  const gaps: Gap[] = [];
  for (const target of targets) {
    if (target === "-") {
      if (!stdin) throw new TareError("usage", "there is no standard input here");
      files.push(held.use(await stdinFile(stdin())).target);
      continue;
    }
    for await (const each of listFiles(target))
      if (each.kind === "file") files.push(each);
      else gaps.push(each.gap);
  }
  const sizes = Object.groupBy(files, ({ size }) => size);
  const repeated = (file: FileTarget): boolean => (sizes[file.size]?.length ?? 0) > 1;
  return { files: files.map((file) => ({ ...file, repeated: repeated(file) })), gaps };
}

/** The results in the order of the files; one is missing where the scan was stopped before. */
async function scanFiles(
  files: readonly FileTarget[],
  run: ScanRun,
): Promise<readonly (FileResult | undefined)[]> {
  const results = new Array<FileResult | undefined>(files.length).fill(undefined);
  const next = files.entries();
  const tracker = track(files, run);
  const jobs = threads(files, run.jobs);
  const work = async (one: (target: FileTarget) => Promise<FileResult>): Promise<void> => {
    for (const [index, file] of next) {
      if (run.signal?.aborted) return;
      tracker.begin(file);
      results[index] = await one(file);
      tracker.end(file);
    }
  };
  if (jobs === 1) {
    const context = await contextOf(run.options);
    await work(async (file) => scanFile(context, file, run.signal));
    return results;
  }
  await using workers = pool(jobs, run.options);
  const all = Promise.all(
    Array.from({ length: jobs }, async () => work(async (file) => workers.run(file))),
  );
  await Promise.race([all, aborted(run.signal)]);
  return [...results];
}

function threads(files: readonly FileTarget[], asked: number): number {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (asked === 0 && bytes < worthThreads) return 1;
  return Math.max(1, Math.min(asked || availableParallelism(), files.length));
}

async function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}

interface Tracker {
  readonly begin: (file: FileTarget) => void;
  readonly end: (file: FileTarget) => void;
}

function track(files: readonly FileTarget[], { onProgress }: ScanRun): Tracker {
  const allBytes = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  let bytes = 0;
  let reading = "";
  const tell = (): void => onProgress?.({ done, files: files.length, bytes, allBytes, reading });
  return {
    begin: (file) => {
      reading = file.shown;
      tell();
    },
    end: (file) => {
      done++;
      bytes += file.size;
      tell();
    },
  };
}

function unfinished(
  files: readonly FileTarget[],
  results: readonly (FileResult | undefined)[],
): Gap[] {
  return files
    .filter((_, index) => results[index] === undefined)
    .map(({ shown, size }) => ({ path: shown, reason: "interrupted: not inspected", bytes: size }));
}
