import { spawn } from "node:child_process";
import { openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Where inputs and other tools are kept; git ignores it. */
export const dataFolder = join(import.meta.dirname, "data");

/** How one run of a program went. */
export interface Run {
  readonly seconds: number;
  /** User and system time. */
  readonly cpuSeconds: number;
  /** The largest resident set, in MiB. */
  readonly peakMiB: number;
  readonly status: number;
}

/** A program to measure. */
export interface Program {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Where its standard output goes; nowhere when it is not given. */
  readonly output?: string;
  /** Exit statuses that mean success. Default: 0 and 1, as scanners use them. */
  readonly succeeds?: readonly number[];
}

/**
 * Runs a program under GNU time and waits for it.
 *
 * @throws {Error} It ended with another status than it should; its last words are in the message.
 */
export async function measured(program: Program): Promise<Run> {
  const notes = join(dataFolder, "time.txt");
  const errors = join(dataFolder, "stderr.txt");
  const child = spawn(
    "/usr/bin/time",
    ["-f", "%e %U %S %M", "-o", notes, "--quiet", program.command, ...program.args],
    { stdio: ["ignore", openSync(program.output ?? "/dev/null", "w"), openSync(errors, "w")] },
  );
  const began = process.hrtime.bigint();
  const status = await new Promise<number>((resolve) => {
    child.on("close", (code) => resolve(code ?? -1));
  });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (!(program.succeeds ?? [0, 1]).includes(status))
    throw new Error(
      `${program.title} ended with ${status}: ${readFileSync(errors, "utf8").slice(-400)}`,
    );
  const [, user = 0, system = 0, peak = 0] = readFileSync(notes, "utf8")
    .trim()
    .split(" ")
    .map(Number);
  rmSync(notes);
  return { seconds, cpuSeconds: user + system, peakMiB: peak / 1024, status };
}

/**
 * Runs the programs one after another, `rounds` times, so that a machine that
 * slows down slows all of them. Gives the run of median time of each.
 */
export async function interleaved(programs: readonly Program[], rounds: number): Promise<Run[]> {
  const runs = programs.map((): Run[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, program] of programs.entries()) runs[index]?.push(await measured(program));
  return runs.map((each) => median(each));
}

function median(runs: readonly Run[]): Run {
  const middle = runs.toSorted((one, other) => one.seconds - other.seconds)[runs.length >> 1];
  if (!middle) throw new Error("nothing was run");
  return middle;
}

/** How tare is started from its sources, on one thread unless said otherwise. */
export const tare = (...args: readonly string[]): Pick<Program, "command" | "args"> => ({
  command: process.execPath,
  args: [join(import.meta.dirname, "../dist/bin.js"), ...args],
});
