import type { IncomingMessage, ServerResponse } from "node:http";
import { served, type TestServer } from "../../../src/sources/http/testing.ts";
import { serveGit } from "./git-server.ts";
import { asGithubAnswers, filled } from "./github-answers.ts";
import { hasTerm, type HostedRepository, type HostedWorld } from "./world.ts";

export interface FakeGithubOptions {
  readonly organisations: Readonly<Record<string, readonly string[]>>;
  /** GitHub gives up to 100 on a page. */
  readonly pageSize?: number;
  /** Answers instead of the API, where it says so. */
  readonly before?: (url: URL, response: ServerResponse) => boolean;
}

/** A server that speaks as much of GitHub's REST API as a search for what is public needs, and git. */
export async function fakeGithub(
  world: HostedWorld,
  options: FakeGithubOptions,
): Promise<TestServer> {
  return served((request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    if (options.before?.(url, response) === true) return;
    if (!url.pathname.startsWith("/api/v3/")) answerGit(world, url, request, response);
    else answerApi({ world, options, url, request, response });
  });
}

function answerGit(
  world: HostedWorld,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [, name = ""] = /^\/(.+?)\.git\//.exec(url.pathname) ?? [];
  const hosted = world.repositories.find((each) => each.name === name);
  if (hosted?.refused !== undefined) response.writeHead(hosted.refused).end();
  else void serveGit(world.folder, request, response);
}

