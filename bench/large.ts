// What a file of 10 GB costs: bytes read, time, memory.
// node bench/large.ts
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Kind, valueOf } from "../corpus/plants.ts";
import type { Report } from "../src/core/report.ts";
import { dataFolder, measured, type Run, tare } from "./measure.ts";
import { sparseSafetensors } from "./sparse-safetensors.ts";
import { sparseTorch } from "./sparse-torch.ts";
import { publish, table } from "./table.ts";

const size = 10_000_000_000;
const kinds: readonly Kind[] = ["aws", "hf", "path", "host", "email", "pin"];

const inputs = [
  { name: "large.safetensors", write: sparseSafetensors },
  { name: "large.ckpt", write: sparseTorch },
];

/** Measures, and writes `bench/results/large.md`. */
export async function large(): Promise<void> {
  mkdirSync(dataFolder, { recursive: true });
  const empty = join(dataFolder, "empty");
  writeFileSync(empty, "");
  const idle = await scanned(empty);
  const rows = [];
  for (const { name, write } of inputs) rows.push(await rowOf(name, write, idle.kernelRead));
  publish("large", "Files of 10 GB", [
    "Sparse files with real headers: 1,200 tensors in safetensors, 400 storages in a torch zip with zip64, both read by their",
    "own libraries. Six values are planted in each. *Read* is what tare counted, *kernel* what the kernel",
    "counted for the process, less what it reads of an empty file (its own modules).",
    "",
    table([
      ["file", "size", "read", "kernel", "weights skipped", "seconds", "peak MiB", "found", "gaps"],
      ...rows,
    ]),
    "",
    `An empty file takes ${idle.run.seconds.toFixed(2)} s and ${idle.run.peakMiB.toFixed(0)} MiB.`,
  ]);
}

async function rowOf(
  name: string,
  write: typeof sparseTorch,
  idleRead: number,
): Promise<(string | number)[]> {
  const file = join(dataFolder, name);
  if (!existsSync(file))
    write(
      file,
      size,
      Object.fromEntries(kinds.map((kind) => [`${kind}_key`, valueOf(kind, name)])),
    );
  const { run, report, kernelRead } = await scanned(file);
  const values = new Set(report.findings.map(({ value }) => value));
  const found = kinds.map((kind) => valueOf(kind, name)).filter((value) => isIn(values, value));
  return [
    name,
    number(statSync(file).size),
    number(report.bytes.read),
    number(kernelRead - idleRead),
    number(report.bytes.tensors),
    run.seconds.toFixed(2),
    run.peakMiB.toFixed(0),
    `${found.length} of ${kinds.length}`,
    report.gaps.length,
  ];
}

const isIn = (values: ReadonlySet<string | undefined>, value: string): boolean =>
  values.has(value) || values.has(value.replace(/^http:\/\//, "").replace(/:8080$/, ""));

const number = (value: number): string => value.toLocaleString("en");

interface Scanned {
  readonly run: Run;
  readonly report: Report;
  readonly kernelRead: number;
}

async function scanned(file: string): Promise<Scanned> {
  const output = join(dataFolder, "large.json");
  const io = join(dataFolder, "io.txt");
  const { command, args } = tare("scan", file, "--format", "json", "--reveal", "--no-progress");
  process.env["TARE_BENCH_IO"] = io;
  const hook = ["--import", join(import.meta.dirname, "io-at-exit.ts")];
  const program = { title: "tare", command, args: [...hook, ...args], output, succeeds: [0, 1, 3] };
  await measured(program); // The first start compiles.
  const run = await measured(program);
  const kernelRead = Number(/^rchar: (\d+)$/m.exec(readFileSync(io, "utf8"))?.[1]);
  rmSync(io);
  return { run, report: JSON.parse(readFileSync(output, "utf8")) as Report, kernelRead };
}
