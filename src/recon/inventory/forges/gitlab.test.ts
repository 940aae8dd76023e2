import { expect, test } from "vitest";
import { answering, linesOf, listedBy } from "../testing.ts";
import { gitlab } from "./gitlab.ts";

/** A project as GitLab's lists have it (docs.gitlab.com/api/projects). */
const project = (path: string, more: object = {}): object => ({
  id: path.length,
  name: path.split("/").at(-1),
  path_with_namespace: path,
  visibility: "public",
  web_url: `https://lab.example/${path}`,
  http_url_to_repo: `https://lab.example/${path}.git`,
  last_activity_at: "2026-10-01T00:00:00Z",
  forks_count: 0,
  topics: [],
  ...more,
});

const answers = (path: string, url: URL): unknown =>
  ({
    "/api/v4/groups/acme": { id: 7, full_path: "acme" },
    "/api/v4/groups/7/projects": [
      project("acme/model", { forks_count: 1, id: 1 }),
      project("acme/nlp/deep/tagger"),
      project("acme/closed", { visibility: "private" }),
      project("acme/pages", { repository_access_level: "disabled" }),
    ],
    "/api/v4/projects/acme/model/forks": [
      project("eve/model", { forked_from_project: { path_with_namespace: "acme/model" } }),
    ],
    "/api/v4/projects/acme/model/snippets": [
      {
        id: 3,
        title: "nightingale",
        visibility: "public",
        author: { username: "ana" },
        web_url: "https://lab.example/acme/model/-/snippets/3",
        http_url_to_repo: "https://lab.example/acme/model/snippets/3.git",
        updated_at: "2026-10-01T00:00:00Z",
      },
    ],
    "/api/v4/projects/acme/nlp/deep/tagger/snippets": [],
    "/api/v4/projects/acme/pages/snippets": 403,
    "/api/v4/groups/7/members/all": [
      { id: 11, username: "ana" },
      { id: 12, username: "bob" },
      { id: 13, username: "cyd" },
    ],
    "/api/v4/users/11/projects": [
      project("ana/dotfiles"),
      project("ana/linux", { forked_from_project: { path_with_namespace: "torvalds/linux" } }),
    ],
    "/api/v4/users/12/projects": [],
    "/api/v4/users/13/projects": 404,
    "/api/v4/projects/99": project("zoe/notes", { id: 99 }),
    "/api/v4/search":
      url.searchParams.get("scope") === "projects" ? [project("zoe/nightingale")] : blobs,
  })[path];

const blobs: readonly object[] = [
  { path: "log.txt", data: "ssh nightingale\n", project_id: 99 },
  { path: "birds.txt", data: "nightingales\n", project_id: 98 },
];

const env = (origin: string) => ({ CI_SERVER_URL: origin, GITLAB_TOKEN: "made-up" });

test("lists a group with its subgroups, forks, snippets, members' projects, and what searches lead to", async () => {
  const { found, asked, headers } = await listedBy(gitlab, "acme", answering(answers), {
    env,
    keywords: [{ word: "nightingale" }],
  });
  expect(linesOf(found)).toEqual([
    "own: gitlab:acme/model",
    "own: gitlab:acme/nlp/deep/tagger",
    "own: gitlab:acme/pages (unread)",
    "fork acme/model: gitlab:eve/model",
    "gist ana: git:https://lab.example/acme/model/snippets/3.git",
    "gap gitlab:acme: snippets of acme/pages: unavailable: GitLab refuses /projects/acme%2Fpages/snippets: made up for 403 (403); see whether a token may read it",
    "member ana: gitlab:ana/dotfiles",
    "member ana: gitlab:ana/linux (unread)",
    "gap gitlab:acme: projects of cyd: unavailable: GitLab refuses /users/13/projects: made up for 404 (404); see whether a token may read it",
    "search nightingale name or description: gitlab:zoe/nightingale",
    "search nightingale log.txt: gitlab:zoe/notes",
  ]);
  expect(asked.filter((each) => each.includes("/groups/7/projects"))).toHaveLength(2);
  expect(asked[1]).toContain("include_subgroups=true");
  expect(headers.every((each) => each["private-token"] === "made-up")).toBe(true);
});

test("without a token says that it did not search", async () => {
  const { found } = await listedBy(gitlab, "acme", answering(answers), {
    env: (origin) => ({ CI_SERVER_URL: origin }),
    keywords: [{ word: "nightingale" }],
    ways: ["search"],
  });
  expect(linesOf(found)).toEqual([
    "gap gitlab:acme: search: unavailable: GitLab searches only for who has a token; set GITLAB_TOKEN",
  ]);
});

test("says that a server has no search in code", async () => {
  const without = (path: string, url: URL): unknown =>
    path === "/api/v4/search" && url.searchParams.get("scope") === "blobs"
      ? 400
      : answers(path, url);
  const { found } = await listedBy(gitlab, "acme", answering(without), {
    env,
    keywords: [{ word: "nightingale" }],
    ways: ["search"],
  });
  expect(linesOf(found)[1]).toMatch(
    /^gap gitlab:acme: search for 'nightingale': unavailable: GitLab refuses \/search: made up for 400 \(400\)/,
  );
});

test("a user has projects, too; who is neither is said so", async () => {
  const user = (path: string): unknown =>
    ({
      "/api/v4/users": [{ id: 11, username: "ana" }],
      "/api/v4/users/11/projects": [project("ana/dotfiles")],
    })[path];
  const { found } = await listedBy(gitlab, "ana", answering(user), { env, ways: ["own"] });
  expect(linesOf(found)).toEqual(["own: gitlab:ana/dotfiles"]);
  const nobody = (path: string): unknown => (path === "/api/v4/users" ? [] : undefined);
  await expect(listedBy(gitlab, "x", answering(nobody), { env })).rejects.toThrow(
    "GitLab has no group or user 'x'",
  );
});
