import { useSignal } from "@preact/signals";
import type { GaugeDetail, GaugeHistory } from "../../../src/server/api.ts";
import { Chart } from "../parts/chart.tsx";
import { Empty } from "../parts/empty.tsx";
import { Events } from "../parts/events.tsx";
import { goalWords, Measure, standing, Standing } from "../parts/gauge.tsx";
import { Loaded } from "../parts/loading.tsx";
import { Ago, now } from "../parts/time.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf } from "../route.ts";
import { apiPath } from "../server/client.ts";
import { useResource } from "../server/resource.ts";
import { projectOf } from "../shell/project.tsx";
import { measure, plural } from "../words/number.ts";
import { spoken, stages } from "../words/names.ts";
import { day, dayAfter } from "../words/time.ts";

/** How a gauge came to its value: over time, by which definition, from which events. */
export function GaugePage({ id }: { id: string }) {
  const project = projectOf();
  const gauge = useResource<GaugeDetail>(
    apiPath(`/api/gauges/${encodeURIComponent(id)}`, { project }),
    "gauges",
  );
  useTitle(gauge.value?.title ?? "Gauge");
  return (
    <div class="page">
      <Loaded of={gauge}>{(value) => <Gauge of={value} />}</Loaded>
    </div>
  );
}

function Gauge({ of: gauge }: { of: GaugeDetail }) {
  const stage = stages.find((each) => each.id === gauge.stage);
  return (
    <>
      <nav class="crumbs" aria-label="Above this">
        <a href={hrefOf([], { project: projectOf() })}>Battlecard</a> ›{" "}
        <a href={hrefOf(["stages", gauge.stage], { project: projectOf() })}>{stage?.name}</a>
      </nav>
      <h1>{gauge.title}</h1>
      <p class="lead">{gauge.practice}</p>
      {gauge.reading.state === "value" ? (
        <p class={`value large ${standing(gauge)}`}>
          <Measure value={gauge.reading.value} unit={gauge.unit} />
          <Standing of={gauge} />
          <span class="quiet">
            {goalWords(gauge.goal, gauge.unit, gauge.windowDays)}, from{" "}
            {plural(gauge.reading.events, "event")}, the newest <Ago at={gauge.reading.freshAt} />
          </span>
        </p>
      ) : (
        <Empty title="No data" command={gauge.noData.command}>
          {gauge.noData.text}
        </Empty>
      )}
      <Past of={gauge} />
      <How of={gauge} />
    </>
  );
}

const spans = { "90 days": 90, "a year": 365 } as const;
type Span = keyof typeof spans;

function Past({ of: gauge }: { of: GaugeDetail }) {
  const span = useSignal<Span>("a year");
  const days = spans[span.value];
  const history = useResource<GaugeHistory>(
    apiPath(`/api/gauges/${encodeURIComponent(gauge.id)}/history`, {
      by: days > 100 ? "week" : "day",
      from: dayAfter(now.value, -days),
      project: projectOf(),
    }),
    "gauges",
  );
  if (gauge.reading.state === "no-data") return null;
  return (
    <section aria-labelledby="past-title">
      <div class="section-head">
        <h2 id="past-title">Over time</h2>
        <div class="segments" role="group" aria-label="How far back">
          {(Object.keys(spans) as Span[]).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === span.value}
              onClick={() => {
                span.value = each;
              }}
            >
              {each}
            </button>
          ))}
        </div>
      </div>
      <Loaded of={history}>
        {(value) => (
          <>
            <Chart
              history={value}
              unit={gauge.unit}
              goal={gauge.goal.kind === "none" ? undefined : gauge.goal.value}
            />
            <PastTable history={value} unit={gauge.unit} />
          </>
        )}
      </Loaded>
    </section>
  );
}

const PastTable = ({ history, unit }: { history: GaugeHistory; unit: GaugeDetail["unit"] }) => (
  <details>
    <summary>The same as a table</summary>
    <div class="scroll short" tabIndex={0} role="region" aria-label="Values over time">
      <table>
        <thead>
          <tr>
            <th scope="col">{history.by === "day" ? "Day" : "Week from"}</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {history.points.toReversed().map((point) => (
            <tr key={point.day}>
              <td class="nowrap">{day(point.day)}</td>
              <td>
                {point.value === null
                  ? "no data"
                  : measure(point.value, unit).filter(Boolean).join(" ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);

/** The ledger has the rest. */
const eventsShown = 25;

const How = ({ of: gauge }: { of: GaugeDetail }) => (
  <>
    <section aria-labelledby="how-title">
      <h2 id="how-title">How it is computed</h2>
      <p class="prose">{gauge.definition}</p>
      <details>
        <summary>The query</summary>
        <pre class="sql" tabIndex={0}>
          <code>{gauge.sql.trim()}</code>
        </pre>
      </details>
    </section>
    <section aria-labelledby="events-title">
      <div class="section-head">
        <h2 id="events-title">From which events</h2>
        <p class="quiet">
          {gauge.types.map((type, index) => (
            <span key={type}>
              {index > 0 && ", "}
              <a href={hrefOf(["ledger"], { type, project: projectOf() })}>{spoken(type)}</a>
            </span>
          ))}
        </p>
      </div>
      {gauge.events.length === 0 ? (
        <Empty title="None was recorded" command={gauge.noData.command}>
          {gauge.noData.text}
        </Empty>
      ) : (
        <Events of={gauge.events.slice(0, eventsShown)} label="Events behind the value" />
      )}
    </section>
  </>
);
