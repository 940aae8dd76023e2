import { short } from "./row.ts";
import { table } from "../table.ts";
import { type Bench, measuredByName, part } from "./bench.ts";
import { rateOf } from "./rate.ts";
import type { Program, Run } from "../measure.ts";

/** MB per CPU second by kind of text: the kernel, whole scans, and Hyperscan with the same literals. */
export async function byKind({ corpora, peers, tare, rounds }: Bench): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const { id, file, bytes, madeBytes } of corpora.kinds) {
    const { literals } = peers;
    const programs: Readonly<Record<string, Program>> = {
      kernel: part("kernel", file),
      scan: tare.scan(file),
      idle: tare.idle(),
      ...(literals.kind === "ready" && { literals: literals.on(file) }),
    };
    const runs: Readonly<Record<string, Run>> = await measuredByName(programs, Math.min(rounds, 3));
    const rate = (name: string, idle?: Run): string => {
      const run = runs[name];
      return run ? short(rateOf(name, bytes, run, idle).perCpuSecond) : "";
    };
    rows.push([
      id,
      (bytes / 1e6).toFixed(0),
      `${((madeBytes / bytes) * 100).toFixed(0)} %`,
      rate("kernel"),
      rate("scan", runs["idle"]),
      rate("literals"),
    ]);
  }
  return table([
    ["text", "MB", "made", "kernel", "whole scan", "Hyperscan, same literals"],
    ...rows,
  ]);
}
