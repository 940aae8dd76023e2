import { TareError } from "../../core/error.ts";
import { version } from "../../core/version.ts";
import { matcherOf } from "../../scan/context.ts";
import type { Keyword } from "../../scan/keywords.ts";
import type { ScanRun } from "../../scan/scan.ts";
import type { Environment } from "../../sources/git/remote.ts";
import type { HttpClient } from "../../sources/http/client.ts";
import type { Forge, Search } from "./forge.ts";
import { all as forges } from "./forges/index.ts";
import { type Inventory, isTold, type Looked, summaryOf } from "./looked.ts";
import type { Memory } from "./memory.ts";
import { mentionsInTexts, merged } from "./mention.ts";
import { networksIn, whyUnread, withProjects } from "./plan.ts";
import { type Outcome, type Read, readNetwork } from "./read.ts";
import {
  type Candidate,
  candidatesIn,
  foreignFork,
  type Found,
  type PublicRepository,
  type Way,
} from "./repository.ts";

export interface InventoryRun {
  /** How the files of a repository are scanned. */
  readonly scan: ScanRun;
  readonly client: HttpClient;
  readonly env: Environment;
  readonly memory: Memory;
  readonly ways: ReadonlySet<Way>;
  /** Whether repositories are cloned and read. */
  readonly isReading: boolean;
  /** How many are read in this run; what is over is left to the next one. */
  readonly limit: number;
  /** A repository that says that it is larger is not cloned. */
  readonly maxBytes: number;
  /** Told of each step, in some words. */
  readonly onStep: (words: string) => void;
}

/**
 * Looks for all that is public of organisations, and says what it gives away.
 *
 * @param targets `github:OWNER`, `gitlab:GROUP`, `hf:OWNER`.
 * @throws {TareError} `usage`: a target is none of these, or there is no such owner.
 */
export async function inventory(targets: readonly string[], run: InventoryRun): Promise<Inventory> {
  const startedAt = new Date();
  const began = performance.now();
  const byTarget = new Map<string, readonly Found[]>();
  for (const target of targets) byTarget.set(target, await listed(target, run));
  const found = [...byTarget.values()].flat();
  const candidates = withProjects(candidatesIn(found));
  const outcomes = await allRead(candidates, run);
  const repositories = candidates
    .map((each) => looked(each, outcomes, run))
    .filter(isTold)
    .map((each) => ({ ...each, organisations: organisationsOf(each, byTarget) }));
  return {
    schema: "tare/recon/v1",
    tool: { name: "tare", version },
    targets,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - began),
    status: isStopped(run) ? "interrupted" : "complete",
    keywords: keywordsOf(run).map(({ word }) => word),
    repositories,
    gaps: found.flatMap((each) => (each.kind === "gap" ? [each.gap] : [])),
    summary: summaryOf(repositories),
  };
}

async function listed(target: string, run: InventoryRun): Promise<readonly Found[]> {
  const { forge, owner } = ownerOf(target);
  run.onStep(`asking ${forge.title} for ${owner}`);
  return await Array.fromAsync(forge.list(owner, searchOf(run)));
}

/** The targets that led to something. */
const organisationsOf = (
  { target }: Pick<Looked, "target">,
  byTarget: ReadonlyMap<string, readonly Found[]>,
): readonly string[] =>
  [...byTarget]
    .filter(([, found]) =>
      found.some(
        (each) =>
          each.kind === "repository" &&
          each.repository.target.toLowerCase() === target.toLowerCase(),
      ),
    )
    .map(([organisation]) => organisation);

const isStopped = ({ scan }: InventoryRun): boolean => scan.signal?.aborted === true;

const keywordsOf = ({ scan }: InventoryRun): readonly Keyword[] => scan.options.keywords ?? [];

function ownerOf(target: string): { readonly forge: Forge; readonly owner: string } {
  const [, scheme, owner = ""] = /^([a-z]+):(.+)$/.exec(target) ?? [];
  const forge = forges.find((each) => each.scheme === scheme);
  const parts = owner.split("/");
  const isName = parts.every((each) => /^(?!\.{1,2}$)[\w.-]+$/.test(each));
  if (forge && isName && (parts.length === 1 || scheme === "gitlab")) return { forge, owner };
  throw new TareError("usage", `'${target}' names no organisation`, {
    hint: "write github:OWNER, gitlab:GROUP or hf:OWNER; 'tare scan github:OWNER/NAME' looks at one repository",
  });
}

function searchOf(run: InventoryRun): Search {
  const { client, env, ways, isReading, scan } = run;
  return {
    client,
    env,
    ways,
    keywords: keywordsOf(run),
    isSearchOnly: !isReading,
    ...(scan.signal && { signal: scan.signal }),
  };
}

/** What reading each repository came to, by its target. */
async function allRead(
  candidates: readonly Candidate[],
  run: InventoryRun,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  let left = run.limit;
  let scan = run.scan;
  for (const each of run.isReading ? networksIn(candidates, run) : []) {
    if (isStopped(run) || left <= 0) break;
    left -= Number(each.isRootRead);
    const network = { ...each, forks: each.forks.slice(0, left) };
    left -= network.forks.length;
    run.onStep(`reading ${network.root.name}`);
    if (!scan.matcher) scan = { ...scan, matcher: await matcherOf(scan.options) };
    for await (const outcome of readNetwork(network, scan)) {
      outcomes.set(outcome.repository.target, outcome);
      if (outcome.read && !isStopped(run)) run.memory.keep(outcome.repository, outcome.read);
    }
  }
  return outcomes;
}

function looked(
  { repository, reasons }: Candidate,
  outcomes: ReadonlyMap<string, Outcome>,
  run: InventoryRun,
): Omit<Looked, "organisations"> {
  const { target, name, url, isArchived } = repository;
  const outcome = outcomes.get(target);
  const known = outcome ? undefined : run.memory.recall(repository);
  const read = outcome?.read ?? known ?? nothingRead;
  const isRead = read !== nothingRead;
  // What a search showed of a file is in the file.
  const inTexts = mentionsInTexts(repository.shown, keywordsOf(run)).filter(
    ({ where }) => !isRead || where !== "search",
  );
  return {
    target,
    name,
    url,
    reasons,
    isArchived,
    state: known ? "remembered" : isRead ? "read" : "unread",
    mentions: merged([...inTexts, ...read.mentions]),
    findings: read.findings,
    worst: read.worst,
    ...(outcome || known
      ? { gaps: [...(outcome?.gaps ?? []), ...read.gaps] }
      : lackOf(repository, run)),
  };
}

const nothingRead: Read = { mentions: [], findings: {}, worst: [], gaps: [] };

/** Why a repository was not read. */
function lackOf(repository: PublicRepository, run: InventoryRun): Pick<Looked, "gaps" | "leftOut"> {
  if (!run.isReading) return { gaps: [], leftOut: "not read with --no-clone" };
  const why = whyUnread(repository, run);
  if (why === foreignFork) return { gaps: [], leftOut: why };
  const reason = why ?? (isStopped(run) ? "interrupted: not read" : leftToNext);
  return { gaps: [{ path: repository.target, reason, bytes: repository.bytes }] };
}

const leftToNext = "limit: left to the next run by --limit";
