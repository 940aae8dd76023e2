import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem } from "node:os";

/** What the measurements ran on, as lines of Markdown. Names no host and no folder. */
export function machine(): string[] {
  const model = cpus()[0]?.model ?? "unknown";
  const memory = Math.round(totalmem() / 1024 ** 3);
  return [
    `- ${availableParallelism()} cores of ${model}, ${memory} GiB, Linux ${release()}, ${system()}`,
    `- Node ${process.version}, ${firstLine("rg", "--version")}`,
    `- ${new Date().toISOString().slice(0, 10)}`,
  ];
}

function system(): string {
  const line = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8"));
  return line?.[1] ?? "unknown";
}

const firstLine = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: "utf8" }).split("\n", 1)[0] ?? "";
