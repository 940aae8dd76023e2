// Audits one folder and prints what it found, as JSON.
// node bench/audit/child.ts FOLDER
import type { Finding } from "../../src/core/finding.ts";
import type { Gap } from "../../src/core/report.ts";
import { audit } from "../../src/evaluate/audit/audit.ts";
import { noPolicy } from "../../src/scan/policy.ts";

export interface Told {
  readonly files: number;
  /** User and system time of all of it: others on the machine change the clock's more. */
  readonly cpuSeconds: number;
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

const [folder = ""] = process.argv.slice(2);
process.chdir(folder);
const { report } = await audit(".", { policy: noPolicy, only: [], fingerprintKey: "bench" });
const { findings, gaps, summary } = report;
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
const told: Told = { files: summary.files, cpuSeconds, findings, gaps };
process.stdout.write(JSON.stringify(told));
