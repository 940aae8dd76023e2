// How fast tare is, beside everything else that searches for secrets.
// node bench/run.ts speed --size 50M --rounds 5
import { loadavg } from "node:os";
import { builtProgram } from "./built.ts";
import { corpora, sizeOf } from "./corpora/corpora.ts";
import type { Flags } from "./flags.ts";
import { peers, type Peers } from "./peers/peers.ts";
import type { Bench } from "./speed/bench.ts";
import { hostileRows } from "./speed/hostile.ts";
import { byKind } from "./speed/kinds.ts";
import { recall } from "./speed/recall.ts";
import { atMost, losses, type Row, rowsTable } from "./speed/row.ts";
import { smallRows } from "./speed/small.ts";
import { startRows } from "./speed/start.ts";
import { tareScans } from "./speed/tare.ts";
import { tenfoldRows } from "./speed/tenfold.ts";
import { tensorRows } from "./speed/tensors.ts";
import { text } from "./speed/text.ts";
import { threadRows } from "./speed/threads.ts";
import { publish } from "./table.ts";

const parts = [text, tensorRows, threadRows, smallRows, tenfoldRows, startRows, hostileRows];

/** Measures, and writes `bench/results/speed.md`. */
export async function speed({ size, rounds }: Flags): Promise<void> {
  const bench: Bench = {
    corpora: corpora(size),
    peers: peers(builtProgram()),
    tare: tareScans(),
    rounds,
  };
  const found = await recall(bench); // And the first start compiles.
  const rows: Row[] = [];
  for (const part of parts) {
    process.stderr.write(`bench: ${part.name}\n`);
    rows.push(...(await part(bench)));
  }
  const all = [...rows, memoryRow(rows)];
  publish("speed", "Speed", [
    ...about(bench, found),
    "",
    rowsTable(all),
    "",
    "## Where tare loses",
    "",
    ...losses(all),
    "",
    "## By kind of text",
    "",
    "MB per second of one thread's work. *Made*: the share that is not from files of the machine, because it had too few.",
    "",
    await byKind(bench),
    "",
    "## Versions",
    "",
    ...versions(bench.peers),
  ]);
}

function memoryRow(rows: readonly Row[]): Row {
  const peakMiB = Math.max(...rows.map((row) => row.peakMiB ?? 0));
  const goal = atMost(512, "MiB");
  return {
    work: "memory, most of any row",
    beside: "",
    goal,
    measured: peakMiB,
    tare: "",
    other: "",
  };
}

function about({ corpora, tare, rounds }: Bench, found: string): string[] {
  const { rules, literals } = builtProgram();
  return [
    `Medians of up to ${rounds} rounds, in which the programs take turns; load of the machine at the end: ${loadavg()[1]?.toFixed(1) ?? "?"}.`,
    "Rates are MB (10⁶) per second of CPU time, which others on the machine change least; by the clock in brackets. Ratios are of",
    "CPU time; of threads and starts, of the clock. Everything is in the page cache, and on one thread unless said otherwise.",
    `tare scans with ${tare.rules} (${rules.length} rules with ${literals.length} literals in the kernel); an empty scan's time is taken off, and found ${found}.`,
    "The kernel and Hyperscan search memory, a mebibyte at a time, reading not counted; whole scans read. gitleaks and the like are whole",
    `processes, over a sample of ${(sizeOf(corpora.sample) / 1e6).toFixed(0)} MB of the same text.`,
  ];
}

function versions({ literals, patterns, ripgreps, secretlint, slow }: Peers): string[] {
  return [literals, patterns, ...ripgreps.slice(0, 1), secretlint, ...slow].map((peer) =>
    peer.kind === "ready"
      ? `- ${peer.title}: ${peer.version}`
      : `- ${peer.title}: MISSING: ${peer.why}`,
  );
}
