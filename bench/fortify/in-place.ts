import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Kind, valueOf } from "../../corpus/plants.ts";
import { dataFolder, measured, type Run, tare } from "../measure.ts";
import { sparseSafetensors } from "../sparse-safetensors.ts";
import { sparseTorch } from "../sparse-torch.ts";
import { table } from "../table.ts";

const size = 20_000_000_000;
const kinds: readonly Kind[] = ["aws", "hf", "path", "host", "email"];

const inputs = [
  { name: "clean-20G.safetensors", write: sparseSafetensors },
  { name: "clean-20G.ckpt", write: sparseTorch },
];

/** Files of 20 GB, changed where they lie. */
export async function inPlace(): Promise<string[]> {
  const empty = join(dataFolder, "empty");
  writeFileSync(empty, "");
  const idle = await cleaned(empty);
  const rows: (string | number)[][] = [];
  for (const { name, write } of inputs) {
    const file = join(dataFolder, name);
    const planted = kinds.map((kind) => [`${kind}_key`, valueOf(kind, name)] as const);
    write(file, size, Object.fromEntries(planted));
    const seen = await measured({ title: "scan", ...tare("scan", file, "--quiet") });
    const { run, report, written } = await cleaned(file);
    rows.push([
      "scanned alone",
      "",
      seen.seconds.toFixed(2),
      seen.cpuSeconds.toFixed(2),
      "",
      "",
      seen.peakMiB.toFixed(0),
      "",
    ]);
    rows.push([
      name,
      statSync(file).size.toLocaleString("en"),
      run.seconds.toFixed(2),
      run.cpuSeconds.toFixed(2),
      report.bytesWritten,
      written - idle.written,
      run.peakMiB.toFixed(0),
      report.left.length,
    ]);
    const back = await measured({ title: "undo", ...tare("clean", file, "--undo") });
    rows.push([
      `${name}, undone`,
      "",
      back.seconds.toFixed(2),
      back.cpuSeconds.toFixed(2),
      "",
      "",
      back.peakMiB.toFixed(0),
      "",
    ]);
    rmSync(file);
  }
  return [
    "Sparse files with real headers, their weights zeros that are holes: 1,200 tensors in safetensors, 400 storages in a torch",
    "zip. A secret of each of two kinds, a path, a host and a mail address are planted in each. The time is that of the",
    "whole command: start, scan, writing the journal and the file, both synced, and the second scan. *Written* is what was",
    "replaced in the file; *kernel* is all that the process wrote (`wchar`), journal, report and synced blocks included, less",
    `what it writes for an empty file. An empty file takes ${idle.run.seconds.toFixed(2)} s and ${idle.run.peakMiB.toFixed(0)} MiB.`,
    "",
    table([["file", "size", "seconds", "CPU", "written", "kernel", "peak MiB", "left"], ...rows]),
  ];
}

interface CleanReport {
  readonly bytesWritten: number;
  readonly left: readonly unknown[];
}

async function cleaned(
  file: string,
): Promise<{ readonly run: Run; readonly report: CleanReport; readonly written: number }> {
  const output = join(dataFolder, "clean.json");
  const io = join(dataFolder, "io.txt");
  process.env["TARE_BENCH_IO"] = io;
  const { command, args } = tare("clean", file, "--in-place", "--format", "json");
  const hook = ["--import", join(import.meta.dirname, "../io-at-exit.ts")];
  const run = await measured({ title: "tare", command, args: [...hook, ...args], output });
  delete process.env["TARE_BENCH_IO"];
  return {
    run,
    report: JSON.parse(readFileSync(output, "utf8")) as CleanReport,
    written: Number(/^wchar: (\d+)$/m.exec(readFileSync(io, "utf8"))?.[1]),
  };
}
