import { TareError } from "../../core/error.ts";
import type { Keyword } from "../../scan/keywords.ts";
import type { CodeHost, Environment } from "../../sources/git/remote.ts";
import type { HttpClient } from "../../sources/http/client.ts";
import type { Api } from "./api.ts";
import type { Found, PublicRepository, Reason, Way } from "./repository.ts";

/** What of an organisation is asked for. */
export interface Search {
  readonly client: HttpClient;
  readonly env: Environment;
  readonly keywords: readonly Keyword[];
  readonly ways: ReadonlySet<Way>;
  /** Whether repositories are not read: then the service's own search looks into them, too. */
  readonly isSearchOnly: boolean;
  readonly signal?: AbortSignal;
}

/** A service where organisations keep what is public. */
export interface Forge {
  /** What a target begins with: `github`. */
  readonly scheme: string;
  readonly title: string;
  /**
   * Yields what is public, way by way. A part that cannot be had is a gap.
   *
   * @throws {TareError} `usage`: there is no such owner.
   */
  readonly list: (owner: string, search: Search) => AsyncGenerator<Found>;
}

/** One listing of a code host. */
export interface Session {
  readonly host: CodeHost;
  readonly api: Api;
  readonly search: Search;
  readonly owner: string;
  /** What gaps call the target. */
  readonly target: string;
}

/** A repository, where it is one that is public. */
export function* found(repository: PublicRepository | undefined, reason: Reason): Generator<Found> {
  if (repository) yield { kind: "repository", repository, reason };
}

/** A part of a listing: where it fails, what is missing is said, and the rest goes on. */
export async function* part(path: string, list: AsyncIterable<Found>): AsyncGenerator<Found> {
  try {
    yield* list;
  } catch (error) {
    yield gapOf(path, error);
  }
}

/** What a list holds, as far as it can be had; where it breaks off, a gap says why. */
export async function listOrGap<T>(
  path: string,
  list: AsyncIterable<T>,
): Promise<{ readonly items: readonly T[]; readonly gaps: readonly Found[] }> {
  const items: T[] = [];
  try {
    for await (const each of list) items.push(each);
    return { items, gaps: [] };
  } catch (error) {
    return { items, gaps: [gapOf(path, error)] };
  }
}

function gapOf(path: string, error: unknown): Found {
  if (!(error instanceof TareError) || error.kind === "usage") throw error;
  const hint = error.hint === undefined ? "" : `; ${error.hint}`;
  return gapIn(path, `unavailable: ${error.message}${hint}`);
}

export const gapIn = (path: string, reason: string): Found => ({
  kind: "gap",
  gap: { path, reason, bytes: 0 },
});

/** How a service is asked for a word: as one, and as words that follow one another, whatever joins them there. */
export function termsOf({ word }: Keyword): readonly string[] {
  const words = word
    .trim()
    .split(/[\s_-]+/)
    .filter((each) => each !== "");
  return words.length > 1 ? [`"${words.join(" ")}"`, words.join("")] : [`"${words.join("")}"`];
}

/** More repositories than these are not taken of one search: then the word says little by itself. */
export const mostPerSearch = 100;
