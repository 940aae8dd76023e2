import { TareError } from "../../../core/error.ts";
import { type Keyword, spellingIn } from "../../../scan/keywords.ts";
import { type CodeHost, gitlabHost, publicRemote } from "../../../sources/git/remote.ts";
import { fieldsOf, numberIn, textIn, textsIn } from "../answer.ts";
import { Api } from "../api.ts";
import {
  type Forge,
  found,
  gapIn,
  mostPerSearch,
  part,
  type Search,
  type Session,
  termsOf,
} from "../forge.ts";
import { foreignFork, type Found, type PublicRepository, type Shown } from "../repository.ts";

/** GitLab, by its REST API (docs.gitlab.com/api). */
export const gitlab: Forge = {
  scheme: "gitlab",
  title: "GitLab",

  async *list(owner, search) {
    const session = sessionOf(owner, search);
    const { ways } = search;
    const base = await baseOf(session);
    const isGroup = base.startsWith("/groups/");
    const own = await Array.fromAsync(part(session.target, ownOf(session, base)));
    yield* own.filter((each) => each.kind === "gap" || ways.has("own"));
    if (ways.has("fork")) yield* besides(session, own, "forks", forksOf);
    if (ways.has("gist")) yield* besides(session, own, "snippets", snippetsOf);
    if (isGroup && ways.has("member"))
      yield* part(`${session.target}: members`, ofMembers(session, base));
    if (ways.has("search")) yield* searched(session, isGroup ? base : "");
  },
};

function sessionOf(owner: string, search: Search): Session {
  const host = gitlabHost(search.env);
  const api = new Api({
    title: "GitLab",
    base: host.api,
    client: search.client,
    headers: host.token === undefined ? {} : { "private-token": host.token },
    ...(search.signal && { signal: search.signal }),
  });
  return { host, api, search, owner, target: `gitlab:${owner}` };
}

/** Where what an owner has is listed: a group, or else a user. @throws {TareError} `usage`: it is neither. */
async function baseOf({ api, owner }: Session): Promise<string> {
  const name = encodeURIComponent(owner);
  const group = await api.find(`/groups/${name}?with_projects=false`);
  if (group !== undefined) return `/groups/${textIn(group, "id")}`;
  for await (const user of api.items(`/users?username=${name}`))
    return `/users/${textIn(user, "id")}`;
  throw new TareError("usage", `GitLab has no group or user '${owner}'`, {
    hint: "name a group, with those above it, or a user: gitlab:GROUP/SUBGROUP",
  });
}

const publicProjects = "projects?visibility=public&per_page=100";

async function* ownOf({ api, host }: Session, base: string): AsyncGenerator<Found> {
  const subgroups = base.startsWith("/groups/") ? "&include_subgroups=true&with_shared=false" : "";
  for await (const item of api.items(`${base}/${publicProjects}${subgroups}`))
    yield* found(projectIn(item, host), { kind: "own" });
}

/** What hangs on each of the organisation's own projects. */
async function* besides(
  session: Session,
  own: readonly Found[],
  what: string,
  list: (session: Session, project: PublicRepository) => AsyncGenerator<Found>,
): AsyncGenerator<Found> {
  for (const each of own)
    if (each.kind === "repository")
      yield* part(
        `${session.target}: ${what} of ${each.repository.name}`,
        list(session, each.repository),
      );
}

async function* forksOf({ api, host }: Session, project: PublicRepository): AsyncGenerator<Found> {
  if (project.forks === 0) return;
  const id = encodeURIComponent(project.name);
  for await (const item of api.items(`/projects/${id}/forks?visibility=public&per_page=100`)) {
    const fork = projectIn(item, host);
    const reason = { kind: "fork", of: project.name } as const;
    if (fork) yield* found({ ...fork, parent: project.target }, reason);
  }
}

async function* snippetsOf({ api }: Session, project: PublicRepository): AsyncGenerator<Found> {
  const id = encodeURIComponent(project.name);
  for await (const item of api.items(`/projects/${id}/snippets?per_page=100`)) {
    const url = textIn(item, "http_url_to_repo");
    if (url === "" || textIn(item, "visibility") !== "public") continue;
    const member = textIn(fieldsOf(item)["author"], "username");
    const shown = ["title", "description", "file_name"].map((where) => ({
      where,
      text: textIn(item, where),
    }));
    yield* found(
      {
        target: `git:${url}`,
        name: `snippet ${project.name}/${textIn(item, "id")}`,
        url: textIn(item, "web_url"),
        remote: { url },
        shown,
        revision: textIn(item, "updated_at"),
        isArchived: false,
        bytes: 0,
        forks: 0,
      },
      { kind: "gist", member },
    );
  }
}

