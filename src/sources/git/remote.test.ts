import { expect, test } from "vitest";
import { githubHost, gitlabHost, publicRemote, remoteOf } from "./remote.ts";

test.each([
  ["github:acme/model", {}, "https://github.com/acme/model.git"],
  ["github:acme/model.git", {}, "https://github.com/acme/model.git"],
  ["gitlab:acme/nlp/model", {}, "https://gitlab.com/acme/nlp/model.git"],
  [
    "github:acme/model",
    { GITHUB_SERVER_URL: "https://git.acme.example/" },
    "https://git.acme.example/acme/model.git",
  ],
  [
    "gitlab:acme/model",
    { CI_SERVER_URL: "https://lab.acme.example" },
    "https://lab.acme.example/acme/model.git",
  ],
  ["git:https://gist.github.com/0a1b.git", {}, "https://gist.github.com/0a1b.git"],
])("%s with %j is %s", (target, env, url) => {
  expect(remoteOf(target, env)).toEqual({ url });
});

test("a token is told to the host that it is for", () => {
  const token = "made-up";
  const told = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
  expect(remoteOf("github:a/b", { GH_TOKEN: token }).authorization).toBe(
    told(`x-access-token:${token}`),
  );
  expect(remoteOf("gitlab:a/b", { GITLAB_TOKEN: token }).authorization).toBe(
    told(`oauth2:${token}`),
  );
  expect(remoteOf("gitlab:a/b", { GITHUB_TOKEN: token }).authorization).toBeUndefined();
  expect(
    remoteOf("git:https://github.com/a/b", { GITHUB_TOKEN: token }).authorization,
  ).toBeUndefined();
});

test("what is public is asked for without the token, but on a server of one's own", () => {
  const env = { GITHUB_TOKEN: "made-up" };
  const own = githubHost({ ...env, GH_HOST: "git.acme.example" });
  const isTold = (url: string, host = own): boolean =>
    publicRemote(url, host).authorization !== undefined;
  expect(isTold("https://git.acme.example/a/b.git")).toBe(true);
  expect(isTold("https://git.acme.example.evil.example/a/b.git")).toBe(false);
  expect(isTold("https://github.com/a/b.git", githubHost(env))).toBe(false);
});

test.each([
  ["github:acme", "names no repository"],
  ["github:acme/a/b", "names no repository"],
  ["github:../x", "names no repository"],
  ["gitlab:acme", "names no repository"],
  ["git:https://user:word@host.example/x", "holds a user or a password"],
  ["git:http://host.example/x", "would be asked without encryption"],
])("%s is refused", (target, message) => {
  expect(() => remoteOf(target, {})).toThrow(message);
});

test("knows servers by the variables of other tools", () => {
  expect(githubHost({})).toMatchObject({
    server: "https://github.com",
    api: "https://api.github.com",
  });
  expect(githubHost({ GH_HOST: "git.acme.example" })).toMatchObject({
    server: "https://git.acme.example",
    api: "https://git.acme.example/api/v3",
  });
  expect(githubHost({ GITHUB_API_URL: "https://git.acme.example/api/v3" }).server).toBe(
    "https://git.acme.example",
  );
  expect(gitlabHost({ GITLAB_HOST: "lab.acme.example", GITLAB_TOKEN: "x" })).toMatchObject({
    server: "https://lab.acme.example",
    api: "https://lab.acme.example/api/v4",
    token: "x",
  });
});
