import { availableParallelism } from "node:os";
import { TareError } from "../core/error.ts";
import type { Finding } from "../core/finding.ts";
import type { Gap, Report, Traffic } from "../core/report.ts";
import { lengthOf } from "../core/span.ts";
import { type FileTarget, type GapTarget, listFiles } from "../sources/files.ts";
import {
  isBucketTarget,
  isGitTarget,
  isHubTarget,
  isImageTarget,
  isMlflowTarget,
} from "../sources/kinds.ts";
import { stdinFile } from "../sources/stdin.ts";
import type { Matcher } from "../engine/matcher.ts";
import { turns } from "./ahead.ts";
import { reportOf } from "./assemble.ts";
import { contextOf, type ScanOptions } from "./context.ts";
import { type FileResult, scanFile } from "./file.ts";
import type { Listed } from "./elsewhere.ts";
import type { Scanned } from "./git/attribution.ts";
import type { Asked } from "./git/listing.ts";
import type { Memory } from "./hub/memory.ts";
import type { ScannedImage } from "./image/attribution.ts";
import { type Job, jobsOf, joinedParts } from "./parts.ts";
import { isExcluded, needsValues, noPolicy, type Policy, settled } from "./policy.ts";
import { pool } from "./pool.ts";
import { releaseFindings } from "./release-scan.ts";
import { Held } from "../core/held.ts";

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
  /** What of the history of git repositories is looked at. */
  readonly git?: Asked;
  /** What people have said about findings beforehand. */
  readonly policy?: Policy;
  /** What paths are called in the report, where that is not where they lie. */
  readonly shownAs?: (path: string) => string;
  /** What `matcherOf` made of the options, for who scans often. */
  readonly matcher?: Matcher;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Told of each file, or part of one, when it is done. */
  readonly onScanned?: (target: FileTarget, result: FileResult) => void;
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
  await using held = new Held();
  return await scanListed(targets, async () => listed(targets, run, held), run);
}

/** What listing targets leaves behind for the rest of the scan. */
export interface Kept {
  /** Those of which the histories are among the files. */
  readonly repositories: Scanned[];
  /** Those of which the layers are among the files. */
  readonly images: ScannedImage[];
  /** What went over the network for it, where something lies on a server. */
  readonly network: Traffic[];
}

/** What targets hold. */
export interface Listing extends Partial<Kept> {
  readonly files: readonly FileTarget[];
  /** What could not be listed. */
  readonly gaps: readonly Gap[];
  /** How many files the settings leave out. */
  readonly excluded: number;
}

/** Scans what a listing of the targets names, in all else as `scan` does. */
export async function scanListed(
  targets: readonly string[],
  list: () => Promise<Listing>,
  run: ScanRun,
): Promise<Report> {
  const policy = run.policy ?? noPolicy;
  const { options } = run;
  // What people say of values can be asked only where findings carry them.
  const reveal = options.reveal || needsValues(policy);
  const report = settled(
    await scanned(targets, list, {
      ...run,
      options: { ...options, reveal, targets: shown(targets, run) },
    }),
    policy,
  );
  return reveal && !options.reveal ? withoutValues(report) : report;
}

const shown = (targets: readonly string[], { shownAs }: ScanRun): readonly string[] =>
  shownAs ? targets.map(shownAs) : targets;

/** The report as it may be shown. */
export function withoutValues(report: Report): Report {
  const { findings, known } = report;
  return {
    ...report,
    findings: findings.map(withoutValue),
    ...(known && { known: known.map(withoutValue) }),
  };
}

/** The finding as it may be shown. */
export function withoutValue(finding: Finding): Finding {
  const { value, ...rest } = finding;
  return value === undefined ? finding : rest;
}

