import { type ChildProcess, spawn, type SpawnOptions, type StdioOptions } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { TareError } from "../../../core/error.ts";
import type { Job } from "./job.ts";
import { MaskedOutput } from "./masked-output.ts";
import { pipe } from "./pipe.ts";
import { statusOf } from "./signals.ts";

/** How long what the command left running may still print, in milliseconds. */
const graceMs = 2000;

/**
 * Runs a command with pipes for its output. It shares tare's input and its group of
 * processes: at a terminal ^C and ^Z reach both.
 *
 * @returns Its exit status, as shells have it.
 */
export async function onPipes(job: Job): Promise<number> {
  const { host, program, signals } = job;
  const { child, streams } = started(job);
  const fromTerminal: readonly NodeJS.Signals[] = host.stdin.isTTY ? ["SIGINT", "SIGQUIT"] : [];
  signals.sendTo((signal) => {
    if (!fromTerminal.includes(signal)) child.kill(signal);
  });
  const outputs = streams.map(({ from, to }) => masked(from, to, job));
  const closed = Promise.all(streams.map(async ({ from }) => ended(from)));
  const status = await new Promise<number>((resolve, reject) => {
    child.once("error", (cause) => reject(notStarted(program, cause)));
    child.once("exit", (code, signal) => resolve(signal ? statusOf(signal) : (code ?? 0)));
  });
  await Promise.race([closed, elapsed(graceMs)]);
  for (const { from } of streams) from.destroy();
  for (const output of outputs) output.end();
  return status;
}

/** What a command prints, and where that goes. */
interface Stream {
  readonly from: Readable;
  readonly to: Writable;
}

function started({ program, args, env, host }: Job): {
  readonly child: ChildProcess;
  readonly streams: readonly Stream[];
} {
  using output = pipe();
  using errors = pipe();
  const stdio: StdioOptions = ["inherit", output?.to ?? "pipe", errors?.to ?? "pipe"];
  const child = spawned(program, args, { env, stdio });
  const from = [output?.from ?? child.stdout, errors?.from ?? child.stderr];
  const targets = [host.stdout, host.stderr];
  const streams = targets.flatMap((to, at) => {
    const stream = from[at];
    return stream ? [{ from: stream, to }] : [];
  });
  return { child, streams };
}

function spawned(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  try {
    return spawn(program, args, options);
  } catch (error) {
    throw notStarted(program, error);
  }
}

/** The system's own error names the arguments, and is left out. */
const notStarted = (program: string, error: unknown): TareError =>
  new TareError("machine", `cannot start '${program}': ${(error as NodeJS.ErrnoException).code}`);

async function ended(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    stream.once("close", () => resolve());
  });
}

function masked(from: Readable, to: Writable, { redactor }: Job): MaskedOutput {
  const output = new MaskedOutput(redactor(), to);
  from.on("data", (chunk: Buffer) => {
    if (output.push(chunk)) return;
    from.pause();
    output.drained(() => from.resume());
  });
  // Whoever reads tare's output has gone: the command learns it as it would without tare.
  to.on("error", () => from.destroy());
  return output;
}

const elapsed = async (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
