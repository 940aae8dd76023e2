import { TareError } from "../../core/error.ts";
import type { Finding, History } from "../../core/finding.ts";
import type { Gap } from "../../core/report.ts";
import { type Change, type Commit, filesOfHead } from "../../sources/git/history.ts";
import { loggedIn } from "../../sources/git/names.ts";
import type { Repository } from "../../sources/git/repository.ts";
import { valueKey } from "./versions.ts";

/** A repository, and how reports name it. */
export interface Scanned {
  readonly repository: Repository;
  readonly shown: string;
  /** The file with what git says of the commits (`writeHistory`). */
  readonly log: string;
  /** The objects that are looked at. */
  readonly objects: AsyncIterable<readonly string[]>;
}

/** What is known of findings, and of HEAD where that cannot be read. */
export interface Attributed {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

/**
 * Says of each finding in the objects of a repository which commit brought it,
 * which one took it away, and whether it is still in HEAD. Findings of the same
 * value at the same path become one.
 */
export async function attributed(
  found: readonly Finding[],
  { repository, shown, log }: Scanned,
): Promise<Attributed> {
  if (found.length === 0) return { findings: [], gaps: [] };
  const objects = new Set(found.flatMap((each) => each.objects ?? []));
  const [head, past] = await Promise.all([headOf(repository), pastOf(log, objects)]);
  const findings = [...Map.groupBy(found, valueKey).values()].map((group) => {
    const all = new Set(group.flatMap((each) => each.objects ?? []));
    const { objects: _, ...rest } = group[0] as Finding;
    const file = fileIn(rest.location.path, shown);
    return { ...rest, history: historyOf(all, file, past, head.files) };
  });
  return { findings, gaps: head.reason === undefined ? [] : [gapOf(shown, head.reason)] };
}

/** The files of HEAD, or why they are not known. */
type Head =
  | { readonly files: ReadonlySet<string>; readonly reason?: undefined }
  | { readonly files?: undefined; readonly reason: string };

async function headOf(repository: Repository): Promise<Head> {
  try {
    return { files: await filesOfHead(repository) };
  } catch (error) {
    if (error instanceof TareError) return { reason: error.message };
    throw error;
  }
}

const gapOf = (path: string, reason: string): Gap => ({
  path,
  reason: `unreadable: HEAD, so what it still has is not known: ${reason}`,
  bytes: 0,
});

/** The file of a path, without what is inside of it. */
const fileIn = (path: string, shown: string): string =>
  path.slice(shown.length + "!/".length).split("!/", 1)[0] ?? "";

/** What is known of some objects: the changes that have to do with them, and those that are commits. */
interface Past {
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  readonly commits: ReadonlyMap<string, Commit>;
}

async function pastOf(log: string, objects: ReadonlySet<string>): Promise<Past> {
  const all = new Map<string, Change[]>();
  const commits = new Map<string, Commit>();
  const isOfThem = (id: string | undefined): boolean => id !== undefined && objects.has(id);
  for await (const some of loggedIn(log)) {
    for (const commit of some.commits) if (objects.has(commit.id)) commits.set(commit.id, commit);
    for (const change of some.changes) {
      if (!isOfThem(change.after) && !change.before.some(isOfThem)) continue;
      const known = all.get(change.path);
      if (known) known.push(change);
      else all.set(change.path, [change]);
    }
  }
  return { changes: all, commits };
}

function historyOf(
  objects: ReadonlySet<string>,
  file: string,
  past: Past,
  head: ReadonlySet<string> | undefined,
): History {
  const has = (id: string | undefined): boolean => id !== undefined && objects.has(id);
  const own = past.changes.get(file) ?? [];
  const brought = own.filter(({ before, after }) => has(after) && !before.some(has));
  const taken = own.filter(({ before, after }) => before.some(has) && !has(after));
  const commits = [...objects].flatMap((id) => past.commits.get(id) ?? []);
  const introduced = earliest([...brought.map(({ commit }) => commit), ...commits]);
  const isInHead = head && [...objects].some((id) => head.has(`${file}\0${id}`));
  const last = earliest(
    taken.map(({ commit }) => commit),
    -1,
  );
  const [object = ""] = objects;
  return {
    object,
    versions: objects.size,
    ...(introduced && { introduced }),
    ...(last && isInHead === false && { removed: last }),
    ...(isInHead !== undefined && { head: isInHead }),
  };
}

/** The first of the commits; the last one where the direction is -1. */
function earliest(commits: readonly Commit[], direction: 1 | -1 = 1): Commit | undefined {
  const order = (commit: Commit): number => direction * Date.parse(commit.date);
  return commits.toSorted((one, other) => order(one) - order(other))[0];
}
