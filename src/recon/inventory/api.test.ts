import { expect, test } from "vitest";
import type { Handler } from "../../sources/http/testing.ts";
import { github } from "./forges/github.ts";
import { linesOf, listedBy } from "./testing.ts";

const listing = {
  env: (origin: string) => ({ GITHUB_API_URL: origin, GITHUB_TOKEN: "made-up" }),
  ways: ["own"],
} as const;

const repository = { full_name: "acme/model", private: false, pushed_at: "2026-10-01T00:00:00Z" };

/** Answers as GitHub does, but for the list of repositories, which is answered by the test. */
const withList =
  (list: Handler): Handler =>
  (request, response) => {
    if (request.url?.startsWith("/orgs/") === true) list(request, response);
    else response.end(JSON.stringify({ login: "acme", type: "Organization" }));
  };

const answers = (...all: readonly Handler[]): Handler => {
  const left = [...all];
  return (request, response) =>
    (left.shift() ?? ((_, last) => last.end(JSON.stringify([repository]))))(request, response);
};

test("waits until the limit is over that GitHub names", async () => {
  const reset = String(1_800_000_000 + 90);
  const limited: Handler = (_, response) =>
    response.writeHead(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }).end("{}");
  const { found, waits } = await listedBy(github, "acme", withList(answers(limited)), listing);
  expect(linesOf(found)).toEqual(["own: github:acme/model"]);
  expect(waits).toEqual([90_000]);
});

test("a limit that is told in words alone is waited for, too", async () => {
  const message = "You have exceeded a secondary rate limit. Please wait a few minutes.";
  const limited: Handler = (_, response) =>
    response.writeHead(403).end(JSON.stringify({ message }));
  const { found, waits } = await listedBy(github, "acme", withList(answers(limited)), listing);
  expect(linesOf(found)).toEqual(["own: github:acme/model"]);
  expect(waits.length).toBe(1);
  expect(waits[0]).toBeGreaterThanOrEqual(60_000);
});

test("nobody waits for an hour, and nothing more is asked then", async () => {
  const reset = String(1_800_000_000 + 3600);
  const limited: Handler = (_, response) =>
    response.writeHead(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }).end("{}");
  const { found, asked } = await listedBy(github, "acme", withList(limited), {
    ...listing,
    ways: ["own", "member", "gist"],
  });
  expect(linesOf(found)).toEqual([
    expect.stringMatching(
      /^gap github:acme: unavailable: .* asks to wait for 3600 s; try again then/,
    ),
    expect.stringMatching(/^gap github:acme: members: unavailable: .* asks to wait for 3600 s/),
  ]);
  expect(asked).toHaveLength(2);
});

test("a page at another server is not asked for", async () => {
  const elsewhere: Handler = (_, response) => {
    response.setHeader("link", '<http://localhost:1/orgs/acme/repos?page=2>; rel="next"');
    response.end(JSON.stringify([repository]));
  };
  const { found } = await listedBy(github, "acme", withList(elsewhere), listing);
  expect(linesOf(found)).toEqual([
    "own: github:acme/model",
    expect.stringMatching(/^gap github:acme: .*leads to another server/),
  ]);
});

test("what is no JSON, and a refusal, are gaps", async () => {
  const page: Handler = (_, response) => response.end("<html>");
  const { found } = await listedBy(github, "acme", withList(page), listing);
  expect(linesOf(found)[0]).toMatch(/gives no JSON/);
  const refused: Handler = (_, response) => response.writeHead(451).end('{"message":"Blocked"}');
  const other = await listedBy(github, "acme", withList(refused), listing);
  expect(linesOf(other.found)[0]).toContain("GitHub refuses /orgs/acme/repos: Blocked (451)");
});
