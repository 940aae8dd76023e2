import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { Job } from "./job.ts";
import { MaskedOutput } from "./masked-output.ts";
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
  const { program, args, env, host, signals } = job;
  const child = spawn(program, args, { env, stdio: ["inherit", "pipe", "pipe"] });
  const fromTerminal: readonly NodeJS.Signals[] = host.stdin.isTTY ? ["SIGINT", "SIGQUIT"] : [];
  signals.sendTo((signal) => {
    if (!fromTerminal.includes(signal)) child.kill(signal);
  });
  const outputs = [masked(child.stdout, host.stdout, job), masked(child.stderr, host.stderr, job)];
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const status = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal ? statusOf(signal) : (code ?? 0)));
  });
  await Promise.race([closed, elapsed(graceMs)]);
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  for (const output of outputs) output.end();
  return status;
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
