import { TareError } from "../../../core/error.ts";
import { type Keyword, spellingIn } from "../../../scan/keywords.ts";
import { type CodeHost, githubHost, publicRemote } from "../../../sources/git/remote.ts";
import { fieldsOf, listIn, numberIn, textIn, textsIn } from "../answer.ts";
import { Api } from "../api.ts";
import {
  type Forge,
  found,
  gapIn,
  listOrGap,
  mostPerSearch,
  part,
  type Search,
  type Session,
  termsOf,
} from "../forge.ts";
import { foreignFork, type Found, type PublicRepository, type Shown } from "../repository.ts";

/** The version of the API that is asked for (docs.github.com/rest, "API versions"). */
const apiVersion = "2022-11-28";
const textMatches = "application/vnd.github.text-match+json";

/** A search query has no more characters, qualifiers included (docs.github.com/rest/search). */
const longestQuery = 256;

/** GitHub and GitHub Enterprise Server, by the REST API. */
export const github: Forge = {
  scheme: "github",
  title: "GitHub",

  async *list(owner, search) {
    const session = sessionOf(owner, search);
    const { api, target } = session;
    const account = await api.find(`/users/${encodeURIComponent(owner)}`);
    if (account === undefined)
      throw new TareError("usage", `GitHub has no owner '${owner}'`, {
        hint: "name an organisation or a user: github:OWNER",
      });
    const isOrganisation = textIn(account, "type") === "Organization";
    const own = await Array.fromAsync(part(target, ownOf(session, isOrganisation)));
    yield* own.filter((each) => each.kind === "gap" || search.ways.has("own"));
    if (search.ways.has("fork")) yield* forksOf(session, own);
    const members = await membersOf(session, isOrganisation);
    yield* members.gaps;
    for (const member of members.names) yield* ofMember(session, member, isOrganisation);
    if (search.ways.has("search")) yield* searched(session, members.names);
  },
};

