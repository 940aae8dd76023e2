import type { Keyword } from "../../scan/keywords.ts";
import type { Environment } from "../../sources/git/remote.ts";
import { HttpClient } from "../../sources/http/client.ts";
import { type Handler, served, testClock, type TestServer } from "../../sources/http/testing.ts";
import type { Forge } from "./forge.ts";
import { type Found, type PublicRepository, type Way, ways } from "./repository.ts";

export interface Listing {
  readonly env: (origin: string) => Environment;
  readonly keywords?: readonly Keyword[];
  readonly ways?: readonly Way[];
  readonly isSearchOnly?: boolean;
}

/** What a forge lists at a server of the test's own, what that was asked, and how long was waited. */
export async function listedBy(forge: Forge, owner: string, handle: Handler, listing: Listing) {
  await using server = await served(handle);
  const clock = testClock(1_800_000_000_000);
  const env = listing.env(server.origin);
  await using client = new HttpClient({ env: {}, clock });
  const { keywords = [], isSearchOnly = false } = listing;
  const search = { client, env, keywords, isSearchOnly, ways: new Set(listing.ways ?? ways) };
  const found: readonly Found[] = await Array.fromAsync(forge.list(owner, search));
  const { asked, headers, origin }: TestServer = server;
  return { found, asked, headers, origin, waits: clock.waits };
}

/** Found things in a line each: the reason and the name, or the gap. */
export const linesOf = (found: readonly Found[]): readonly string[] =>
  found.map((each) => {
    if (each.kind === "gap") return `gap ${each.gap.path}: ${each.gap.reason}`;
    const { repository, reason } = each;
    return `${Object.values(reason).join(" ")}: ${repository.target}${repository.unread === undefined ? "" : " (unread)"}`;
  });

/** Answers by path, query left out; a list goes out in pages of two, with `Link` as services give it. */
export const answering =
  (answers: (path: string, url: URL) => unknown): Handler =>
  (request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const answer = answers(decodeURIComponent(url.pathname), url);
    if (typeof answer === "number" || answer === undefined) {
      response.writeHead(answer ?? 404, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: `made up for ${answer ?? 404}` }));
      return;
    }
    const page = Number(url.searchParams.get("page") ?? 1);
    const list = Array.isArray(answer) ? (answer as unknown[]) : undefined;
    if (list && page * 2 < list.length) {
      url.searchParams.set("page", String(page + 1));
      response.setHeader("link", `<${url.href}>; rel="next"`);
    }
    response.end(JSON.stringify(list ? list.slice((page - 1) * 2, page * 2) : answer));
  };

/** A repository with nothing to say. */
export const repositoryOf = (
  name: string,
  changes: Partial<PublicRepository> = {},
): PublicRepository => ({
  target: `github:${name}`,
  name,
  url: `https://github.com/${name}`,
  remote: { url: `https://github.com/${name}.git` },
  shown: [],
  revision: "1",
  isArchived: false,
  bytes: 0,
  forks: 0,
  ...changes,
});
