import { join } from "node:path";
import type { FileTarget, GapTarget } from "../../sources/files.ts";
import type { Choice } from "../../sources/git/history.ts";
import { writeNames } from "../../sources/git/names.ts";
import { openRepository, submodules } from "../../sources/git/repository.ts";
import { readSeen } from "../../sources/git/seen.ts";
import { repositoryFiles } from "../../sources/git/targets.ts";
import type { Scanned } from "./attribution.ts";

/** What of a history is asked for. */
export interface Asked extends Choice {
  /** A file of the objects that were looked at before (`SeenObjects`); it is kept up to date. */
  readonly seen?: string;
}

/** What listing leaves behind for the rest of the scan. */
interface Kept {
  /** Frees what was written down on the way. */
  readonly held: AsyncDisposableStack;
  readonly repositories: Scanned[];
}

/**
 * Lists what `git:DIR` means: the files of the repository, and of the clones of its submodules.
 *
 * @throws {TareError} `usage`: there is no repository. `machine`: git failed.
 */
export async function* listRepository(
  target: string,
  asked: Asked,
  kept: Kept,
): AsyncGenerator<FileTarget | GapTarget> {
  yield* listOne(target.slice("git:".length), target, asked, kept);
}

// eslint-disable-next-line max-params -- what and how it is called, how, and for whom
async function* listOne(
  folder: string,
  shown: string,
  { seen, ...choice }: Asked,
  kept: Kept,
): AsyncGenerator<FileTarget | GapTarget> {
  const repository = await openRepository(folder);
  if (seen !== undefined) await readSeen(seen);
  const names = kept.held.use(await writeNames(repository, choice));
  kept.repositories.push({ repository, shown, choice });
  yield* repositoryFiles(repository, {
    shown,
    names: names.path,
    ...(seen !== undefined && { seen }),
    onlyNamed: choice.since !== undefined || choice.branch !== undefined,
    largeFiles: join(repository.common, "lfs/objects"),
  });
  for await (const each of submodules(repository))
    yield* listOne(
      join(repository.common, "modules", each),
      `${shown}!/.git/modules/${each}`,
      seen === undefined ? {} : { seen },
      kept,
    );
}
