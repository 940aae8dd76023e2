import { spawn } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { leakyFiles, sumsOf, writeFiles } from "../../src/fortify/clean/testing.ts";
import { placeOf, recover } from "../../src/fortify/clean/undo.ts";
import { dataFolder, tare } from "../measure.ts";
import { table } from "../table.ts";

const moments = 200;
const copies = 4;

interface Outcome {
  /** Ended before it was done. */
  ended: number;
  /** Of these, with something to be taken back. */
  recovered: number;
  old: number;
  fresh: number;
  /** Neither what was nor what was to be. */
  mixed: number;
}

/** A cleaning that is ended by force at random moments, and what is there after the next start. */
export async function killed(): Promise<string[]> {
  const folder = join(dataFolder, "killed");
  rmSync(folder, { recursive: true, force: true });
  for (let each = 0; each < copies; each++)
    writeFiles(join(folder, "original", `part${each}`), leakyFiles());
  const original = sumsOf(join(folder, "original"));
  const release = join(folder, "work", "release");
  const out = join(folder, "work", "out");
  const modes = [
    { name: "in place", args: ["clean", release, "--in-place", "-q"], of: release },
    { name: "copy", args: ["clean", release, "-o", out, "--no-receipt", "-q"], of: out },
  ];
  const rows: (string | number)[][] = [];
  for (const { name, args, of } of modes) {
    const begin = (): void => {
      rmSync(join(folder, "work"), { recursive: true, force: true });
      cpSync(join(folder, "original"), release, { recursive: true });
    };
    begin();
    const began = performance.now();
    await run(args, undefined);
    const wholeMs = performance.now() - began;
    const wanted = sumsOf(of);
    const outcome: Outcome = { ended: 0, recovered: 0, old: 0, fresh: 0, mixed: 0 };
    for (let each = 0; each < moments / 2; each++) {
      begin();
      // Little happens to the disk in the first third: start and scan.
      if (await run(args, wholeMs * (0.3 + 0.7 * Math.random()))) outcome.ended++;
      if (of === release && (await recover(await placeOf(release)))) outcome.recovered++;
      const isUntouched = of === release || same(sumsOf(release), original);
      const now = existsSync(of) ? sumsOf(of) : original;
      outcome[isUntouched ? stateOf(now, original, wanted) : "mixed"]++;
    }
    const { ended, recovered, old, fresh, mixed } = outcome;
    rows.push([name, moments / 2, ended, recovered, old, fresh, mixed]);
  }
  rmSync(folder, { recursive: true });
  return [
    `A release of ${Object.keys(original).length} files is cleaned: files patched, written anew, left out, renamed. The process is ended by SIGKILL at ${moments} random`,
    "moments between a third of its time and its end. Then the next start takes back what was half done.",
    "",
    table([
      ["", "runs", "ended in time", "taken back", "as it was", "clean", "anything else"],
      ...rows,
    ]),
  ];
}

type Sums = Readonly<Record<string, string>>;

function stateOf(now: Sums, original: Sums, wanted: Sums): "old" | "fresh" | "mixed" {
  if (same(now, original)) return "old";
  return same(now, wanted) ? "fresh" : "mixed";
}

/** Whether it was ended before it was done. */
async function run(args: readonly string[], afterMs: number | undefined): Promise<boolean> {
  const { command, args: all } = tare(...args);
  const child = spawn(command, all, { stdio: "ignore" });
  const closed = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on("close", (_, signal) => resolve(signal));
  });
  if (afterMs !== undefined)
    void Promise.race([sleep(afterMs), closed]).then(() => child.kill("SIGKILL"));
  return (await closed) === "SIGKILL";
}

const same = (one: Sums, other: Sums): boolean => JSON.stringify(one) === JSON.stringify(other);
