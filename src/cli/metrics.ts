import { stages, type Stage } from "../ledger/stages.ts";
import type { Event } from "../ledger/event.ts";
import { painter, type Paint } from "../report/kit/colour.ts";
import { grouped } from "../report/kit/words.ts";
import { padded, wrap } from "../report/kit/width.ts";
import type { Gauge, Gauges } from "../server/api.ts";
import { gauges as definitions, shownGauge, trendMoments } from "../server/battlecard.ts";
import { migrate } from "../server/database/migration.ts";
import { openMemory } from "../server/database/pglite.ts";
import { readingsAt } from "../server/readings.ts";
import { storable, storeAll } from "../server/store/ingest.ts";
import type { Shell } from "./command.ts";
import { eventsOf, neededLedger } from "./ledger-show.ts";
import { text, type Values } from "./options.ts";
import { spokenTime } from "./spoken-time.ts";

/** Shows the gauges of a project's ledger. @throws {TareError} `usage`: there is none. */
export async function showMetrics(folder: string, values: Values, shell: Shell): Promise<number> {
  const gauges = await gaugesOf(eventsOf(await neededLedger(folder), shell));
  if (text(values, "format") === "json") {
    const shown: Gauges = { gauges, at: new Date().toISOString() };
    shell.out(`${JSON.stringify(shown, undefined, 2)}\n`);
    return 0;
  }
  const paint = painter(shell.colour);
  for (const stage of stages) {
    shell.out(`${paint(titles[stage], "bold")}\n`);
    for (const gauge of gauges.filter((each) => each.stage === stage))
      for (const line of linesOf(gauge, paint)) shell.out(`${line}\n`);
  }
  return 0;
}

const titles: Readonly<Record<Stage, string>> = {
  reconnaissance: "Reconnaissance",
  evaluation: "Evaluation",
  fortify: "Fortify",
  limit: "Limit",
  expose: "Expose",
  exercise: "eXercise",
};

/** The ledger goes into a database in memory: so that each gauge has one definition. */
async function gaugesOf(events: readonly Event[]): Promise<Gauge[]> {
  const database = await openMemory();
  try {
    await migrate(database);
    await storeAll(database, storable(events));
    const moments = [...trendMoments(new Date()), new Date().toISOString()];
    const shown: Gauge[] = [];
    for (const each of definitions) {
      const readings = await readingsAt(database, each, moments, {});
      shown.push(shownGauge(each, readings.at(-1) ?? { state: "no-data" }, readings.slice(0, -1)));
    }
    return shown;
  } finally {
    await database.close();
  }
}

const titleColumns = 40;
const valueColumns = 14;
const columns = 80;

function linesOf(gauge: Gauge, paint: Paint): readonly string[] {
  const [title = "", ...rest] = wrap(gauge.title, titleColumns);
  const value = padded(valueIn(gauge), valueColumns);
  const line = `  ${padded(title, titleColumns)}  ${paint(value, ...styleOf(gauge))} `;
  const more = rest.map((each) => `  ${each}`);
  if (gauge.reading.state === "value")
    return [`${line}${bars(gauge.trend)} ${goalOf(gauge)}`.trimEnd(), ...more];
  const { text, command } = gauge.noData;
  // A command stays on one line, so that it can be copied.
  const hints = [...wrap(text, columns - 4), ...(command === undefined ? [] : [`$ ${command}`])];
  return [line.trimEnd(), ...more, ...hints.map((each) => paint(`    ${each}`, "dim"))];
}

const styleOf = ({ meetsGoal }: Gauge) =>
  meetsGoal === undefined ? [] : [meetsGoal ? ("green" as const) : ("red" as const)];

function valueIn({ reading, unit }: Gauge): string {
  return reading.state === "no-data" ? "no data" : spoken(reading.value, unit);
}

function spoken(value: number, unit: Gauge["unit"]): string {
  switch (unit) {
    case "count":
      return grouped(Math.round(value));
    case "percent":
      return `${Math.round(value)} %`;
    case "seconds":
      return spokenTime(Math.round(value));
  }
}

function goalOf({ goal, unit, meetsGoal }: Gauge): string {
  if (goal.kind === "none") return "";
  const sign = goal.kind === "at-most" ? "≤" : "≥";
  return `${meetsGoal === true ? "✓" : "✗"} ${sign} ${spoken(goal.value, unit)}`;
}

const heights = "▁▂▃▄▅▆▇█";

/** A bar for each point, from 0 to the largest; a point where there was nothing. */
function bars(trend: readonly (number | null)[]): string {
  const largest = Math.max(...trend.map((each) => each ?? 0));
  const bar = (value: number): string =>
    heights[largest === 0 ? 0 : Math.round((value / largest) * (heights.length - 1))] ?? "";
  return trend.map((each) => (each === null ? "·" : bar(each))).join("");
}
