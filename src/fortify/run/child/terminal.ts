import { spawnSync } from "node:child_process";
import type { IPty } from "@lydell/node-pty";
import type { Host } from "../host.ts";
import type { Job } from "./job.ts";
import { MaskedOutput } from "./masked-output.ts";

type NodePty = typeof import("@lydell/node-pty");

/** What makes pseudo-terminals; nothing where it is not installed, or not made for this machine. */
export async function pseudoTerminals(): Promise<NodePty | undefined> {
  try {
    return await import("@lydell/node-pty");
  } catch {
    return undefined;
  }
}

/**
 * Runs a command on a terminal of its own, which is as large as tare's and stays so. Keys go
 * to it as they are pressed: it makes signals of ^C and ^\ itself.
 *
 * @returns Its exit status, as shells have it.
 */
export async function onTerminal(job: Job, { spawn }: NodePty): Promise<number> {
  const { program, args, env, host, signals } = job;
  const { columns: cols, rows } = host.stdout;
  const child = spawn(program, [...args], {
    env,
    cols,
    rows,
    name: env["TERM"] ?? "xterm",
    encoding: null,
  });
  const output = new MaskedOutput(job.redactor(), host.stdout);
  // Without an encoding it gives bytes, whatever its types say.
  child.onData((chunk) => void output.push(chunk as unknown as Uint8Array));
  signals.sendTo((signal) => host.kill(child.pid, signal));
  using _ = connected(job, child);
  const status = await new Promise<number>((resolve) => {
    child.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode));
  });
  output.end();
  return status;
}

/** Lets keys, the size of the window and a pause reach the command. */
function connected({ host }: Job, child: IPty): Disposable {
  const { stdin, stdout } = host;
  // It takes bytes, too, whatever its types say; as text, half a character would be lost.
  const type = (keys: Buffer): void => child.write(keys as unknown as string);
  const resize = (): void => {
    // Some terminals do not know their size, and say 0.
    if (stdout.columns > 0 && stdout.rows > 0) child.resize(stdout.columns, stdout.rows);
  };
  const pause = (): void => {
    stdin.setRawMode(false);
    host.kill(-child.pid, "SIGSTOP");
    host.kill(host.pid, "SIGSTOP");
  };
  const goOn = (): void => {
    makeRaw(host);
    resize();
    host.kill(-child.pid, "SIGCONT");
  };
  makeRaw(host);
  stdin.on("data", type);
  stdout.on("resize", resize);
  host.on("SIGTSTP", pause);
  host.on("SIGCONT", goOn);
  return {
    [Symbol.dispose]: () => {
      stdin.setRawMode(false);
      stdin.off("data", type);
      stdin.pause();
      stdout.off("resize", resize);
      host.off("SIGTSTP", pause);
      host.off("SIGCONT", goOn);
    },
  };
}

/**
 * Lets tare's terminal pass everything through in both directions. Node lets it go on to write
 * a carriage return before each line feed, which the command's own terminal has done; where
 * there is no `stty` to stop that, nobody sees more than a second carriage return.
 */
function makeRaw({ stdin }: Host): void {
  stdin.setRawMode(true);
  spawnSync("stty", ["-opost"], { stdio: ["inherit", "ignore", "ignore"] });
}