interface Exchange {
  readonly world: HostedWorld;
  readonly options: FakeGithubOptions;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function answerApi(exchange: Exchange): void {
  const { url } = exchange;
  const path = url.pathname.slice("/api/v3".length);
  for (const [pattern, form, answer] of routes) {
    const found = pattern.exec(path);
    if (!found) continue;
    const [, one = "", other = ""] = found;
    const value = answer(exchange, one, other);
    if (value === undefined) break;
    if (value === "unauthorised") return refuse(exchange, 401, "Requires authentication");
    return give(exchange, form, value);
  }
  refuse(exchange, 404, "Not Found");
}

type Answer = (exchange: Exchange, one: string, other: string) => unknown;

function accountOf({ options }: Exchange, login: string): unknown {
  const isOrganisation = options.organisations[login] !== undefined;
  const isMember = Object.values(options.organisations).some((all) => all.includes(login));
  if (!isOrganisation && !isMember) return undefined;
  return { ...filled("public-user"), login, type: isOrganisation ? "Organization" : "User" };
}

const isVisible = (each: HostedRepository): boolean => each.private !== true;

const ownedBy = ({ world, url }: Exchange, owner: string): unknown =>
  world.repositories
    .filter((each) => isVisible(each) && each.name.startsWith(`${owner}/`))
    .map((each) => repository(world, each, url.origin, "minimal-repository"));

const membersOf = ({ options }: Exchange, organisation: string): unknown =>
  options.organisations[organisation]?.map((login) => ({ ...filled("simple-user"), login }));

function gistsOf({ world, url }: Exchange, owner: string): unknown {
  return world.gists
    .filter(({ name }) => name.startsWith(`${owner}/`))
    .map(({ name, files, pushed }) => {
      const id = name.slice(owner.length + 1);
      return {
        ...filled("base-gist"),
        id,
        public: true,
        description: "",
        git_pull_url: `${url.origin}/gist/${id}.git`,
        html_url: `${url.origin}/gist/${id}`,
        updated_at: pushed,
        files: Object.fromEntries(files.map((filename) => [filename, { filename, size: 1 }])),
      };
    });
}

const forksOf = ({ world, url }: Exchange, owner: string, name: string): unknown =>
  world.repositories
    .filter(({ fork }) => fork === `${owner}/${name}`)
    .map((each) => repository(world, each, url.origin, "minimal-repository"));

function oneOf({ world, url }: Exchange, owner: string, name: string): unknown {
  const hosted = world.repositories.find((each) => each.name === `${owner}/${name}`);
  return hosted && isVisible(hosted)
    ? repository(world, hosted, url.origin, "full-repository")
    : undefined;
}

function repository(
  world: HostedWorld,
  { name, description, topics, fork, archived, pushed, size }: HostedRepository,
  origin: string,
  form: string,
): Record<string, unknown> {
  const [login = "", own = ""] = name.split("/");
  return {
    ...filled(form),
    name: own,
    full_name: name,
    owner: { ...filled("simple-user"), login },
    private: false,
    fork: fork !== undefined,
    description: description ?? null,
    topics: topics ?? [],
    archived: archived ?? false,
    disabled: false,
    html_url: `${origin}/${name}`,
    clone_url: `${origin}/${name}.git`,
    pushed_at: pushed,
    size: size ?? 1,
    forks_count: world.repositories.filter((each) => each.fork === name).length,
  };
}

/** `term user:a -user:b in:name`. */
function queryIn(url: URL) {
  const all = url.searchParams.get("q") ?? "";
  const qualifier = /(-?)(\w+):(\S+)/g;
  const users = [...all.matchAll(qualifier)].filter(([, , key]) => key === "user");
  const wanted = users.filter(([, not]) => not === "").map((each) => each[3] ?? "");
  const unwanted = users.filter(([, not]) => not === "-").map((each) => each[3] ?? "");
  return {
    term: all.replaceAll(qualifier, "").replaceAll('"', "").trim(),
    isAsked: ({ name, fork }: HostedRepository): boolean => {
      const [owner = ""] = name.split("/");
      return (
        fork === undefined &&
        (wanted.length === 0 || wanted.includes(owner)) &&
        !unwanted.includes(owner)
      );
    },
  };
}

function repositoriesWith({ world, url }: Exchange): unknown {
  const { term, isAsked } = queryIn(url);
  const items = world.repositories
    .filter(isVisible)
    .filter(isAsked)
    .filter(({ name, description = "", topics = [] }) => {
      const readme = world.filesOf(name).filter(([path]) => /^readme/i.test(path));
      return [name, description, ...topics, ...readme.map(([, text]) => text)].some((text) =>
        hasTerm(text, term),
      );
    })
    .map((each) => ({
      ...repository(world, each, url.origin, "repo-search-result-item"),
      score: 1,
    }));
  return { total_count: items.length, incomplete_results: false, items };
}

function codeWith({ world, url, request }: Exchange): unknown {
  if (request.headers.authorization === undefined) return "unauthorised";
  const { term, isAsked } = queryIn(url);
  const items = world.repositories
    .filter(isVisible)
    .filter(isAsked)
    .flatMap((each) =>
      world
        .filesOf(each.name)
        .filter(([, text]) => hasTerm(text, term))
        .map(([path, text]) => ({
          ...filled("code-search-result-item"),
          path,
          name: path.split("/").at(-1),
          repository: { ...repositoryOfHit(each, url.origin) },
          text_matches: text
            .split("\n")
            .filter((line) => hasTerm(line, term))
            .map((fragment) => ({
              object_url: "",
              object_type: "FileContent",
              property: "content",
              fragment,
            })),
        })),
    );
  return { total_count: items.length, incomplete_results: false, items };
}

/** A search in code says less of a repository than all others. */
const repositoryOfHit = ({ name, description }: HostedRepository, origin: string) => ({
  ...filled("minimal-repository"),
  name: name.split("/")[1],
  full_name: name,
  owner: { ...filled("simple-user"), login: name.split("/")[0] },
  description: description ?? null,
  html_url: `${origin}/${name}`,
});

const routes: readonly (readonly [RegExp, string, Answer])[] = [
  [/^\/users\/([^/]+)$/, "/users/{username}", accountOf],
  [/^\/orgs\/([^/]+)\/repos$/, "/orgs/{org}/repos", ownedBy],
  [/^\/users\/([^/]+)\/repos$/, "/users/{username}/repos", ownedBy],
  [/^\/orgs\/([^/]+)\/members$/, "/orgs/{org}/members", membersOf],
  [/^\/users\/([^/]+)\/gists$/, "/users/{username}/gists", gistsOf],
  [/^\/repos\/([^/]+)\/([^/]+)\/forks$/, "/repos/{owner}/{repo}/forks", forksOf],
  [/^\/repos\/([^/]+)\/([^/]+)$/, "/repos/{owner}/{repo}", oneOf],
  [/^\/search\/repositories$/, "/search/repositories", repositoriesWith],
  [/^\/search\/code$/, "/search/code", codeWith],
];

/** Gives a page of a list, with `Link` to the others. */
function give({ options, url, response }: Exchange, form: string, value: unknown): void {
  const list = Array.isArray(value) ? (value as unknown[]) : undefined;
  const items = list ?? (value as { items?: unknown[] }).items;
  const size = Math.min(options.pageSize ?? 100, Number(url.searchParams.get("per_page") ?? 30));
  const page = Number(url.searchParams.get("page") ?? 1);
  const part = items?.slice((page - 1) * size, page * size);
  if (items && page * size < items.length) {
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    response.setHeader("link", `<${next.href}>; rel="next", <${next.href}>; rel="last"`);
  }
  const answer = list ? part : items ? { ...(value as object), items: part } : value;
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(JSON.stringify(asGithubAnswers(form, answer)));
}

function refuse({ response }: Exchange, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      message,
      documentation_url: "https://docs.github.com/rest",
      status: String(status),
    }),
  );
}