async function scanned(
  targets: readonly string[],
  list: () => Promise<Listing>,
  run: ScanRun,
): Promise<Report> {
  const startedAt = new Date();
  const began = performance.now();
  const { files, gaps, excluded, repositories = [], images = [], network = [] } = await list();
  const memory = await memoryOf(files, run);
  const { results, unfinished } = await scanFiles(files, {
    ...run,
    ...(memory && { onScanned: (target, result) => memory.note(target, result) }),
  });
  if (files.some(({ hub }) => hub)) (await import("./hub/merged.ts")).mergeTexts(results);
  const names = shown(targets, run);
  const inFolders = files.map((file) => !names.includes(file.shown) && isRelease(file.shown));
  const release = await releaseFindings(
    files.filter((_, at) => inFolders[at]),
    results.filter((_, at) => inFolders[at]),
    run.options,
  );
  const told =
    repositories.length + images.length === 0
      ? { findings: [], gaps: [] }
      : await (
          await import("./elsewhere.ts")
        ).toldOf(
          results.map((result, at) => ({ file: files[at] as FileTarget, result })),
          { repositories, images },
          { seen: wasAllLookedAt(gaps, unfinished) ? run.git?.seen : undefined },
        );
  memory?.rest(files, results, new Set(unfinished));
  return reportOf(results, {
    excluded,
    besides: [...told.findings, ...release],
    gaps: [...gaps, ...told.gaps, ...unfinished.map(unfinishedGap)],
    network,
    seen: files.reduce((sum, { size }) => sum + size, 0),
    target: names.join(" "),
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - began),
    interrupted: run.signal?.aborted ?? false,
    profile: run.profile,
  });
}

/** Whether all that is on this machine was listed, and scanned to its end. */
const wasAllLookedAt = (gaps: readonly Gap[], unfinished: readonly FileTarget[]): boolean =>
  unfinished.length === 0 && gaps.every(({ reason }) => reason.startsWith("unavailable: "));

/** Remembers what was looked at of hubs, where that is asked for. */
async function memoryOf(
  files: readonly FileTarget[],
  { git }: ScanRun,
): Promise<Memory | undefined> {
  if (git?.seen === undefined || !files.some(({ remembered }) => remembered)) return undefined;
  const { Memory } = await import("./hub/memory.ts");
  return new Memory(git.seen);
}

async function listed(targets: readonly string[], run: ScanRun, held: Held): Promise<Listing> {
  const { policy = noPolicy, shownAs = (path) => path, signal, onProgress } = run;
  let excluded = 0;
  const files: FileTarget[] = [];
  const gaps: Gap[] = [];
  const tell = (reading: string): void =>
    onProgress?.({ done: 0, files: files.length, bytes: 0, allBytes: 0, reading });
  const kept: Kept = { repositories: [], images: [], network: [] };
  for await (const each of listing(targets, run, { ...kept, held, signal, tell })) {
    if (each.kind === "gap") gaps.push({ ...each.gap, path: shownAs(each.gap.path) });
    else if (isExcluded(policy, shownAs(each.shown))) excluded++;
    else files.push({ ...each, shown: shownAs(each.shown) });
    if (signal?.aborted) break;
  }
  return { files, gaps, excluded, ...kept };
}

/** What the targets hold, one after another. */
async function* listing(
  targets: readonly string[],
  { stdin, git = {} }: ScanRun,
  kept: Listed,
): AsyncGenerator<FileTarget | GapTarget> {
  for (const target of targets) {
    if (target === "-") {
      if (!stdin) throw new TareError("usage", "there is no standard input here");
      yield kept.held.use(await stdinFile(stdin(), kept.signal)).target;
    } else if (isRelease(target)) yield* filesOf(target, targets);
    else yield* (await import("./elsewhere.ts")).list(target, git, kept);
  }
}

/** Files of the same size may be the same: then one of them is read. */
function withRepeated(files: readonly FileTarget[]): FileTarget[] {
  const sizes = Object.groupBy(files, ({ size }) => size);
  return files.map((file) => ({
    ...file,
    repeated: !file.remote && (sizes[file.size]?.length ?? 0) > 1,
  }));
}

/** Whether a file belongs to a folder that is released as it is. */
const isRelease = (shown: string): boolean =>
  ![isGitTarget, isImageTarget, isHubTarget, isBucketTarget, isMlflowTarget].some((is) =>
    is(shown),
  );

/** The files of a folder, without those of its repository where that is a target of its own. */
async function* filesOf(
  target: string,
  targets: readonly string[],
): AsyncGenerator<FileTarget | GapTarget> {
  const hasOwn = targets.includes(`git:${target}`);
  for await (const each of listFiles(target))
    if (!hasOwn || each.kind === "gap" || !each.name.startsWith(".git/")) yield each;
}

