import { stages } from "../ledger/stages.ts";
import type { Gauge, GaugeReading } from "./api.ts";
import type { GaugeDefinition } from "./gauge.ts";
import { all } from "./gauges/index.ts";
import { midnightsBefore } from "./history.ts";

/** The gauges in the card's order. */
export const gauges: readonly GaugeDefinition[] = all.toSorted(
  (one, other) =>
    stages.indexOf(one.stage) - stages.indexOf(other.stage) || one.position - other.position,
);

/** How many weeks a trend goes back. */
const weeks = 13;

/** The moments of a trend but the last, which is now. */
export const trendMoments = (now: Date): readonly string[] => midnightsBefore(now, weeks - 1, 7);

/** A gauge as it is shown: its reading now, behind those of the past. */
export function shownGauge(
  gauge: GaugeDefinition,
  reading: GaugeReading,
  past: readonly (GaugeReading | undefined)[],
): Gauge {
  const trend = [...past, reading].map((each) => (each ? valueOf(each) : null));
  return {
    ...describedGauge(gauge),
    reading,
    trend,
    direction: directionOf(gauge, trend),
    ...metOf(gauge, reading),
  };
}

/** What of a definition is shown in lists. */
const describedGauge = ({
  id,
  stage,
  title,
  kind,
  unit,
  windowDays,
  goal,
  practice,
  noData,
}: GaugeDefinition) => ({
  id,
  stage,
  title,
  kind,
  unit,
  ...(windowDays !== undefined && { windowDays }),
  goal,
  practice,
  noData,
});

export const valueOf = (reading: GaugeReading): number | null =>
  reading.state === "value" ? reading.value : null;

function metOf({ goal }: GaugeDefinition, reading: GaugeReading): { readonly meetsGoal?: boolean } {
  if (goal.kind === "none" || reading.state === "no-data") return {};
  const { value } = reading;
  return { meetsGoal: goal.kind === "at-most" ? value <= goal.value : value >= goal.value };
}

/** By the first and the last value that there are. */
function directionOf(
  { goal }: GaugeDefinition,
  trend: readonly (number | null)[],
): Gauge["direction"] {
  const values = trend.filter((each) => each !== null);
  const [first] = values;
  const last = values.at(-1);
  if (goal.kind === "none" || values.length < 2 || first === undefined || last === undefined)
    return "unknown";
  if (first === last) return "same";
  return last > first === (goal.kind === "at-least") ? "better" : "worse";
}
