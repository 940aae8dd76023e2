import type { Memory } from "./memory.ts";
import type { Network } from "./read.ts";
import type { Candidate, PublicRepository } from "./repository.ts";

/** What decides whether a repository is read. */
interface Bounds {
  readonly memory: Pick<Memory, "recall">;
  /** A repository that says that it is larger is not cloned. */
  readonly maxBytes: number;
}

/**
 * The same, where a fork has changed as soon as its project has: it may hold
 * what that has taken back.
 */
export function withProjects(candidates: readonly Candidate[]): Candidate[] {
  const byTarget = new Map(candidates.map(({ repository }) => [repository.target, repository]));
  const revisionOf = ({ revision, parent = "" }: PublicRepository): string => {
    const project = byTarget.get(parent);
    const above = project && revisionOf(project);
    // One that is not known cannot be compared.
    if (revision === "" || above === "") return "";
    return above === undefined ? revision : `${revision} of ${above}`;
  };
  return candidates.map(({ repository, reasons }) => ({
    repository: { ...repository, revision: revisionOf(repository) },
    reasons,
  }));
}

/** The repositories that are to be read, each with those forks of it that are. */
export function networksIn(candidates: readonly Candidate[], bounds: Bounds): Network[] {
  const readable = candidates
    .map(({ repository }) => repository)
    .filter((each) => !whyUnread(each, bounds));
  const byTarget = new Map(readable.map((each) => [each.target, each]));
  const forksOf = Map.groupBy(readable, ({ parent }) =>
    parent === undefined ? undefined : byTarget.get(parent),
  );
  const isNew = (each: PublicRepository): boolean => bounds.memory.recall(each) === undefined;
  const roots = forksOf.get(undefined) ?? [];
  return roots.flatMap((root) => {
    const isRootRead = isNew(root);
    const forks = descendants(root, forksOf).filter(isNew);
    return isRootRead || forks.length > 0 ? [{ root, isRootRead, forks }] : [];
  });
}

/** Its forks, and theirs. */
function descendants(
  root: PublicRepository,
  forksOf: ReadonlyMap<PublicRepository | undefined, readonly PublicRepository[]>,
): readonly PublicRepository[] {
  return (forksOf.get(root) ?? []).flatMap((fork) => [fork, ...descendants(fork, forksOf)]);
}

/** Why a repository is not read, if it is not. */
export function whyUnread(
  repository: PublicRepository,
  { maxBytes }: Pick<Bounds, "maxBytes">,
): string | undefined {
  if (repository.unread !== undefined) return repository.unread;
  // On a hub only as much is fetched as must be read.
  return repository.remote && repository.bytes > maxBytes
    ? "limit: larger than --max-size"
    : undefined;
}
