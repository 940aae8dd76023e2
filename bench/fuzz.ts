// Damages the files of corpus/ and scans them whole: format, members, engine and report together. The tests beside the
// formats do that for each format alone.
// node bench/run.ts fuzz        TARE_FUZZ_ROUNDS=200 TARE_FUZZ_SEED=1
import { fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { entries } from "../corpus/plants.ts";
import { dataFolder } from "./measure.ts";
import { publish, table } from "./table.ts";

/** What the child tells: an input is begun, or the inputs of a file are done. */
export type Message =
  | { readonly kind: "begun"; readonly input: number }
  | { readonly kind: "failed"; readonly input: number; readonly why: string }
  | {
      readonly kind: "done";
      readonly inputs: number;
      readonly slowestMs: number;
      readonly peakMiB: number;
    };

/** One input may take this long, and the process this much memory. */
const mostMs = 5000;
const mostMiB = 1024;

interface Row {
  readonly folder: string;
  readonly inputs: number;
  readonly slowestMs: number;
  readonly peakMiB: number;
  readonly failures: readonly string[];
}

/** Runs, and writes `bench/results/fuzz.md`. */
export async function fuzz(): Promise<void> {
  const rounds = Number(process.env["TARE_FUZZ_ROUNDS"] ?? 100);
  const seed = Number(process.env["TARE_FUZZ_SEED"] ?? 1);
  mkdirSync(join(dataFolder, "fuzz"), { recursive: true });
  const folders = [...new Set(entries.map(({ name }) => name.split("/")[0] ?? ""))];
  const rows: Row[] = [];
  for (const folder of folders) rows.push(await inChild(folder, rounds, seed));
  publish("fuzz", "Damaged files", [
    `Each file of \`corpus/\`, damaged in ${rounds} ways (seed ${seed}): bits turned, cut short, parts doubled, moved, taken out or`,
    `replaced by another file's, lengths made huge. A failure is an error that is not a gap, more than ${mostMs / 1000} s, or more than ${mostMiB} MiB.`,
    "",
    table([
      ["folder", "inputs", "slowest ms", "peak MiB", "failures"],
      ...rows.map((row) => [
        row.folder,
        row.inputs,
        row.slowestMs,
        row.peakMiB,
        row.failures.length,
      ]),
      [
        "**all**",
        sum(rows, "inputs"),
        most(rows, "slowestMs"),
        most(rows, "peakMiB"),
        rows.flatMap(({ failures }) => failures).length,
      ],
    ]),
    "",
    ...rows.flatMap(({ folder, failures }) => failures.map((each) => `- ${folder}: ${each}`)),
  ]);
}

const sum = (rows: readonly Row[], key: "inputs"): number =>
  rows.reduce((total, row) => total + row[key], 0);
const most = (rows: readonly Row[], key: "slowestMs" | "peakMiB"): number =>
  Math.max(...rows.map((row) => row[key]));

/** A child that hangs is ended, and says no more of its folder. */
async function inChild(folder: string, rounds: number, seed: number): Promise<Row> {
  const child = fork(
    join(import.meta.dirname, "fuzz-child.ts"),
    [folder, String(rounds), String(seed)],
    {
      execArgv: [`--max-old-space-size=${mostMiB}`],
    },
  );
  const failures: string[] = [];
  let row = { folder, inputs: 0, slowestMs: 0, peakMiB: 0 };
  let watch: NodeJS.Timeout | undefined;
  child.on("message", (message: Message) => {
    clearTimeout(watch);
    if (message.kind === "done") row = { folder, ...message };
    if (message.kind === "failed") failures.push(`input ${message.input}: ${message.why}`);
    if (message.kind === "begun")
      watch = setTimeout(() => {
        failures.push(`input ${message.input}: takes longer than ${mostMs} ms`);
        child.kill("SIGKILL");
      }, 2 * mostMs);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on("exit", (...how) => resolve(how));
  });
  clearTimeout(watch);
  if (code !== 0) failures.push(`the process ended with ${code ?? signal}`);
  if (row.peakMiB > mostMiB) failures.push(`${row.peakMiB} MiB`);
  return {
    folder: row.folder,
    inputs: row.inputs,
    slowestMs: row.slowestMs,
    peakMiB: row.peakMiB,
    failures,
  };
}
