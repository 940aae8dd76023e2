import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TareError } from "../../core/error.ts";
import { type Finding, rank, type Severity } from "../../core/finding.ts";
import type { Gap, Report } from "../../core/report.ts";
import { keywordRule } from "../../scan/keywords.ts";
import { listClone } from "../../scan/git/listing.ts";
import type { Scanned } from "../../scan/git/attribution.ts";
import { type ScanRun, scan, scanListed, withoutValue } from "../../scan/scan.ts";
import type { FileTarget } from "../../sources/files.ts";
import { clone } from "../../sources/git/clone.ts";
import { objectIds } from "../../sources/git/history.ts";
import { openRepository } from "../../sources/git/repository.ts";
import { writeSeen } from "../../sources/git/seen.ts";
import type { Remote } from "../../sources/git/remote.ts";
import { type Mention, mentionsInFiles } from "./mention.ts";
import type { PublicRepository } from "./repository.ts";
import { Held } from "../../core/held.ts";

/** What the files of a repository give away. */
export interface Read {
  readonly mentions: readonly Mention[];
  /** How many findings there are of each severity. */
  readonly findings: Readonly<Partial<Record<Severity, number>>>;
  /** Those that matter, the worst first, without values. */
  readonly worst: readonly Finding[];
  readonly gaps: readonly Gap[];
}

/** What reading came to: nothing where the repository could not be had, which a gap says. */
export interface Outcome {
  readonly repository: PublicRepository;
  readonly read?: Read;
  readonly gaps: readonly Gap[];
}

/** A project and its forks: what a fork has of it is read, and told, only once. */
export interface Network {
  readonly root: PublicRepository;
  /** Whether the project itself is read, and not only some of its forks. */
  readonly isRootRead: boolean;
  readonly forks: readonly PublicRepository[];
}

/** Findings below this are counted, not listed; and no more than so many are. */
const leastListed = "medium";
const mostListed = 20;

/** Clones the repositories of a network, one after another, and says what the history of each gives away. */
export async function* readNetwork(network: Network, run: ScanRun): AsyncGenerator<Outcome> {
  const { root, forks, isRootRead } = network;
  if (!root.remote) {
    yield await readOrGap(root, run, async () => scan([root.target], revealing(run)));
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), "tare-recon-"));
  try {
    const base = join(folder, "root.git");
    const seen = join(folder, "seen");
    const missing = await cloned(root, base, run, {});
    if (isRootRead)
      yield missing ?? (await readOrGap(root, run, async () => scanClone(root, base, run)));
    const hasBase = missing === undefined && forks.length > 0;
    if (hasBase) await writeSeen(seen, [objectIds(await openRepository(base))]);
    for (const fork of forks) {
      if (run.signal?.aborted) return;
      const place = join(folder, "fork.git");
      const unavailable = await cloned(fork, place, run, hasBase ? { reference: base } : {});
      const known = hasBase ? seen : undefined;
      yield (
        unavailable ?? (await readOrGap(fork, run, async () => scanClone(fork, place, run, known)))
      );
      await rm(place, { recursive: true, force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns Why it could not be cloned. */
async function cloned(
  repository: PublicRepository,
  place: string,
  { signal }: ScanRun,
  options: { readonly reference?: string },
): Promise<Outcome | undefined> {
  try {
    await clone(repository.remote as Remote, place, { ...options, ...(signal && { signal }) });
    return undefined;
  } catch (error) {
    return lacking(repository, error);
  }
}

/** One that cannot be read is no reason not to read the others. */
async function readOrGap(
  repository: PublicRepository,
  run: ScanRun,
  read: () => Promise<Report>,
): Promise<Outcome> {
  try {
    return { repository, read: readOf(await read(), run), gaps: [] };
  } catch (error) {
    return lacking(repository, error);
  }
}

function lacking(repository: PublicRepository, error: unknown): Outcome {
  if (!(error instanceof TareError)) throw error;
  const gap = { path: repository.target, reason: `unavailable: ${error.message}`, bytes: 0 };
  return { repository, gaps: [gap] };
}

async function scanClone(
  { target }: PublicRepository,
  place: string,
  run: ScanRun,
  seen?: string,
): Promise<Report> {
  await using held = new Held();
  const list = async () => {
    const repositories: Scanned[] = [];
    const files: FileTarget[] = [];
    const gaps: Gap[] = [];
    const asked = { isClone: true, ...(seen !== undefined && { seen }) };
    for await (const each of listClone(place, target, asked, { held, repositories }))
      if (each.kind === "gap") gaps.push(each.gap);
      else files.push(each);
    return { files, gaps, excluded: 0, repositories };
  };
  return await scanListed([target], list, revealing(run));
}

/** Which keyword a finding names can be said only of its value. */
const revealing = (run: ScanRun): ScanRun => ({
  ...run,
  options: { ...run.options, reveal: true },
});

function readOf({ findings, gaps, target }: Report, { options }: ScanRun): Read {
  // A keyword by itself is a mention.
  const others = findings.filter(({ rule }) => rule !== keywordRule);
  const worst = others
    .filter(({ severity }) => rank(severity) >= rank(leastListed))
    .toSorted((one, other) => rank(other.severity) - rank(one.severity))
    .slice(0, mostListed);
  return {
    mentions: mentionsInFiles(findings, options.keywords ?? [], target),
    findings: Object.fromEntries(
      Object.entries(Object.groupBy(others, ({ severity }) => severity)).map(([severity, all]) => [
        severity,
        all.length,
      ]),
    ),
    worst: worst.map(withoutValue),
    gaps,
  };
}
