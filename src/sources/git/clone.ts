import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { LimitError, TareError } from "../../core/error.ts";
import { HttpClient } from "../http/client.ts";
import type { Remote } from "./remote.ts";

export interface CloneOptions {
  /** A clone on this machine, of which objects need not be fetched again. */
  readonly reference?: string;
  readonly signal?: AbortSignal;
}

/** A server that sends less than this many bytes a second, for so many seconds, sends no more. */
const slowest = { bytes: 1000, seconds: 60 };

/** What of the environment git needs to reach a server. */
const passedOn = [
  "PATH",
  "http_proxy",
  "https_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "no_proxy",
  "NO_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "GIT_SSL_CAINFO",
];

/**
 * Clones all that a repository shows: branches, tags, notes, pull requests.
 * Neither settings of this machine nor of the repository count, nobody is
 * asked for a password, and no credential stands in a command line.
 *
 * @param folder Where it is to be; not there yet.
 * @throws {TareError} `machine`: it cannot be fetched; the message says why in git's own words. `limit`: it was stopped.
 */
export async function clone(
  remote: Remote,
  folder: string,
  { reference, signal }: CloneOptions = {},
): Promise<void> {
  const from = reference === undefined ? [] : ["--reference", reference];
  const args = ["clone", "--quiet", "--mirror", "--template=", ...from, "--", remote.url, folder];
  const child = spawn("git", args, {
    env: environmentOf(remote),
    stdio: ["ignore", "ignore", "pipe"],
    ...(signal && { signal }),
  });
  let said = "";
  child.stderr.on("data", (piece: Buffer) => {
    if (said.length < 4096) said += piece.toString();
  });
  const failed = once(child, "error").then(([error]) => error as Error);
  const status = await Promise.race([
    once(child, "close").then(([code]) => code as number | null),
    failed,
  ]);
  if (status === 0) return refuseStrangers(remote, folder);
  const url = remote.url.replace(/\.git$/, "");
  if (signal?.aborted) throw new LimitError(`${url}: interrupted`);
  if (status instanceof Error)
    throw new TareError("machine", `git cannot be run: ${status.message}`, {
      hint: "install git",
      cause: status,
    });
  if (remote.authorization !== undefined && wantsLogin(said))
    throw new TareError("machine", `${url} cannot be cloned: the token is refused`, {
      hint: "see that it has not ended, and may read this repository",
    });
  const reason = reasonIn(said);
  throw new TareError("machine", `${url} cannot be cloned: ${reason ?? lastWords(said)}`, {
    hint:
      reason === undefined
        ? "check the address, the network, the proxy and the certificates"
        : "check the name; a private one needs GITHUB_TOKEN or GITLAB_TOKEN",
  });
}

/**
 * Of a page that answers in place of a server (a proxy, a log-in) git makes an empty
 * clone without a word. One that is empty must have been told so by git's protocol.
 *
 * https://git-scm.com/docs/gitprotocol-http
 */
async function refuseStrangers({ url, authorization }: Remote, folder: string): Promise<void> {
  if (existsSync(join(folder, "packed-refs")) || !url.startsWith("http")) return;
  await using client = new HttpClient({ attempts: 2 });
  const { headers } = await client.request(`${url}/info/refs?service=git-upload-pack`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  if (headers.get("content-type")?.includes("application/x-git-upload-pack-advertisement")) return;
  throw new TareError("machine", `${url.replace(/\.git$/, "")} answers as no git server does`, {
    hint: "check the address, and whether a proxy or a log-in stands before it",
  });
}

/** Settings by the environment: others on this machine can read a command line. */
function environmentOf({ url, authorization }: Remote): NodeJS.ProcessEnv {
  const { origin, protocol } = new URL(url);
  const settings: readonly (readonly [string, string])[] = [
    ["protocol.allow", "never"],
    [`protocol.${protocol.slice(0, -1)}.allow`, "always"],
    ["credential.helper", ""],
    ["core.hooksPath", "/dev/null"],
    ["http.lowSpeedLimit", String(slowest.bytes)],
    ["http.lowSpeedTime", String(slowest.seconds)],
    // Who is trusted with a token was said by its address: it goes nowhere else.
    ["http.followRedirects", authorization === undefined ? "initial" : "false"],
    ...(authorization === undefined
      ? []
      : [[`http.${origin}/.extraHeader`, `Authorization: ${authorization}`] as const]),
  ];
  return {
    ...Object.fromEntries(passedOn.map((name) => [name, process.env[name]])),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "true",
    LC_ALL: "C",
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
  };
}

const status = /requested URL returned error: (\d+)/;

const wantsLogin = (said: string): boolean =>
  status.exec(said)?.[1] === "401" || /terminal prompts disabled|Authentication failed/.test(said);

/** What the server said, in few words; nothing where none was reached. */
function reasonIn(said: string): string | undefined {
  const code = status.exec(said)?.[1] ?? "";
  if (code === "451") return "blocked for legal reasons (451)";
  if (code === "403") return "refused (403)";
  if (code.startsWith("3")) return `it has moved (${code})`;
  if (code.startsWith("5")) return `its server fails (${code}): try again later`;
  if (code === "404" || wantsLogin(said) || said.includes("not found"))
    return "not there, or not public";
  return undefined;
}

/** What git gave up for, in its own words. */
function lastWords(said: string): string {
  const lines = said.trim().split("\n");
  const last = lines.findLast((line) => line.startsWith("fatal: ")) ?? lines[0] ?? "";
  return last.replace(/^fatal: /, "");
}
