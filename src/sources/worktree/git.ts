import { spawn } from "node:child_process";
import { buffer, text } from "node:stream/consumers";
import { TareError } from "../../core/error.ts";

/** Where git is run: a folder, and the environment, by which git tells its hooks which index it means. */
export interface GitPlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs git and gives what it prints.
 *
 * @param input What it reads from its standard input.
 * @throws {TareError} `machine`: git is not there, or ends with another status than 0.
 */
export async function git(
  { folder, env }: GitPlace,
  args: readonly string[],
  input: string | Uint8Array = "",
): Promise<Buffer> {
  const child = spawn("git", args, { cwd: folder, env: { ...env, LC_ALL: "C" }, stdio: "pipe" });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve(code ?? -1));
  });
  // Where git ends before it has read everything, its status says why.
  child.stdin.on("error", () => undefined).end(input);
  try {
    const [out, said, status] = await Promise.all([
      buffer(child.stdout),
      text(child.stderr),
      ended,
    ]);
    if (status === 0) return out;
    const [first = "", ...more] = said.split("\n").map((line) => line.trim());
    const why = first.replace(/^(?:fatal|error): /, "") || `status ${status}`;
    const hint = more.filter((line) => line !== "").join(" ");
    throw new TareError("machine", `git ${args[0] ?? ""}: ${why}`, { ...(hint && { hint }) });
  } catch (cause) {
    if (cause instanceof TareError) throw cause;
    throw new TareError("machine", "git cannot be started", { hint: "install git", cause });
  }
}

/** What stands between the zeros of a list that git writes with `-z`. */
export const fieldsOf = (output: Buffer): string[] => output.toString().split("\0").slice(0, -1);
