import type { Job } from "./job.ts";
import { onPipes } from "./pipes.ts";
import { onTerminal, pseudoTerminals } from "./terminal.ts";

/**
 * Runs a command: on a terminal of its own where tare has one for input, output and errors,
 * else with pipes.
 *
 * @returns Its exit status, as shells have it.
 */
export async function runChild(job: Job): Promise<number> {
  const { stdin, stdout, stderr } = job.host;
  if (!stdin.isTTY || !stdout.isTTY || !stderr.isTTY) return onPipes(job);
  const terminals = await pseudoTerminals();
  if (terminals) return onTerminal(job, terminals);
  job.warn("@lydell/node-pty is not installed: the command runs without a terminal");
  return onPipes(job);
}
