import { TareError } from "../../core/error.ts";
import { checkedAddress } from "../http/address.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A code host: where its pages and repositories are, and where its API is. */
export interface CodeHost {
  /** Without a slash at the end: `https://github.com`. */
  readonly server: string;
  readonly api: string;
  /** Whom git says it is, where it shows the token. */
  readonly user: string;
  readonly token?: string;
}

/** What git needs to read a repository. */
export interface Remote {
  /** Holds no credentials. */
  readonly url: string;
  /** What the server of this address, and no other, is told about who asks: a header's value. */
  readonly authorization?: string;
}

/** GitHub, or the Enterprise server that the variables of GitHub Actions and of `gh` name. */
export function githubHost(env: Environment): CodeHost {
  const named = env["GH_HOST"] === undefined ? undefined : `https://${env["GH_HOST"]}`;
  const given = bare(env["GITHUB_API_URL"]);
  const server = bare(env["GITHUB_SERVER_URL"]) ?? named ?? serverOf(given) ?? publicGithub;
  const api = given ?? (server === publicGithub ? "https://api.github.com" : `${server}/api/v3`);
  return { server, api, user: "x-access-token", ...tokenIn(env, "GITHUB_TOKEN", "GH_TOKEN") };
}

const publicGithub = "https://github.com";
const publicGitlab = "https://gitlab.com";

/** The server of which an address is the API. */
const serverOf = (api: string | undefined): string | undefined =>
  api === "https://api.github.com" ? publicGithub : api?.replace(/\/api\/v3$/, "");

/** GitLab, or the server that the variables of GitLab CI and of `glab` name. */
export function gitlabHost(env: Environment): CodeHost {
  const named = env["GITLAB_HOST"];
  const host = named === undefined || named.includes("://") ? named : `https://${named}`;
  const server = bare(env["CI_SERVER_URL"]) ?? bare(host) ?? publicGitlab;
  const api = bare(env["CI_API_V4_URL"]) ?? `${server}/api/v4`;
  return { server, api, user: "oauth2", ...tokenIn(env, "GITLAB_TOKEN") };
}

const bare = (url: string | undefined): string | undefined =>
  url === undefined || url === "" ? undefined : url.replace(/\/+$/, "");

function tokenIn(env: Environment, ...names: readonly string[]): Pick<CodeHost, "token"> {
  const token = names.map((name) => env[name]).find((each) => each !== undefined && each !== "");
  return token === undefined ? {} : { token };
}

/**
 * The repository that a target names: `github:OWNER/NAME`, `gitlab:GROUP/…/NAME`
 * or `git:https://…`.
 *
 * @throws {TareError} `usage`: it names none, or holds a password.
 */
export function remoteOf(target: string, env: Environment): Remote {
  const [, scheme = "", path = ""] = /^(\w+):(.*)$/s.exec(target) ?? [];
  if (scheme === "git") return { url: checkedAddress(path).href };
  const host = scheme === "github" ? githubHost(env) : gitlabHost(env);
  const names = path.split("/");
  const isRight = names.every((name) => /^(?!\.{1,2}$)[\w.-]+$/.test(name));
  if (!isRight || (scheme === "github" ? names.length !== 2 : names.length < 2))
    throw new TareError("usage", `'${target}' names no repository`, {
      hint: `write ${scheme}:OWNER/NAME; 'tare recon ${scheme}:OWNER' looks at all that an owner has`,
    });
  return {
    url: checkedAddress(`${host.server}/${path.replace(/\.git$/, "")}.git`).href,
    ...authorizationOf(host),
  };
}

/**
 * A public repository at an address that its host gave. On the public server it
 * needs no token; a server of one's own may want one for everything.
 */
export function publicRemote(url: string, host: CodeHost): Remote {
  const isPublicServer = host.server === publicGithub || host.server === publicGitlab;
  const isOwn = !isPublicServer && url.startsWith(`${host.server}/`);
  return { url, ...(isOwn && authorizationOf(host)) };
}

const authorizationOf = ({ user, token }: CodeHost): Pick<Remote, "authorization"> =>
  token === undefined
    ? {}
    : { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}` };
