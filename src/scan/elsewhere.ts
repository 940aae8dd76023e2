// What a scan does besides where a target is no folder: loaded only then, since it takes time to load.
import type { Finding } from "../core/finding.ts";
import type { FileTarget, GapTarget } from "../sources/files.ts";
import { addSeen } from "../sources/seen.ts";
import { objectIds } from "../sources/git/history.ts";
import { isBucketTarget, isGitTarget, isMlflowTarget } from "../sources/kinds.ts";
import { type AskedOfBuckets, listBucket } from "./bucket/listing.ts";
import type { FileResult } from "./file.ts";
import { attributed, type Scanned } from "./git/attribution.ts";
import { type Asked, listRepository } from "./git/listing.ts";
import { inLayers, type ScannedImage } from "./image/attribution.ts";
import { listMlflow } from "./mlflow/listing.ts";
import { listImage } from "./image/listing.ts";

/** The histories and images of a scan. */
interface Elsewhere {
  readonly repositories: readonly Scanned[];
  readonly images: readonly ScannedImage[];
}

/** What listing leaves behind for the rest of the scan. */
interface Kept {
  /** Frees what was fetched and written down. */
  readonly held: AsyncDisposableStack;
  readonly repositories: Scanned[];
  readonly images: ScannedImage[];
}

/** What of targets is asked for. */
interface AskedOf {
  readonly git: Asked;
  readonly buckets: AskedOfBuckets;
}

/** Lists what a history, an image, a bucket or a tracking server holds. */
export function list(
  target: string,
  { git, buckets }: AskedOf,
  kept: Kept,
): AsyncGenerator<FileTarget | GapTarget> {
  if (isGitTarget(target)) return listRepository(target, git, kept);
  if (isMlflowTarget(target)) return listMlflow(target, buckets, kept.held);
  return isBucketTarget(target) ? listBucket(target, buckets) : listImage(target, kept);
}

/**
 * Says of each finding in a layer what made that, and takes those in objects of
 * git out of the results: they are returned with the commits that they are from.
 *
 * @param seen The file of the objects that were looked at, where all of them were to be.
 */
export async function toldOf(
  results: readonly FileResult[],
  { repositories, images }: Elsewhere,
  { seen }: { readonly seen: string | undefined },
): Promise<readonly Finding[]> {
  for (const image of images)
    for (const { tally } of results)
      tally.findings.splice(0, Infinity, ...(await inLayers(tally.findings, image)));
  const found = await withHistory(results, repositories);
  if (seen !== undefined && results.every(({ tally }) => tally.gaps.length === 0))
    await addSeen(seen, idsOf(repositories));
  return found;
}

async function* idsOf(repositories: readonly Scanned[]): AsyncGenerator<string> {
  for (const { repository } of repositories) yield* objectIds(repository);
}

/** Takes the findings in objects of git out of the results, and says of each where in the history it stands. */
async function withHistory(
  results: readonly FileResult[],
  repositories: readonly Scanned[],
): Promise<readonly Finding[]> {
  let found: Finding[] = [];
  for (const { tally } of repositories.length === 0 ? [] : results) {
    const { findings } = tally;
    found.push(...findings.filter(({ objects }) => objects));
    findings.splice(0, Infinity, ...findings.filter(({ objects }) => !objects));
  }
  for (const repository of repositories) found = await attributed(found, repository);
  return found;
}
