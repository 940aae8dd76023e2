// What the history of a repository costs, and what is found in it.
// node bench/run.ts git [--commits 20000] [--rounds 3]
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Flags } from "./flags.ts";
import { type HistoryPlant, type LongHistory, longHistory } from "./git/repository.ts";
import { dataFolder, interleaved, measured, type Program, tare } from "./measure.ts";
import { goBinary } from "./peers/go.ts";
import { missing } from "./peers/peer.ts";
import { publish, table } from "./table.ts";

/** Writes `bench/results/git.md`. */
export async function git({ commits, rounds }: Flags): Promise<void> {
  const history = longHistory(dataFolder, commits);
  const sizes = sizesOf(history.folder);
  const programs = programsOf(history);
  await measured(programs[0] as Program); // The first start compiles.
  const runs = await interleaved(programs, rounds, "seconds");
  const tareSeconds = runs[0]?.seconds ?? 0;
  publish("git", "The history of a repository", [
    `${commits.toLocaleString("en")} commits, a merge at each fiftieth, of files of this machine: ${sizes.objects.toLocaleString("en")} objects, ${(sizes.bytes / 1e6).toFixed(0)} MB of files,`,
    `${(sizes.packed / 1e6).toFixed(0)} MB packed. ${history.plants.length} tokens are hidden in it: 40 in files that lose them ten commits later, the others where few tools look.`,
    `Medians of ${rounds} rounds by the clock. MB/s is of all files in all versions.`,
    "",
    table([
      ["program", "seconds", "CPU seconds", "beside tare", "MB/s", "peak MiB", "found", "missed"],
      ...programs.map(({ title }, at) => {
        const run = runs[at];
        const { found, missed } = foundBy(title, history.plants);
        return [
          title,
          run?.seconds.toFixed(1) ?? "",
          run?.cpuSeconds.toFixed(1) ?? "",
          `${((run?.seconds ?? 0) / tareSeconds).toFixed(1)} x`,
          (sizes.bytes / 1e6 / (run?.seconds ?? 1)).toFixed(1),
          run?.peakMiB.toFixed(0) ?? "",
          `${found} of ${history.plants.length}`,
          missed.join(", ") || "none",
        ];
      }),
    ]),
  ]);
}

function programsOf({ folder }: LongHistory): Program[] {
  const scan = tare("scan", `git:${folder}`, "--format", "json", "--reveal", "--no-progress");
  const programs: Program[] = [
    { title: "tare", ...scan, output: outputOf("tare"), succeeds: [0, 1, 3] },
    {
      title: "git log -p --all | rg",
      command: "sh",
      args: ["-c", 'git -C "$0" log -p --all | rg -o "hf_[A-Za-z0-9]{34}"', folder],
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
