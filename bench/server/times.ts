import { gauges } from "../../src/server/battlecard.ts";
import type { Database } from "../../src/server/database/database.ts";
import { readingsAt } from "../../src/server/readings.ts";
import type { TestRunning } from "../../src/server/testing.ts";

/** In milliseconds. */
export interface Times {
  readonly name: string;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

export const ms = (number: number): string => `${number.toFixed(0)} ms`;

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(share * sorted.length) - 1] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function timesOf(name: string, times: readonly number[]): Times {
  const sorted = times.toSorted((one, other) => one - other);
  return {
    name,
    median: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    longest: percentile(sorted, 1),
  };
}

/** How long each gauge's query takes, for now. */
export async function gaugeTimes(database: Database, rounds: number): Promise<Times[]> {
  const all: Times[] = [];
  for (const gauge of gauges) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++)
      times.push(
        await timed(async () => readingsAt(database, gauge, [new Date().toISOString()], {})),
      );
    all.push(timesOf(gauge.id, times));
  }
  return all;
}

const pages = [
  "/api/gauges",
  "/api/findings?q=state:open",
  "/api/findings/counts",
  "/api/releases",
  "/api/projects",
  "/api/pipelines",
  "/api/ledger",
  "/api/stages/fortify",
];

/** How long what the dashboard's pages ask for takes. */
export async function pageTimes(
  server: Pick<TestRunning, "ask">,
  token: string,
  rounds: number,
): Promise<Times[]> {
  const all: Times[] = [];
  for (const path of pages) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++)
      times.push(await timed(async () => (await server.ask(path, { token })).text()));
    all.push(timesOf(path, times));
  }
  return all;
}

/** One table of several runs. */
export function table(what: string, runs: Readonly<Record<string, readonly Times[]>>): string {
  const titles = Object.keys(runs);
  const [first = []] = Object.values(runs);
  const rows = first.map(({ name }) => [
    name,
    ...Object.values(runs).flatMap((times) => {
      const own = times.find((each) => each.name === name);
      return own ? [ms(own.median), ms(own.p95)] : ["", ""];
    }),
  ]);
  return [
    `| ${what} | ${titles.map((title) => `${title}: median | p95`).join(" | ")} |`,
    `| --- | ${titles.map(() => "---: | ---:").join(" | ")} |`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}
