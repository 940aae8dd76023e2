// How long an audit of a pull request's worth of workflows takes, from a cold start, beside zizmor.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { workflow } from "./audit/workflow.ts";
import type { Flags } from "./flags.ts";
import { dataFolder, interleaved, type Program, tare } from "./measure.ts";
import { venv } from "./peers/venv.ts";
import { publish, table } from "./table.ts";

const files = 200;
const limitSeconds = 2;

/** Measures, and writes `bench/results/audit-speed.md`. */
export async function audit({ rounds }: Flags): Promise<void> {
  const folder = join(dataFolder, "audit-repository");
  const bytes = makeRepository(folder);
  const zizmor = join(venv("zizmor", ["zizmor==1.32.0"]), "zizmor");
  const programs = [
    { title: "node, nothing to do", command: process.execPath, args: ["-e", "0"] },
    { title: "tare audit", succeeds: [0, 1], ...tare("audit", folder, "--format", "json") },
    {
      title: "zizmor",
      succeeds: [0, 11, 12, 13, 14],
      command: zizmor,
      args: ["--offline", "--format", "json", folder],
    },
  ] satisfies Program[];
  const runs = await interleaved(programs, rounds, "seconds");
  const own = runs[1]?.seconds ?? 0;
  publish("audit-speed", "The audit of 200 workflow files", [
    `${files} workflows of GitHub, ${(bytes / 1024).toFixed(0)} KiB together, made by a seed, each with three jobs and fifteen steps. ${rounds} rounds in turn, the median by the clock; each run is a new process.`,
    `Load of the machine: ${loadavg()[1]?.toFixed(0)} jobs at a time, this one among them.`,
    "",
    table([
      ["program", "seconds", "CPU seconds", "peak MiB", "tare takes"],
      ...programs.map(({ title }, at) => {
        const { seconds = 0, cpuSeconds = 0, peakMiB = 0 } = runs[at] ?? {};
        return [
          title,
          seconds.toFixed(2),
          cpuSeconds.toFixed(2),
          peakMiB.toFixed(0),
          `${(own / seconds).toFixed(1)} x`,
        ];
      }),
    ]),
    "",
    `The goal is under ${limitSeconds} s: ${own < limitSeconds ? "reached" : "**missed**"}.`,
  ]);
}

/** @returns The bytes of the workflows. */
function makeRepository(folder: string): number {
  const workflows = join(folder, ".github", "workflows");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(workflows, { recursive: true });
  let bytes = 0;
  for (let each = 0; each < files; each++) {
    const text = workflow(each);
    bytes += text.length;
    writeFileSync(join(workflows, `w${each}.yml`), text);
  }
  return bytes;
}
