import type { Gauge, GaugeGoal, GaugeUnit } from "../../../src/server/api.ts";
import { hrefOf } from "../route.ts";
import { projectOf } from "../shell/project.tsx";
import { measure, plural } from "../words/number.ts";
import { Sparkline, Ticks } from "./sparkline.tsx";
import { Ago } from "./time.tsx";

/** One gauge of the card. Its whole place leads to how it was computed. */
export const GaugeCell = ({ of: gauge }: { of: Gauge }) => (
  <article class={`gauge ${standing(gauge)}`}>
    <h3>
      <a href={hrefOf(["gauges", gauge.id], { project: projectOf() })}>{gauge.title}</a>
    </h3>
    {gauge.reading.state === "value" ? <Reading of={gauge} /> : <NoData of={gauge} />}
    <p class="practice">{gauge.practice}</p>
  </article>
);

/** How a gauge stands to its goal. */
export function standing({ reading, meetsGoal, kind }: Gauge): string {
  if (reading.state === "no-data") return "no-data";
  if (kind === "signal") return "signal";
  if (meetsGoal === undefined) return "open-ended";
  return meetsGoal ? "meets" : "misses";
}

function Reading({ of: gauge }: { of: Gauge }) {
  const { reading, trend, goal } = gauge;
  if (reading.state !== "value") return null;
  return (
    <>
      <p class="value">
        <Measure value={reading.value} unit={gauge.unit} />
        <Standing of={gauge} />
      </p>
      {gauge.kind === "signal" ? (
        <Ticks points={trend} />
      ) : (
        <Sparkline points={trend} goal={goal.kind === "none" ? undefined : goal.value} />
      )}
      <p class="foot">
        <span>{goalWords(goal, gauge.unit, gauge.windowDays)}</span>
        <span title={plural(reading.events, "event")}>
          <Ago at={reading.freshAt} />
        </span>
      </p>
    </>
  );
}

export function Measure({ value, unit }: { value: number; unit: GaugeUnit }) {
  const [number, of] = measure(value, unit);
  return (
    <span class="measure">
      {number}
      {of !== "" && <span class="unit"> {of}</span>}
    </span>
  );
}

const directions = { better: "improving", worse: "worsening", same: "steady", unknown: "" };

export function Standing({ of: { meetsGoal, direction, kind } }: { of: Gauge }) {
  const words = [
    ...(meetsGoal === undefined ? [] : [meetsGoal ? "goal met" : "off goal"]),
    ...(kind === "signal" || directions[direction] === "" ? [] : [directions[direction]]),
  ];
  return <span class="standing">{words.join(", ")}</span>;
}

/** `goal 0`, `goal 95 % or more`, `in 90 days`. */
export function goalWords(goal: GaugeGoal, unit: GaugeUnit, windowDays?: number): string {
  const within = windowDays === undefined ? "now" : `in ${windowDays} days`;
  if (goal.kind === "none") return within;
  const value = measure(goal.value, unit).filter(Boolean).join(" ");
  if (goal.value === (goal.kind === "at-least" && unit === "percent" ? 100 : 0))
    return `goal ${value}`;
  return `goal ${goal.kind === "at-least" ? "≥" : "≤"} ${value}`;
}

const NoData = ({ of: { noData } }: { of: Gauge }) => (
  <>
    <p class="value">
      <span class="measure">No data</span>
    </p>
    <div class="teach-box">
      <p class="teach">{noData.text}</p>
      {noData.command !== undefined && <code class="teach-command">{noData.command}</code>}
    </div>
  </>
);
