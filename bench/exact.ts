// Whether the engine finds what running every rule's whole pattern over the whole file finds.
// node bench/run.ts exact --size 50M --sample 8M
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Confidence } from "../src/core/finding.ts";
import { span } from "../src/core/span.ts";
import type { Match } from "../src/engine/matcher.ts";
import { settle } from "../src/engine/settle.ts";
import { builtCompiled, builtRules } from "./built.ts";
import { corpora, type KindFile } from "./corpora/corpora.ts";
import type { ToldDifference, ToldMatch, ToldRules } from "./exact/child.ts";
import { compared } from "./exact/compare.ts";
import { engineMatches } from "./exact/engine.ts";
import { headOf } from "./exact/head.ts";
import { salted } from "./exact/salt.ts";
import type { Flags } from "./flags.ts";
import { dataFolder } from "./measure.ts";
import { publish, table } from "./table.ts";

const input = join(dataFolder, "exact.bin");
/** Differences that are listed. */
const mostListed = 40;

interface Row {
  readonly kind: KindFile["id"];
  readonly bytes: number;
  readonly matches: number;
  /** Of a rule by itself. */
  readonly differences: readonly ToldDifference[];
  /** Of all together: places at which another rule was left than in the reference. */
  readonly otherwise: number;
  readonly seconds: number;
}

/** Compares, and writes `bench/results/exact.md`. */
export async function exact({ size, sample }: Flags): Promise<void> {
  const rows: Row[] = [];
  for (const kind of corpora(size).kinds) {
    process.stderr.write(`bench: exact, ${kind.id}\n`);
    rows.push(await rowOf(kind, Math.min(sample, size)));
  }
  publish("exact", "What the engine finds is what is there", [
    `The whole pattern of each of ${builtRules.length} rules is run over the first bytes of each corpus, in which the examples of all rules are`,
    "strewn, whole and damaged: a line at a time or, for rules that run over lines, all at once; without literals, windows or",
    "blocks. Proofs follow. The engine gets the same in blocks, for each rule by itself: *missed* is what only the reference",
    "finds, *extra* what only the engine finds. Then all rules together: *settled otherwise* is where another rule is left.",
    "",
    table([head, ...rows.map(cellsOf)]),
    "",
    ...listed(rows),
  ]);
}

const head = ["text", "MB", "matches", "missed", "extra", "settled otherwise", "seconds"];

const cellsOf = ({
  kind,
  bytes,
  matches,
  differences,
  otherwise,
  seconds,
}: Row): (string | number)[] => [
  kind,
  (bytes / 1e6).toFixed(1),
  matches,
  differences.filter(({ side }) => side === "missed").length,
  differences.filter(({ side }) => side === "extra").length,
  otherwise,
  seconds.toFixed(0),
];

async function rowOf({ id, file }: KindFile, most: number): Promise<Row> {
  const began = performance.now();
  const bytes = salted(headOf(file, most), builtRules);
  writeFileSync(input, bytes);
  const told = await eachRule();
  const matches = told.flatMap((part) => part.matches).sort(([one], [other]) => one - other);
  const reference = settle(matches.flatMap(matchOf));
  const engine = [...engineMatches(builtRules, await builtCompiled(), bytes)];
  return {
    kind: id,
    bytes: bytes.length,
    matches: matches.length,
    differences: told.flatMap(({ differences }) => differences),
    otherwise: compared(bytes, engine, reference).missed.length,
    seconds: (performance.now() - began) / 1000,
  };
}

function matchOf([index, start, end, confidence]: ToldMatch): Match[] {
  const rule = builtRules[index];
  return rule ? [{ rule, span: span(start, end), confidence: confidence as Confidence }] : [];
}

/** The rules are dealt out to as many processes as there are cores. */
function eachRule(): Promise<ToldRules[]> {
  const count = availableParallelism();
  return Promise.all(Array.from({ length: count }, (_, first) => inChild(first, count)));
}

function inChild(first: number, count: number): Promise<ToldRules> {
  const args = [input, String(first), String(count)];
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "exact/child.ts"), args);
    child.on("message", (message: ToldRules) => resolve(message));
    child.on("exit", (code) => reject(new Error(`the reference ended with ${code}`)));
  });
}

function listed(rows: readonly Row[]): string[] {
  const all = rows.flatMap(({ kind, differences }) =>
    differences.map(({ side, rule, at, why }) => `- ${side} in ${kind} at ${at}: ${rule}: ${why}`),
  );
  const rest = all.length - mostListed;
  return rest > 0 ? [...all.slice(0, mostListed), `- and ${rest} more`] : all;
}
