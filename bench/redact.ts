// How fast secrets are masked in a stream, and how soon a line comes out.
// node bench/run.ts redact --size 10M --rounds 3
import { spawn } from "node:child_process";
import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { corpora } from "./corpora/corpora.ts";
import type { Flags } from "./flags.ts";
import { dataFolder, interleaved, type Program, type Run, tare } from "./measure.ts";
import { random } from "./random.ts";
import { publish, table } from "./table.ts";

const counts = [50, 500];
/** A value stands in the text for so many bytes. */
const spacing = 100_000;
const trickledLines = 400;
const pauseMs = 5;

/** Measures, and writes `bench/results/redact.md`. */
export async function redact({ size, rounds }: Flags): Promise<void> {
  const empty = join(dataFolder, "empty");
  writeFileSync(empty, "");
  const inputs = written(corpora(size).text);
  const programs = throughputPrograms(inputs);
  const runs = await interleaved(
    programs.map((each) => on(inputs.text, each)),
    rounds,
  );
  const starts = await interleaved(
    programs.map((each) => on(empty, each)),
    rounds,
  );
  const bytes = statSync(inputs.text).size;
  const rows = programs.map((program, index) => row(program, bytes, runs[index], starts[index]));
  const latencies = [];
  for (const program of latencyPrograms(inputs)) latencies.push(await latencyRow(program));
  publish("redact", "Masking", [
    `${(bytes / 1e6).toFixed(0)} MB of text of seven kinds, with one of 500 values every ${spacing / 1000} kB; medians of ${rounds} rounds in`,
    `which the programs take turns; load of the machine at the end: ${loadavg()[1]?.toFixed(1) ?? "?"} on two cores, so the clock says little.`,
    "Rates are MB (10⁶) per second of CPU time, without the start; by the clock in brackets. `sed` and `rg` replace values as they",
    "stand, and one pattern for tokens of Hugging Face where there are none; tare finds each value in every spelling, over line ends and colours.",
    "",
    table([["what", "MB/s", "start, ms of CPU", "peak MiB"], ...rows]),
    "",
    "## How soon a line comes out",
    "",
    `${trickledLines} lines through a pipe, one each ${pauseMs} ms, from writing to reading, in ms.`,
    "",
    table([["what", "p50", "p99", "most"], ...latencies]),
  ]);
}

interface Inputs {
  readonly text: string;
  /** Files of values, a line each, by how many there are. */
  readonly values: ReadonlyMap<number, string>;
}

/** Values, and the text with some of them in it. */
function written(corpus: string): Inputs {
  const next = random(5);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const made = Array.from({ length: 500 }, () =>
    Array.from({ length: 36 }, () => letters[Math.floor(next() * letters.length)]).join(""),
  );
  const values = new Map(
    counts.map((count) => {
      const file = join(dataFolder, `values-${count}.txt`);
      writeFileSync(file, `${made.slice(0, count).join("\n")}\n`);
      return [count, file];
    }),
  );
  const text = join(dataFolder, "redact.txt");
  writeFileSync(text, "");
  const source = readFileSync(corpus);
  for (let at = 0, count = 0; at < source.length; at += spacing, count++) {
    appendFileSync(text, source.subarray(at, at + spacing));
    appendFileSync(text, `\ntoken: ${made[count % made.length] ?? ""}\n`);
  }
  return { text, values };
}

type Filter = Pick<Program, "title" | "command" | "args">;

const pattern = "hf_[A-Za-z]{34}";

function throughputPrograms(inputs: Inputs): readonly Filter[] {
  const valued = (count: number): string => inputs.values.get(count) ?? "";
  return [
    { title: "cat", command: "cat", args: [] },
    { title: "sed -E, one pattern", command: "sed", args: ["-E", `s/${pattern}/***/g`] },
    ...ripgrep("one pattern", "-e", pattern),
    { title: "**tare, rules**", ...tare("redact") },
    ...counts.flatMap((count): Filter[] => [
      { title: `sed, ${count} values`, command: "sed", args: ["-f", sedScript(valued(count))] },
      ...ripgrep(`${count} values`, "-F", "-f", valued(count)),
      {
        title: `**tare, ${count} values**`,
        ...tare("redact", "--no-patterns", "--lines", valued(count)),
      },
      { title: `**tare, ${count} values and rules**`, ...tare("redact", "--lines", valued(count)) },
    ]),
  ];
}

const ripgrep = (title: string, ...args: readonly string[]): Filter[] => [
  {
    title: `rg --passthru -r, ${title}`,
    command: "rg",
    args: ["-a", "-N", "-I", "-j1", "--passthru", "-r", "***", ...args],
  },
];

/** A script of one replacement for each value. */
function sedScript(values: string): string {
  const file = `${values}.sed`;
  const lines = readFileSync(values, "utf8").trimEnd().split("\n");
  writeFileSync(file, lines.map((value) => `s/${value}/***/g\n`).join(""));
  return file;
}

const on = (file: string, filter: Filter): Program => ({ ...filter, args: [...filter.args, file] });

// eslint-disable-next-line max-params -- a program and what was measured of it
function row({ title }: Filter, bytes: number, run?: Run, start?: Run): (string | number)[] {
  if (!run || !start) return [title, "", "", ""];
  const rate = (seconds: number): string =>
    seconds > 0 ? (bytes / 1e6 / seconds).toFixed(0) : "–";
  const cpu = rate(run.cpuSeconds - start.cpuSeconds);
  return [
    title,
    `${cpu} (${rate(run.seconds - start.seconds)})`,
    (start.cpuSeconds * 1000).toFixed(0),
    run.peakMiB.toFixed(0),
  ];
}

const latencyPrograms = ({ values }: Inputs): readonly Filter[] => [
  { title: "cat", command: "cat", args: [] },
  { title: "sed -u -E, one pattern", command: "sed", args: ["-u", "-E", `s/${pattern}/***/g`] },
  {
    title: "rg --passthru --line-buffered -r, one pattern",
    command: "rg",
    args: ["-a", "-N", "--line-buffered", "--passthru", "-r", "***", "-e", pattern],
  },
  { title: "**tare, rules**", ...tare("redact") },
  {
    title: "**tare, 50 values and rules**",
    ...tare("redact", "--lines", values.get(50) ?? ""),
  },
  {
    title: "**tare, 500 values and rules**",
    ...tare("redact", "--lines", values.get(500) ?? ""),
  },
];

async function latencyRow({ title, command, args }: Filter): Promise<(string | number)[]> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const times: number[] = [];
  // The first half starts the program and compiles it.
  for (let line = 1; line <= 2 * trickledLines; line++) {
    await wait(pauseMs);
    const began = performance.now();
    child.stdin.write(`2026-11-20 12:00:00 INFO step ${line} lr 3e-4 saved run-${line}.pt\n`);
    await lines.next();
    if (line > trickledLines) times.push(performance.now() - began);
  }
  child.stdin.end();
  times.sort((one, other) => one - other);
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(2);
  return [title, at(0.5), at(0.99), at(1)];
}
