// What a scan does besides where a target is no folder: loaded only then, since it takes time to load.
import type { Finding } from "../core/finding.ts";
import type { FileTarget, GapTarget } from "../sources/files.ts";
import { writeSeen } from "../sources/git/seen.ts";
import { isBucketTarget, isGitTarget, isHubTarget, isMlflowTarget } from "../sources/kinds.ts";
import type { FileResult } from "./file.ts";
import type { Kept } from "./scan.ts";
import { type Attributed, attributed } from "./git/attribution.ts";
import { type Asked, listRepository } from "./git/listing.ts";
import { type NamesIn, placedIn } from "./image/attribution.ts";
import { placeOf, plainName } from "./image/files.ts";
import { listImage } from "./image/listing.ts";
import type { Held } from "../core/held.ts";

/** The histories and images of a scan. */
type Elsewhere = Pick<Kept, "repositories" | "images">;

/** What listing leaves behind, and who stops it. */
export interface Listed extends Kept {
  /** Frees what was fetched and written down. */
  readonly held: Held;
  readonly signal: AbortSignal | undefined;
  /** Told what is being listed, where that takes time. */
  readonly tell: (what: string) => void;
}

/** Lists what a history, an image or a server holds. */
export async function* list(
  target: string,
  asked: Asked,
  kept: Listed,
): AsyncGenerator<FileTarget | GapTarget> {
  if (isGitTarget(target)) yield* listRepository(target, asked, kept);
  else if (isHubTarget(target))
    yield* (await import("./hub/listing.ts")).listHub(target, asked, kept);
  else if (isBucketTarget(target))
    yield* (await import("./bucket/listing.ts")).listBucket(target, asked, kept);
  else if (isMlflowTarget(target))
    yield* (await import("./mlflow/listing.ts")).listMlflow(target, asked, kept);
  else yield* listImage(target, kept);
}

/** A file, and what was found in it. */
export interface Scan {
  readonly file: FileTarget;
  readonly result: FileResult;
}

/**
 * Says of each finding in a layer what made that, and takes those in objects of
 * git out of the results: they are returned with the commits that they are from.
 *
 * @param seen The file of the objects that were looked at, where all of them were to be.
 */
export async function toldOf(
  scans: readonly Scan[],
  { repositories, images }: Elsewhere,
  { seen }: { readonly seen: string | undefined },
): Promise<Attributed> {
  const results = scans.map(({ result }) => result);
  const namesIn = namesOf(scans);
  for (const image of images) {
    const placed = placedIn(image, namesIn);
    for (const { tally } of results)
      for (const [at, finding] of tally.findings.entries()) tally.findings[at] = placed(finding);
  }
  const told = await withHistory(results, repositories);
  if (seen !== undefined && results.every(({ tally }) => tally.gaps.length === 0))
    await writeSeen(
      seen,
      repositories.map(({ objects }) => objects),
    );
  return told;
}

/** The names that were met in the layers of images. */
function namesOf(scans: readonly Scan[]): NamesIn {
  const names = new Map<string, ReadonlySet<string>>();
  for (const { file, result } of scans)
    if (result.tally.names)
      names.set(placeOf(file), new Set([...result.tally.names].map(plainName)));
  return (layer) => names.get(placeOf(layer)) ?? new Set();
}

/** Takes the findings in objects of git out of the results, and says of each where in the history it stands. */
async function withHistory(
  results: readonly FileResult[],
  repositories: Kept["repositories"],
): Promise<Attributed> {
  const left: Finding[] = [];
  for (const { tally } of repositories.length === 0 ? [] : results) {
    const all = tally.findings.splice(0);
    for (const each of all) (each.objects ? left : tally.findings).push(each);
  }
  let told: Attributed = { findings: [], gaps: [] };
  let found: readonly Finding[] = left;
  // The paths in a submodule begin as those in what holds it, which is listed before.
  for (const repository of repositories.toReversed()) {
    const isOwn = ({ location }: Finding): boolean =>
      location.path.startsWith(`${repository.shown}!/`);
    const { findings, gaps } = await attributed(found.filter(isOwn), repository);
    told = { findings: [...findings, ...told.findings], gaps: [...gaps, ...told.gaps] };
    found = found.filter((each) => !isOwn(each));
  }
  return told;
}
