import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { ms } from "./times.ts";

export const port = 7479;

export type Serving = ChildProcessByStdio<null, Readable, null>;

/** Starts `tare serve`, and waits until it serves. */
export async function startedServing(where: string): Promise<Serving> {
  const program = join(import.meta.dirname, "../../src/cli/bin.ts");
  const child = spawn(
    process.execPath,
    [program, "serve", "--port", `${port}`, "--database", where],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  return child;
}

/** Ends it as a machine that fails does. */
export async function endedByForce(child: Serving): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** How long a server takes to start, and its first page then; and its memory. */
export async function startedCold(where: string, token: string): Promise<string> {
  const start = performance.now();
  const child = await startedServing(where);
  const started = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/gauges`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await answer.text();
  const shown = performance.now();
  const memory = `${memoryOf(child.pid ?? 0, "VmRSS")} MiB, ${memoryOf(child.pid ?? 0, "VmHWM")} at most`;
  await endedByForce(child);
  return `\`tare serve\` starts in ${ms(started - start)}, its first /api/gauges takes ${ms(shown - started)}; memory ${memory}`;
}

/** In MiB; proc(5). */
const memoryOf = (pid: number, field: string): string => {
  const [, kib = "0"] =
    new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return (Number(kib) / 1024).toFixed(0);
};