function sessionOf(owner: string, search: Search): Session {
  const host = githubHost(search.env);
  const { token } = host;
  const api = new Api({
    title: "GitHub",
    base: host.api,
    client: search.client,
    headers: {
      accept: "application/vnd.github+json",
      "x-github-api-version": apiVersion,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(search.signal && { signal: search.signal }),
  });
  return { host, api, search, owner, target: `github:${owner}` };
}

async function* ownOf(
  { api, owner, host }: Session,
  isOrganisation: boolean,
): AsyncGenerator<Found> {
  const path = isOrganisation
    ? `/orgs/${owner}/repos?type=public`
    : `/users/${owner}/repos?type=owner`;
  for await (const item of api.items(`${path}&per_page=100`))
    yield* found(repositoryIn(item, host), { kind: "own" });
}

async function* forksOf(
  { api, target, host }: Session,
  own: readonly Found[],
): AsyncGenerator<Found> {
  for (const each of own) {
    if (each.kind === "gap" || each.repository.forks === 0) continue;
    const { name, target: parent } = each.repository;
    const listed = async function* (): AsyncGenerator<Found> {
      for await (const item of api.items(`/repos/${name}/forks?per_page=100`)) {
        const fork = repositoryIn(item, host);
        if (fork) yield* found({ ...fork, parent }, { kind: "fork", of: name });
      }
    };
    yield* part(`${target}: forks of ${name}`, listed());
  }
}

/** The names of those whose accounts are looked at, too. */
async function membersOf({ api, owner, target, search }: Session, isOrganisation: boolean) {
  const isAsked = (["member", "gist", "search"] as const).some((way) => search.ways.has(way));
  if (!isAsked) return { names: [], gaps: [] };
  if (!isOrganisation) return { names: [owner], gaps: [] };
  const list = api.items(`/orgs/${owner}/members?per_page=100`);
  const { items, gaps } = await listOrGap(`${target}: members`, list);
  return { names: items.map((item) => textIn(item, "login")), gaps };
}

async function* ofMember(
  session: Session,
  member: string,
  isOrganisation: boolean,
): AsyncGenerator<Found> {
  const { search, target } = session;
  if (isOrganisation && search.ways.has("member"))
    yield* part(`${target}: repositories of ${member}`, repositoriesOf(session, member));
  if (search.ways.has("gist"))
    yield* part(`${target}: gists of ${member}`, gistsOf(session, member));
}

async function* repositoriesOf({ api, host }: Session, member: string): AsyncGenerator<Found> {
  for await (const item of api.items(`/users/${member}/repos?type=owner&per_page=100`)) {
    const repository = repositoryIn(item, host);
    const isFork = fieldsOf(item)["fork"] === true;
    if (repository)
      yield* found(
        // Where it is one of the organisation's projects, the list of forks has it, too.
        isFork ? { ...repository, unread: foreignFork } : repository,
        { kind: "member", member },
      );
  }
}

async function* gistsOf({ api }: Session, member: string): AsyncGenerator<Found> {
  for await (const item of api.items(`/users/${member}/gists?per_page=100`)) {
    const files = Object.values(fieldsOf(fieldsOf(item)["files"]));
    const url = textIn(item, "git_pull_url");
    if (url === "" || fieldsOf(item)["public"] === false) continue;
    yield* found(
      {
        target: `git:${url}`,
        name: `gist ${member}/${textIn(item, "id")}`,
        url: textIn(item, "html_url"),
        remote: { url },
        shown: [
          { where: "name", text: files.map((file) => textIn(file, "filename")).join("\n") },
          { where: "description", text: textIn(item, "description") },
        ],
        revision: textIn(item, "updated_at"),
        isArchived: false,
        bytes: files.reduce<number>((sum, file) => sum + numberIn(file, "size"), 0),
        forks: 0,
      },
      { kind: "gist", member },
    );
  }
}

/** A repository as lists have it; none where it is not public. */
function repositoryIn(item: unknown, host: CodeHost): PublicRepository | undefined {
  const name = textIn(item, "full_name");
  const fields = fieldsOf(item);
  if (name === "" || fields["private"] === true) return undefined;
  const url = textIn(item, "clone_url") || `${host.server}/${name}.git`;
  const parent = textIn(fields["parent"], "full_name");
  return {
    target: `github:${name}`,
    name,
    url: textIn(item, "html_url") || `${host.server}/${name}`,
    remote: publicRemote(url, host),
    shown: [
      { where: "name", text: textIn(item, "name") },
      { where: "description", text: textIn(item, "description") },
      { where: "topics", text: textsIn(item, "topics").join("\n") },
      { where: "homepage", text: textIn(item, "homepage") },
    ],
    revision: textIn(item, "pushed_at"),
    isArchived: fields["archived"] === true,
    bytes: numberIn(item, "size") * 1024,
    forks: numberIn(item, "forks_count"),
    ...(parent !== "" && { parent: `github:${parent}` }),
    ...(fields["disabled"] === true && { unread: "unavailable: GitHub has disabled it" }),
  };
}

async function* searched(session: Session, members: readonly string[]): AsyncGenerator<Found> {
  const { search, owner, host, target } = session;
  const accounts = [owner, ...members.filter((each) => each !== owner)];
  const scopes = search.isSearchOnly ? ["", ...scopesOf(accounts)] : [` -user:${owner}`];
  if (host.token === undefined && search.keywords.length > 0)
    yield gapIn(
      `${target}: search in code`,
      "unavailable: GitHub searches in code only for who has a token; set GITHUB_TOKEN",
    );
  for (const keyword of search.keywords)
    for (const scope of scopes) {
      const place = `${target}: search for '${keyword.word}'`;
      for (const term of termsOf(keyword)) {
        yield* part(place, repositoriesNaming(session, keyword, `${term}${scope}`));
        if (host.token !== undefined)
          yield* part(place, codeNaming(session, keyword, `${term}${scope}`));
      }
    }
}

/** Qualifiers that together name all accounts, as few as a query has room for. */
function scopesOf(accounts: readonly string[]): string[] {
  const scopes = [""];
  for (const account of accounts) {
    const last = scopes.at(-1) ?? "";
    const more = `${last} user:${account}`;
    if (more.length <= longestQuery / 2) scopes[scopes.length - 1] = more;
    else scopes.push(` user:${account}`);
  }
  return scopes;
}

async function* repositoriesNaming(
  { api, host, target }: Session,
  keyword: Keyword,
  query: string,
): AsyncGenerator<Found> {
  const q = encodeURIComponent(`${query} in:name,description,topics,readme`);
  const where = "name, description, topics or README";
  yield* first(
    api.pages(`/search/repositories?q=${q}&per_page=100`),
    { place: `${target}: search for '${keyword.word}'`, query },
    (item) => found(repositoryIn(item, host), { kind: "search", keyword: keyword.word, where }),
  );
}

async function* codeNaming(
  session: Session,
  keyword: Keyword,
  query: string,
): AsyncGenerator<Found> {
  const { api, target } = session;
  const place = `${target}: search for '${keyword.word}'`;
  const hits = new Map<string, Shown[]>();
  yield* first(
    api.pages(`/search/code?q=${encodeURIComponent(query)}&per_page=100`, textMatches),
    { place, query },
    (item) => {
      const name = textIn(fieldsOf(item)["repository"], "full_name");
      hits.set(name, [...(hits.get(name) ?? []), ...piecesIn(item, keyword)]);
      return [];
    },
  );
  for (const [name, shown] of hits)
    if (shown.length > 0) yield* part(`github:${name}`, hit(session, name, keyword, shown));
}

/** The pieces of a file that name the keyword. The search takes what is between words for nothing, and gives others, too. */
function piecesIn(item: unknown, keyword: Keyword): readonly Shown[] {
  const where = textIn(item, "path");
  return [where, ...listIn(item, "text_matches").map((each) => textIn(each, "fragment"))]
    .filter((text) => spellingIn(text, keyword) !== undefined)
    .map((text) => ({ where, text }));
}

/** A repository that a search in code led to: the search says little of it. */
// eslint-disable-next-line max-params -- where it is, and what led to it
async function* hit(
  { api, host }: Session,
  name: string,
  { word: keyword }: Keyword,
  shown: readonly Shown[],
): AsyncGenerator<Found> {
  const repository = repositoryIn(await api.get(`/repos/${name}`), host);
  for (const where of new Set(shown.map((each) => each.where)))
    if (repository)
      yield* found(
        { ...repository, shown: [...repository.shown, ...shown] },
        { kind: "search", keyword, where },
      );
}

/** As many items of a search as are taken; what is left over, or was not looked through, is a gap. */
async function* first(
  pages: AsyncIterable<unknown>,
  { place, query }: { readonly place: string; readonly query: string },
  use: (item: unknown) => Iterable<Found>,
): AsyncGenerator<Found> {
  let taken = 0;
  for await (const page of pages) {
    for (const item of listIn(page, "items")) yield* use(item);
    taken += listIn(page, "items").length;
    const all = numberIn(page, "total_count");
    if (fieldsOf(page)["incomplete_results"] === true)
      yield gapIn(place, `unavailable: GitHub did not look through everything for ${query}`);
    if (taken < mostPerSearch) continue;
    if (all > taken)
      yield gapIn(place, `limit: ${all - taken} more results of ${query} are not looked at`);
    return;
  }
}