async function* ofMembers(session: Session, base: string): AsyncGenerator<Found> {
  const { api, host, target } = session;
  for await (const item of api.items(`${base}/members/all?per_page=100`)) {
    const member = textIn(item, "username");
    const listed = async function* (): AsyncGenerator<Found> {
      for await (const project of api.items(`/users/${textIn(item, "id")}/${publicProjects}`)) {
        const repository = projectIn(project, host);
        if (repository) yield* found(leftOut(repository), { kind: "member", member });
      }
    };
    yield* part(`${target}: projects of ${member}`, listed());
  }
}

/** A member's fork of what is not the organisation's: where it is, the list of forks has it, too. */
const leftOut = (repository: PublicRepository): PublicRepository =>
  repository.parent === undefined ? repository : { ...repository, unread: foreignFork };

/** A project as lists have it; none where it is not public. */
function projectIn(item: unknown, host: CodeHost): PublicRepository | undefined {
  const name = textIn(item, "path_with_namespace");
  const fields = fieldsOf(item);
  if (name === "" || (textIn(item, "visibility") || "public") !== "public") return undefined;
  const url = textIn(item, "http_url_to_repo") || `${host.server}/${name}.git`;
  const parent = textIn(fields["forked_from_project"], "path_with_namespace");
  return {
    target: `gitlab:${name}`,
    name,
    url: textIn(item, "web_url") || `${host.server}/${name}`,
    remote: publicRemote(url, host),
    shown: [
      { where: "name", text: textIn(item, "name") },
      { where: "description", text: textIn(item, "description") },
      { where: "topics", text: textsIn(item, "topics").join("\n") },
    ],
    revision: textIn(item, "last_activity_at"),
    isArchived: fields["archived"] === true,
    bytes: numberIn(fields["statistics"], "repository_size"),
    forks: numberIn(item, "forks_count"),
    ...(parent !== "" && { parent: `gitlab:${parent}` }),
    ...(textIn(item, "repository_access_level") === "disabled" && {
      unread: "unavailable: the project has no repository",
    }),
  };
}

async function* searched(session: Session, group: string): AsyncGenerator<Found> {
  const { search, host, target } = session;
  if (search.keywords.length === 0) return;
  if (host.token === undefined) {
    yield gapIn(
      `${target}: search`,
      "unavailable: GitLab searches only for who has a token; set GITLAB_TOKEN",
    );
    return;
  }
  for (const keyword of search.keywords)
    for (const term of termsOf(keyword)) {
      const place = `${target}: search for '${keyword.word}'`;
      yield* part(place, projectsNaming(session, keyword, term));
      for (const scope of search.isSearchOnly ? ["", group] : [""])
        yield* part(
          place,
          codeNaming(session, keyword, `${scope}/search?search=${encodeURIComponent(term)}`),
        );
    }
}

async function* projectsNaming(
  { api, host }: Session,
  keyword: Keyword,
  term: string,
): AsyncGenerator<Found> {
  const search = encodeURIComponent(term.replaceAll('"', ""));
  let taken = 0;
  for await (const item of api.items(`/search?scope=projects&search=${search}&per_page=100`)) {
    const where = "name or description";
    yield* found(projectIn(item, host), { kind: "search", keyword: keyword.word, where });
    if (++taken >= mostPerSearch) return;
  }
}

/** Needs advanced or exact search, which not every server has: where it has none, it refuses. */
async function* codeNaming(
  { api, host }: Session,
  keyword: Keyword,
  path: string,
): AsyncGenerator<Found> {
  const known = new Map<string, PublicRepository | undefined>();
  let taken = 0;
  for await (const item of api.items(`${path}&scope=blobs&per_page=100`)) {
    if (++taken > mostPerSearch) return;
    const where = textIn(item, "path");
    const shown: Shown = { where, text: textIn(item, "data") };
    const id = textIn(item, "project_id");
    if (spellingIn(shown.text, keyword) === undefined) continue;
    if (!known.has(id)) known.set(id, projectIn(await api.find(`/projects/${id}`), host));
    const project = known.get(id);
    const reason = { kind: "search", keyword: keyword.word, where } as const;
    if (project) yield* found({ ...project, shown: [...project.shown, shown] }, reason);
  }
}
