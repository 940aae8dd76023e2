import { TareError } from "../../core/error.ts";
import type { Severity } from "../../core/finding.ts";
import type { Gap } from "../../core/report.ts";
import { version } from "../../core/version.ts";
import type { Keyword } from "../../scan/keywords.ts";
import type { ScanRun } from "../../scan/scan.ts";
import type { Environment } from "../../sources/git/remote.ts";
import type { HttpClient } from "../../sources/http/client.ts";
import type { Forge, Search } from "./forge.ts";
import { all as forges } from "./forges/index.ts";
import type { Memory } from "./memory.ts";
import { type Mention, mentionsInTexts, merged } from "./mention.ts";
import { type Network, type Outcome, type Read, readNetwork } from "./read.ts";
import {
  type Candidate,
  candidatesIn,
  foreignFork,
  type Found,
  type Reason,
  type Way,
} from "./repository.ts";

/** Something public, why it was looked at, and what it gives away. */
export interface Looked {
  readonly target: string;
  readonly name: string;
  readonly url: string;
  readonly reasons: readonly Reason[];
  readonly isArchived: boolean;
  /** Its files were read now, or before and it has not changed since, or not at all. */
  readonly state: "read" | "remembered" | "unread";
  readonly mentions: readonly Mention[];
  readonly findings: Read["findings"];
  readonly worst: Read["worst"];
  readonly gaps: readonly Gap[];
  /** Why its files are left out, where that is no fault. */
  readonly leftOut?: string;
}

/** What is public of an organisation. Changes only by addition. */
export interface Inventory {
  readonly schema: "tare/recon/v1";
  readonly tool: { readonly name: "tare"; readonly version: string };
  readonly targets: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly status: "complete" | "interrupted";
  readonly keywords: readonly string[];
  readonly repositories: readonly Looked[];
  /** Ways that led nowhere. What a repository lacks stands with it. */
  readonly gaps: readonly Gap[];
  readonly summary: Summary;
}

export interface Summary {
  readonly repositories: number;
  /** Those that name a keyword which counts. */
  readonly naming: number;
  /** Those in which a finding is high or critical. */
  readonly leaking: number;
  /** Those of which the files were not read. */
  readonly unread: number;
}

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
  const found: Found[] = [];
  for (const target of targets) {
    const { forge, owner } = ownerOf(target);
    run.onStep(`asking ${forge.title} for ${owner}`);
    for await (const each of forge.list(owner, searchOf(run))) found.push(each);
  }
  const candidates = candidatesIn(found);
  const outcomes = await allRead(candidates, run);
  const repositories = candidates.map((each) => looked(each, outcomes, run));
  return {
    schema: "tare/recon/v1",
    tool: { name: "tare", version },
    targets,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - began),
    status: run.scan.signal?.aborted === true ? "interrupted" : "complete",
    keywords: keywordsOf(run).map(({ word }) => word),
    repositories,
    gaps: found.flatMap((each) => (each.kind === "gap" ? [each.gap] : [])),
    summary: summaryOf(repositories),
  };
}

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
  for (const network of run.isReading ? networksIn(candidates, run) : []) {
    if (run.scan.signal?.aborted === true || left <= 0) break;
    left -= network.forks.length + Number(network.isRootRead);
    run.onStep(`reading ${network.root.name}`);
    for await (const outcome of readNetwork(network, run.scan)) {
      outcomes.set(outcome.repository.target, outcome);
      if (outcome.read && run.scan.signal?.aborted !== true)
        run.memory.keep(outcome.repository, outcome.read);
    }
  }
  return outcomes;
}

/** The repositories that are to be read, each with those forks of it that are. */
function networksIn(candidates: readonly Candidate[], run: InventoryRun): Network[] {
  const readable = candidates
    .map(({ repository }) => repository)
    .filter((each) => !whyUnread(each, run));
  const byTarget = new Map(readable.map((each) => [each.target, each]));
  const forksOf = Map.groupBy(readable, ({ parent }) =>
    parent === undefined ? undefined : byTarget.get(parent),
  );
  const isNew = (each: Readable): boolean => run.memory.recall(each) === undefined;
  const roots = forksOf.get(undefined) ?? [];
  return roots.flatMap((root) => {
    const isRootRead = isNew(root);
    const forks = descendants(root, forksOf).filter((each) => isRootRead || isNew(each));
    return isRootRead || forks.length > 0 ? [{ root, isRootRead, forks }] : [];
  });
}

type Readable = Candidate["repository"];

/** Its forks, and theirs. */
function descendants(
  root: Readable,
  forksOf: ReadonlyMap<Readable | undefined, readonly Readable[]>,
): readonly Readable[] {
  return (forksOf.get(root) ?? []).flatMap((fork) => [fork, ...descendants(fork, forksOf)]);
}

/** Why a repository is not cloned, if it is not. */
function whyUnread(repository: Readable, { maxBytes }: InventoryRun): string | undefined {
  if (repository.unread !== undefined) return repository.unread;
  if (!repository.remote) return "unsupported: files are not read here; scan it by its name";
  return repository.bytes > maxBytes ? "limit: larger than --max-size" : undefined;
}

function looked(
  { repository, reasons }: Candidate,
  outcomes: ReadonlyMap<string, Outcome>,
  run: InventoryRun,
): Looked {
  const { target, name, url, isArchived } = repository;
  const outcome = outcomes.get(target);
  const known = outcome ? undefined : run.memory.recall(repository);
  const read = outcome?.read ?? known;
  const inTexts = mentionsInTexts(repository.shown, keywordsOf(run));
  return {
    target,
    name,
    url,
    reasons,
    isArchived,
    state: outcome?.read ? "read" : known ? "remembered" : "unread",
    mentions: merged([...inTexts, ...(read?.mentions ?? [])]),
    findings: read?.findings ?? {},
    worst: read?.worst ?? [],
    ...lackOf(repository, { ...(outcome && { outcome }), ...(read && { read }) }, run),
  };
}

/** What of a repository was not looked at, and why. */
function lackOf(
  repository: Readable,
  { outcome, read }: { readonly outcome?: Outcome; readonly read?: Read },
  run: InventoryRun,
): Pick<Looked, "gaps" | "leftOut"> {
  const gaps = [...(outcome?.gaps ?? []), ...(read?.gaps ?? [])];
  if (outcome || read) return { gaps };
  if (!run.isReading) return { gaps, leftOut: "not read with --no-clone" };
  const why = whyUnread(repository, run);
  if (why === foreignFork) return { gaps, leftOut: why };
  const stopped = run.scan.signal?.aborted === true ? "interrupted: not read" : leftToNext;
  return { gaps: [{ path: repository.target, reason: why ?? stopped, bytes: repository.bytes }] };
}

const leftToNext = "limit: left to the next run by --limit";

/** Whether something public names a keyword, other than one of severity `info`. */
export const isNaming = ({ mentions }: Looked): boolean =>
  mentions.some(({ severity }) => severity !== "info");

const grave: readonly Severity[] = ["high", "critical"];

const isLeaking = ({ findings }: Looked): boolean =>
  grave.some((each) => (findings[each] ?? 0) > 0);

const summaryOf = (repositories: readonly Looked[]): Summary => ({
  repositories: repositories.length,
  naming: repositories.filter(isNaming).length,
  leaking: repositories.filter(isLeaking).length,
  unread: repositories.filter(({ state }) => state === "unread").length,
});
