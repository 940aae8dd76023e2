import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TareError } from "../../core/error.ts";
import type { FileTarget, GapTarget } from "../../sources/files.ts";
import { clone } from "../../sources/git/clone.ts";
import { type Choice, objectIds, refuseNothing } from "../../sources/git/history.ts";
import { namedObjects, writeHistory } from "../../sources/git/names.ts";
import { remoteOf } from "../../sources/git/remote.ts";
import { openRepository, submodules } from "../../sources/git/repository.ts";
import { readSeen } from "../../sources/git/seen.ts";
import { isRemoteTarget } from "../../sources/kinds.ts";
import { repositoryFiles } from "../../sources/git/targets.ts";
import type { Scanned } from "./attribution.ts";
import type { Held } from "../../core/held.ts";

/** What of a history is asked for. */
export interface Asked extends Choice {
  /** A file of the objects that were looked at before (`sources/git/seen.ts`); it is kept up to date. */
  readonly seen?: string;
  /** Whether of buckets old versions of objects are wanted, too, and deleted ones. */
  readonly versions?: boolean;
  /** Whether all commits of a hub's repository are looked at, not only its revisions. Of git they always are. */
  readonly history?: boolean;
  /** Whether tare cloned it. */
  readonly isClone?: boolean;
}

/** What listing leaves behind for the rest of the scan. */
interface Kept {
  /** Frees what was written down on the way. */
  readonly held: Held;
  readonly repositories: Scanned[];
  /** Who stops it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lists what `git:DIR` means: the files of the repository, and of the clones of
 * its submodules. One on a code host is cloned into a temporary folder first.
 *
 * @throws {TareError} `usage`: there is no repository. `machine`: git failed.
 */
export async function* listRepository(
  target: string,
  asked: Asked,
  kept: Kept,
): AsyncGenerator<FileTarget | GapTarget> {
  if (!isRemoteTarget(target)) {
    yield* listClone(target.slice("git:".length), target, asked, kept);
    return;
  }
  const remote = remoteOf(target, process.env);
  const folder = await mkdtemp(join(tmpdir(), "tare-clone-"));
  kept.held.defer(async () => rm(folder, { recursive: true, force: true }));
  const place = join(folder, "repository.git");
  await clone(remote, place, { ...(kept.signal && { signal: kept.signal }) });
  yield* listClone(place, target, { ...asked, isClone: true }, kept);
}

/**
 * Lists the files of a repository in a folder, and of the clones of its submodules.
 *
 * @param shown How reports name it.
 */
// eslint-disable-next-line max-params -- what and how it is called, how, and for whom
export async function* listClone(
  folder: string,
  shown: string,
  { seen, isClone = false, ...choice }: Asked,
  kept: Kept,
): AsyncGenerator<FileTarget | GapTarget> {
  const repository = await openRepository(folder);
  await refuseNothing(repository, choice);
  if (seen !== undefined) await readSeen(seen);
  const { names, log } = kept.held.use(await writeHistory(repository, choice));
  const onlyNamed = choice.since !== undefined || choice.branch !== undefined;
  const objects = onlyNamed ? namedObjects(names) : objectIds(repository);
  kept.repositories.push({ repository, shown, log, objects });
  const modules = await Array.fromAsync(submodules(repository));
  yield* repositoryFiles(repository, {
    shown,
    submodules: modules,
    names,
    ...(seen !== undefined && { seen }),
    onlyNamed,
    isClone,
    largeFiles: join(repository.common, "lfs/objects"),
  });
  for (const each of modules) {
    const inside = `${shown}!/.git/modules/${each}`;
    const known = seen === undefined ? {} : { seen };
    yield* orGap(inside, listClone(join(repository.common, "modules", each), inside, known, kept));
  }
}

/** A clone in which git fails is no reason not to look at the others. */
async function* orGap(
  path: string,
  listing: AsyncGenerator<FileTarget | GapTarget>,
): AsyncGenerator<FileTarget | GapTarget> {
  try {
    yield* listing;
  } catch (error) {
    if (!(error instanceof TareError)) throw error;
    yield { kind: "gap", gap: { path, reason: `unreadable: ${error.message}`, bytes: 0 } };
  }
}
