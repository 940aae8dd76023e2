// How soon an editor is answered after a keystroke, beside a scan of the file from the start.
// node bench/run.ts editor --rounds 3
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Editor } from "../test/kit/editor.ts";
import type { Flags } from "./flags.ts";
import { publish, table } from "./table.ts";

const lines = 2000;
const keystrokes = 50;

/** Measures, and writes `bench/results/editor.md`. */
export async function editor({ rounds }: Flags): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tare-bench-editor-"));
  const rows: string[][] = [];
  for (const [name, language, line] of documents) {
    const text = Array.from({ length: lines }, (_, at) => line(at)).join("\n");
    const file = join(folder, name);
    writeFileSync(file, text);
    const times = await typed(folder, file, language, text);
    const scans = Array.from({ length: rounds }, () => scanMs(file));
    const [half, most] = [quantile(times, 0.5), quantile(times, 0.95)];
    const scan = quantile(scans, 0.5);
    rows.push([name, ms(half), ms(most), ms(scan), (scan / half).toFixed(0)]);
  }
  rmSync(folder, { recursive: true });
  publish("editor", "Typing", [
    `${keystrokes} keystrokes in a document of ${lines} lines: from the change that is sent to the diagnostics that come back, over`,
    `the pipe of a real language server. Beside it 'tare scan' of the file, from the start of the program; median of ${rounds}. Load of`,
    `the machine at the end: ${loadavg()[0]?.toFixed(1) ?? "?"} on two cores.`,
    "",
    table([["document", "p50, ms", "p95, ms", "tare scan, ms", "times as long"], ...rows]),
  ]);
}

const documents: readonly (readonly [string, string, (at: number) => string])[] = [
  [
    "train.py",
    "python",
    (at) =>
      at % 20 === 0
        ? `def step_${at}(batch, rate):`
        : `    loss_${at} = model(batch["x${at}"], rate) * ${at}`,
  ],
  [
    "values.yaml",
    "yaml",
    (at) => (at % 10 === 0 ? `group${at}:` : `  key${at}: "value ${at} of the chart"`),
  ],
  [
    "card.md",
    "markdown",
    (at) => `Line ${at} says what the model was trained on, and how well it does.`,
  ],
];

async function typed(
  folder: string,
  file: string,
  language: string,
  text: string,
): Promise<number[]> {
  await using client = await Editor.start({ folder });
  const uri = pathToFileURL(file).href;
  await client.open(uri, language, text);
  await client.diagnostics(uri);
  const times: number[] = [];
  for (let at = 0; at < keystrokes; at++) {
    const place = { line: (at * 37) % lines, character: 4 };
    const began = performance.now();
    await client.change(uri, { range: { start: place, end: place }, text: "a" });
    await client.diagnostics(uri);
    times.push(performance.now() - began);
  }
  return times;
}

function scanMs(file: string): number {
  const began = performance.now();
  spawnSync(process.execPath, ["src/cli/bin.ts", "scan", file, "--no-progress", "-q"]);
  return performance.now() - began;
}

const quantile = (times: readonly number[], part: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * part)] ?? 0;
const ms = (time: number): string => time.toFixed(0);
