import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { TareError } from "../../core/error.ts";
import type { Repository } from "./repository.ts";

/**
 * What a repository's own settings could make git do besides reading: run
 * programs, ask a server, show signatures. A scanned repository is not trusted.
 */
const harmless = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.pager=cat",
  "core.attributesFile=/dev/null",
  "core.quotePath=false",
  "diff.external=",
  "gpg.program=false",
  "log.showSignature=false",
  "protocol.allow=never",
].flatMap((setting) => ["-c", setting]);

const environment = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_NO_LAZY_FETCH: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
};

/**
 * What a git command prints, piece by piece.
 *
 * @param input What it reads on standard input.
 * @throws {TareError} `machine`: there is no git, or it failed; its own words say why.
 */
export async function* git(
  { own }: Repository,
  args: readonly string[],
  input?: Readable,
): AsyncGenerator<Buffer> {
  // A repository that someone else owns is refused unless it is said to be safe: for reading, it is.
  const child = spawn("git", [...harmless, "-c", "safe.directory=*", "--git-dir", own, ...args], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: [input ? "pipe" : "ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close") as Promise<[number | null]>;
  const failed = once(child, "error").then(([error]) => error as Error);
  ended.catch(() => {});
  if (input && child.stdin) {
    // It may stop reading before all was written.
    child.stdin.on("error", () => {});
    input.pipe(child.stdin);
  }
  const said = errors(child);
  try {
    for await (const piece of child.stdout as Readable) yield piece as Buffer;
    const result = await Promise.race([ended, failed]);
    if (result instanceof Error) throw notRunning(result);
    if (result[0] !== 0)
      throw new TareError("machine", `git ${args[0]}: ${said() || `exit status ${result[0]}`}`, {
        hint: "see whether 'git fsck' finds the repository whole",
      });
  } finally {
    child.kill();
  }
}

const notRunning = (cause: Error): TareError =>
  new TareError("machine", `git cannot be run: ${cause.message}`, {
    hint: "install git: it says which commit brought what",
    cause,
  });

/** The first line of what a program says on standard error. */
function errors(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (piece: Buffer) => {
    if (text.length < 4096) text += piece.toString();
  });
  return () => text.trim().split("\n")[0] ?? "";
}

/**
 * The parts of a command's output that a byte separates, as many at a time as came
 * together; the last one may be empty and is left out then.
 */
export async function* separated(
  pieces: AsyncIterable<Buffer>,
  separator: number,
): AsyncGenerator<readonly string[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const all = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const last = all.lastIndexOf(separator);
    if (last >= 0) yield all.toString("utf8", 0, last).split(String.fromCharCode(separator));
    rest = all.subarray(last + 1);
  }
  if (rest.length > 0) yield [rest.toString("utf8")];
}
