import { TareError } from "../../core/error.ts";
import type { FileTarget, GapTarget } from "../../sources/files.ts";
import { readSeen } from "../../sources/git/seen.ts";
import { Hub } from "../../sources/hub/api.ts";
import { type HubRepository, parseHubTarget, webName } from "../../sources/hub/target.ts";
import { http, onWait } from "../../sources/remote.ts";
import type { Listed } from "../elsewhere.ts";
import type { Asked } from "../git/listing.ts";
import { type Named, RepositoryListing } from "./repository.ts";
import { Texts } from "./texts.ts";

/**
 * Lists what `hf:…` means: the files of all revisions of a repository, its
 * commits, and what people wrote in its discussions; of an owner, all that of all
 * repositories.
 *
 * @throws {TareError} `usage`: there is no such thing on the hub. `machine`: it does not answer.
 */
export async function* listHub(
  target: string,
  asked: Asked,
  kept: Listed,
): AsyncGenerator<FileTarget | GapTarget> {
  const before = { ...http.traffic };
  const tellWait = (host: string, ms: number): void =>
    kept.tell(`waiting ${Math.ceil(ms / 1000)} s for ${host}`);
  onWait.add(tellWait);
  try {
    yield* listed(target, asked, kept);
  } finally {
    onWait.delete(tellWait);
  }
  const { requests, bytes } = http.traffic;
  kept.network.push({ requests: requests - before.requests, bytes: bytes - before.bytes });
}

async function* listed(
  target: string,
  asked: Asked,
  { held, signal, tell }: Listed,
): AsyncGenerator<FileTarget | GapTarget> {
  tell(target);
  const parsed = parseHubTarget(target);
  const hub = new Hub(http, signal);
  const texts = held.use(await Texts.open());
  const seen = asked.seen === undefined ? new Set<string>() : await readSeen(asked.seen);
  const listing = (named: Named): RepositoryListing =>
    new RepositoryListing(named, { hub, texts, asked, seen });
  if (parsed.kind === "repository") {
    const { repository, revision } = parsed;
    yield* await listing({ repository, shown: target }).targets(revision ?? asked.branch);
    return;
  }
  let repositories = 0;
  for await (const repository of hub.repositories(parsed.owner)) {
    repositories++;
    tell(shownAs(repository));
    yield* await ofOwner(listing({ repository, shown: shownAs(repository) }), asked.branch);
  }
  if (repositories === 0)
    throw new TareError("usage", `'${parsed.owner}' has nothing on the hub that can be seen`, {
      hint: "check the name, and set HF_TOKEN for what is private",
    });
}

const shownAs = (repository: HubRepository): string => `hf:${webName(repository)}`;

/** One repository among others: what cannot be had of it is a gap. */
async function ofOwner(
  listing: RepositoryListing,
  revision: string | undefined,
): Promise<readonly (FileTarget | GapTarget)[]> {
  return (await listing.attempt("", async () => listing.targets(revision))) ?? listing.gaps;
}