/** What is known of the files, in their order. */
export interface Outcome {
  readonly results: readonly FileResult[];
  /** The files that were not scanned to their end, because the scan was stopped. */
  readonly unfinished: readonly FileTarget[];
}

/** Scans files one by one: what each holds, before anything is said about it. */
export async function scanFiles(
  files: readonly FileTarget[],
  run: Omit<ScanRun, "policy" | "stdin">,
): Promise<Outcome> {
  const jobs = [...jobsOf(withRepeated(files))];
  const done = await scanJobs(jobs, files, run);
  const parts = files.map((): (FileResult | undefined)[] => []);
  for (const [at, { numbers }] of jobs.entries())
    for (const [each, number] of numbers.entries()) parts[number]?.push(done[at]?.[each]);
  const { limits } = run.options;
  return {
    results: parts.map((all) =>
      joinedParts(
        all.filter((each) => each !== undefined),
        limits,
      ),
    ),
    unfinished: files.filter((_, number) => parts[number]?.includes(undefined)),
  };
}

/** The results of each job; none where the scan was stopped before. */
async function scanJobs(
  jobs: readonly Job[],
  files: readonly FileTarget[],
  run: ScanRun,
): Promise<readonly (readonly FileResult[] | undefined)[]> {
  const done = jobs.map((): readonly FileResult[] | undefined => undefined);
  const next = jobs.entries();
  const tracker = track(files, run);
  const work = async (scanTargets: Scanner): Promise<void> => {
    for (const [at, { targets }] of next) {
      if (run.signal?.aborted) return;
      const results = await scanTargets(targets, tracker);
      done[at] = results;
      for (const [each, result] of results.entries())
        run.onScanned?.(targets[each] as FileTarget, result);
    }
  };
  const { threads, heapMiB } = shares(jobs.length, files, run);
  if (threads === 1) {
    await work(await scannerHere(run));
    return done;
  }
  await using workers = pool(threads, run.options, heapMiB);
  const scanTargets: Scanner = async (targets) => {
    for (const target of targets) tracker.begin(target);
    const results = await workers.run(targets);
    for (const target of targets) tracker.end(target);
    return results;
  };
  const all = Promise.all(Array.from({ length: threads }, async () => work(scanTargets)));
  await Promise.race([all, aborted(run.signal)]);
  return [...done];
}

type Scanner = (targets: readonly FileTarget[], tracker: Tracker) => Promise<readonly FileResult[]>;

/** Scans on this thread. */
async function scannerHere({ options, signal, matcher }: ScanRun): Promise<Scanner> {
  const context = await contextOf(options, matcher);
  return async (targets, tracker) => {
    const results: FileResult[] = [];
    for (const { target, ...turn } of turns(context, targets, signal)) {
      tracker.begin(target);
      results.push(await scanFile(context, target, signal, turn));
      tracker.end(target);
    }
    return results;
  };
}

/** What a thread needs besides its heap, and what the main one needs, in MiB: measured, and rounded up. */
const needs = { thread: 64, main: 128, leastHeap: 64 };

/** How many threads there are, and how much memory each may use for its objects. */
function shares(
  jobs: number,
  files: readonly FileTarget[],
  { jobs: asked, options }: ScanRun,
): { readonly threads: number; readonly heapMiB: number } {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const room = options.limits.maxMemory / 1024 ** 2 - needs.main;
  const fitting = Math.floor(room / (needs.thread + needs.leastHeap));
  const wanted = asked === 0 && bytes < worthThreads ? 1 : asked || availableParallelism();
  const threads = Math.max(1, Math.min(wanted, fitting, jobs));
  return { threads, heapMiB: Math.max(needs.leastHeap, Math.floor(room / threads) - needs.thread) };
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
    begin: ({ shown }) => {
      reading = shown;
      tell();
    },
    end: ({ size, part }) => {
      if (!part || part.end === size) done++;
      bytes += part ? lengthOf(part) : size;
      tell();
    },
  };
}

const unfinishedGap = ({ shown, size }: FileTarget): Gap => ({
  path: shown,
  reason: "interrupted: not inspected",
  bytes: size,
});
