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
  /** What it said about its own work, start and reading left out: see `Program.tells`. */
  readonly told?: Told;
}

/** What a program that measures itself prints, as JSON. */
export interface Told {
  readonly bytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly hits?: number;
  /** Expressions that Hyperscan did and did not take. */
  readonly compiled?: number;
  readonly refused?: number;
}

/** A program to measure. */
export interface Program {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Where its standard output goes; nowhere when it is not given. */
  readonly output?: string;
  /** Whether it measures itself, and says so on its standard output. */
  readonly tells?: true;
  /** Exit statuses that mean success. Default: 0; of scanners, also 1. */
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
  const output = program.output ?? (program.tells ? join(dataFolder, "told.json") : "/dev/null");
  const child = spawn(
    "/usr/bin/time",
    ["-f", "%e %U %S %M", "-o", notes, "--quiet", program.command, ...program.args],
    { stdio: ["ignore", openSync(output, "w"), openSync(errors, "w")] },
  );
  const began = process.hrtime.bigint();
  const status = await new Promise<number>((resolve) => {
    child.on("close", (code) => resolve(code ?? -1));
  });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (!(program.succeeds ?? (program.tells ? [0] : [0, 1])).includes(status))
    throw new Error(
      `${program.title} ended with ${status}: ${readFileSync(errors, "utf8").trim().slice(-2000)}`,
    );
  const [, user = 0, system = 0, peak = 0] = readFileSync(notes, "utf8")
    .trim()
    .split(" ")
    .map(Number);
  rmSync(notes);
  const run = { seconds, cpuSeconds: user + system, peakMiB: peak / 1024, status };
  return program.tells ? { ...run, told: JSON.parse(readFileSync(output, "utf8")) as Told } : run;
}

/**
 * Runs the programs one after another, `rounds` times, so that a machine that
 * slows down slows all of them. Gives of each the run of median time: CPU
 * time, which others on the machine change less than the clock's, unless said otherwise.
 */
export async function interleaved(
  programs: readonly Program[],
  rounds: number,
  by: "seconds" | "cpuSeconds" = "cpuSeconds",
): Promise<Run[]> {
  const runs = programs.map((): Run[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, program] of programs.entries()) runs[index]?.push(await measured(program));
  return runs.map((each) => median(each, by));
}

function median(runs: readonly Run[], by: "seconds" | "cpuSeconds"): Run {
  const time = (run: Run): number => (run.told ?? run)[by];
  const middle = runs.toSorted((one, other) => time(one) - time(other))[runs.length >> 1];
  if (!middle) throw new Error("nothing was run");
  return middle;
}

/** How tare is started from its sources, on one thread unless said otherwise. */
export const tare = (...args: readonly string[]): Pick<Program, "command" | "args"> => ({
  command: process.execPath,
  args: [join(import.meta.dirname, "../dist/bin.js"), ...args],
});
