import { globSync } from "node:fs";
import { join } from "node:path";
import { interleaved, type Program, tare } from "../measure.ts";
import type { Bench } from "./bench.ts";
import { atMost, type Row } from "./row.ts";

const rounds = 11;

/** What starting costs, by the clock: the median of many short runs. */
export async function startRows({ corpora }: Bench): Promise<Row[]> {
  const files = globSync("part-0/*", { cwd: corpora.small.folder })
    .sort()
    .map((file) => join(corpora.small.folder, file));
  const starts = [
    { work: "scan of ten small files", limit: 200, args: ["scan", ...files.slice(0, 10)] },
    { work: "scan of three, as a hook does", limit: 300, args: ["scan", ...files.slice(0, 3)] },
    { work: "--help", limit: 120, args: ["--help"] },
  ];
  const programs = starts.map(({ work, args }): Program => ({
    title: work,
    ...tare(...args),
    succeeds: [0, 1, 3],
  }));
  const runs = await interleaved(programs, rounds, "seconds");
  return starts.map(({ work, limit }, index): Row => {
    const { seconds = 0, peakMiB = 0 } = runs[index] ?? {};
    const measured = seconds * 1000;
    return { work, beside: "", goal: atMost(limit, "ms"), measured, tare: "", other: "", peakMiB };
  });
}
