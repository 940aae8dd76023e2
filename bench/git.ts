// What the history of a repository costs, and what is found in it.
// node bench/run.ts git [--commits 20000] [--rounds 3]
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import type { Flags } from "./flags.ts";
import { type HistoryPlant, kinds, type LongHistory, longHistory } from "./git/repository.ts";
import { dataFolder, interleaved, type Program, tare } from "./measure.ts";
import { goBinary } from "./peers/go.ts";
import { missing } from "./peers/peer.ts";
import { publish, table } from "./table.ts";

/** Writes `bench/results/git.md`. */
export async function git({ commits, rounds }: Flags): Promise<void> {
  const sections: string[] = [];
  for (const kind of Object.keys(kinds) as (keyof typeof kinds)[])
    sections.push(...(await section(kind, await longHistory(dataFolder, kind, commits), rounds)));
  publish("git", "The history of a repository", [
    `Three repositories of ${commits.toLocaleString("en")} commits, a merge at each fiftieth, made of files of this machine that change at`,
    "some places with lines of others, packed by `git repack -a -d -f`. 49 tokens are hidden in each: 40 in files that lose them",
    "ten commits later, the others where few tools look.",
    `Medians of ${rounds} rounds by the clock. MB/s is of all files in all versions. Load of the machine when it was over: ${load()}.`,
    "",
    ...sections,
  ]);
}

const load = (): string => loadavg()[0]?.toFixed(1) ?? "";

async function section(
  kind: string,
  history: LongHistory,
  rounds: number,
): Promise<readonly string[]> {
  const { folder, plants } = history;
  const sizes = sizesOf(folder);
  const programs = programsOf(history);
  const runs = await interleaved(programs, rounds, "seconds");
  const tareSeconds = runs[0]?.seconds ?? 0;
  return [
    `## ${kind}`,
    "",
    `${sizes.objects.toLocaleString("en")} objects, ${(sizes.bytes / 1e6).toFixed(0)} MB of files, ${(sizes.packed / 1e6).toFixed(0)} MB packed.`,
    "",
    table([
      ["program", "seconds", "CPU seconds", "beside tare", "MB/s", "peak MiB", "found", "missed"],
      ...programs.map(({ title }, at) => {
        const run = runs[at];
        const { found, missed } = foundBy(title, plants);
        return [
          title,
          run?.seconds.toFixed(1) ?? "",
          run?.cpuSeconds.toFixed(1) ?? "",
          `${((run?.seconds ?? 0) / tareSeconds).toFixed(2)} x`,
          (sizes.bytes / 1e6 / (run?.seconds ?? 1)).toFixed(1),
          run?.peakMiB.toFixed(0) ?? "",
          `${found} of ${plants.length}`,
          missed.join(", ") || "none",
        ];
      }),
    ]),
    "",
  ];
}

function programsOf({ folder }: LongHistory): Program[] {
  const scan = tare("scan", `git:${folder}`, "--format", "json", "--reveal", "--no-progress");
  const programs: Program[] = [
    { title: "tare", ...scan, output: outputOf("tare"), succeeds: [0, 1, 3] },
    {
      title: "git log -p --all | rg",
      command: "sh",
      args: ["-c", 'git -C "$0" log -p --all | rg -a -o "hf_[A-Za-z0-9]{34}"', folder],
      output: outputOf("git log -p --all | rg"),
    },
  ];
  try {
    const { binary } = goBinary("gitleaks");
    const options = ["--no-banner", "--log-level", "error", "--report-format", "json"];
    programs.push({
      title: "gitleaks git",
      command: binary,
      args: ["git", folder, ...options, "--report-path", "-"],
      output: outputOf("gitleaks git"),
    });
  } catch (error) {
    missing("gitleaks git", error);
  }
  try {
    const { binary } = goBinary("trufflehog");
    programs.push({
      title: "trufflehog git",
      command: binary,
      args: ["git", `file://${folder}`, "--no-verification", "--no-update", "--json"],
      output: outputOf("trufflehog git"),
      succeeds: [0, 183],
    });
  } catch (error) {
    missing("trufflehog git", error);
  }
  return programs;
}

const outputOf = (title: string): string =>
  join(dataFolder, `git-${title.replaceAll(/[^a-z]+/g, "-")}.out`);

function foundBy(
  title: string,
  plants: readonly HistoryPlant[],
): { readonly found: number; readonly missed: readonly string[] } {
  const text = readFileSync(outputOf(title), "utf8");
  const missed = plants.filter(({ value }) => !text.includes(value)).map(({ where }) => where);
  return { found: plants.length - missed.length, missed };
}

function sizesOf(folder: string): { objects: number; bytes: number; packed: number } {
  const format = "--batch-check=%(objecttype) %(objectsize) %(objectsize:disk)";
  const args = ["-C", folder, "cat-file", "--batch-all-objects", "--unordered", format];
  const sizes = { objects: 0, bytes: 0, packed: 0 };
  for (const line of execFileSync("git", args, { encoding: "utf8", maxBuffer: 2 ** 30 }).split(
    "\n",
  )) {
    const [type, size = "0", disk = "0"] = line.split(" ");
    if (type === "") continue;
    sizes.objects++;
    if (type === "blob") sizes.bytes += Number(size);
    sizes.packed += Number(disk);
  }
  return sizes;
}
