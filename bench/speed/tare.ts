import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder, type Program, tare } from "../measure.ts";
import { gitleaksRules } from "../peers/go.ts";

/** How tare is run in these benches, and what there is to say about it. */
export interface Tare {
  /** Scans on so many threads. */
  readonly scan: (target: string, jobs?: number) => Program;
  /** An empty file: what starting costs. */
  readonly idle: (jobs?: number) => Program;
  /** With which rules. */
  readonly rules: string;
}

/** With its own rules and gitleaks', once `scan` takes those. */
export function tareScans(): Tare {
  const extra = takesRules() ? ["--rules", gitleaksRules()] : [];
  if (extra.length === 0)
    process.stderr.write(
      "bench: MISSING scan --rules: not there yet, so tare runs its own rules only\n",
    );
  const empty = join(dataFolder, "empty");
  writeFileSync(empty, "");
  const scan = (target: string, jobs = 1): Program => ({
    title: "tare",
    ...tare("scan", target, ...extra, "--jobs", String(jobs), "--format", "json", "--no-progress"),
    output: reportFile,
    succeeds: [0, 1, 3],
  });
  return {
    scan,
    idle: (jobs) => scan(empty, jobs),
    rules:
      extra.length > 0
        ? "its own rules and gitleaks' 222"
        : "its own rules only: `scan --rules` is not there yet",
  };
}

/** Where the last report is. */
export const reportFile = join(dataFolder, "report.json");

function takesRules(): boolean {
  const { command, args } = tare("scan", "--help");
  return execFileSync(command, args, { encoding: "utf8" }).includes("--rules ");
}
