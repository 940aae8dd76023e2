// What a hook costs in a repository of 5,000 files: time and memory, beside gitleaks.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { dataFolder, interleaved, type Program, tare } from "./measure.ts";
import { goBinary } from "./peers/go.ts";
import { missing } from "./peers/peer.ts";
import { publish, table } from "./table.ts";

const files = 5000;
const rounds = 15;
const limitMs = 300;

/** Measures, and writes `bench/results/hook.md`. */
export async function hook(): Promise<void> {
  const folder = join(dataFolder, "hook-repository");
  makeRepository(folder);
  const programs = [
    { title: "git diff --cached", ...inFolder(folder, "git", "diff", "--cached", "--raw") },
    { title: "node, nothing to do", command: process.execPath, args: ["-e", "0"] },
    { title: "tare --version", ...tare("--version") },
    {
      title: "tare scan of the three",
      ...inFolder(folder, ...commandOf(tare("scan", ...changed.map(pathOf)))),
    },
    {
      title: "tare hook run",
      ...inFolder(folder, ...commandOf(tare("hook", "run", "--stage", "pre-commit"))),
    },
    ...peers(folder),
  ] satisfies Program[];
  const runs = await interleaved(programs, rounds, "seconds");
  const own = runs[programs.findIndex(({ title }) => title === "tare hook run")]?.seconds ?? 0;
  publish("hook", "The hook in a repository of 5,000 files", [
    `Three files of some hundred lines are changed and staged, each clean. ${rounds} rounds in turn, the median by the clock.`,
    "With the event that is written to the ledger, and synced to the disk.",
    `Load of the machine: ${loadavg()[1]?.toFixed(0)} jobs at a time, this one among them.`,
    "",
    table([
      ["program", "ms", "CPU ms", "peak MiB", "tare takes"],
      ...programs.map(({ title }, at) => {
        const { seconds = 0, cpuSeconds = 0, peakMiB = 0 } = runs[at] ?? {};
        return [
          title,
          ms(seconds),
          ms(cpuSeconds),
          peakMiB.toFixed(0),
          `${(own / seconds).toFixed(1)} x`,
        ];
      }),
    ]),
    "",
    `The goal is under ${limitMs} ms: ${own * 1000 < limitMs ? "reached" : "**missed**"}.`,
  ]);
}

/** Which of the files are changed. */
const changed = [7, 2500, 4999];
const pathOf = (at: number): string => `package_${Math.floor(at / 50)}/module_${at}.py`;

const ms = (seconds: number): string => (seconds * 1000).toFixed(0);

const inFolder = (folder: string, ...command: readonly string[]) => ({
  command: "env",
  args: ["-C", folder, ...command],
});
const commandOf = ({ command, args }: Pick<Program, "command" | "args">) => [command, ...args];

function peers(folder: string): Program[] {
  try {
    const { binary, version } = goBinary("gitleaks");
    const args = ["git", "--pre-commit", "--staged", "--no-banner", "--log-level", "error"];
    return [{ title: `gitleaks ${version}`, ...inFolder(folder, binary, ...args) }];
  } catch (error) {
    missing("gitleaks", error);
    return [];
  }
}

/** A repository of Python files in folders of fifty, three of them changed and staged. */
function makeRepository(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, ".tare"), { recursive: true });
  writeFileSync(join(folder, ".tare/.gitignore"), "*\n");
  const git = (...args: readonly string[]): Buffer =>
    execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", ...args]);
  git("init", "-q");
  for (let at = 0; at < files; at++) {
    mkdirSync(dirname(join(folder, pathOf(at))), { recursive: true });
    writeFileSync(join(folder, pathOf(at)), source(at, 120));
  }
  git("add", ".");
  git("commit", "-qm", "first");
  for (const at of changed)
    writeFileSync(join(folder, pathOf(at)), `${source(at, 120)}${source(at + files, 40)}`);
  git("add", ".");
}

const source = (seed: number, functions: number): string =>
  Array.from(
    { length: functions },
    (_, at) =>
      `def layer_${seed}_${at}(inputs, width=${at + 1}):\n    """Scales what comes in."""\n    return [each * width for each in inputs]\n`,
  ).join("\n");
