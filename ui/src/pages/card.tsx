import type { FindingCounts, Gauge, Gauges, Page, Project } from "../../../src/server/api.ts";
import { Command } from "../parts/command.tsx";
import { GaugeCell } from "../parts/gauge.tsx";
import { Loaded } from "../parts/loading.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf } from "../route.ts";
import { apiPath } from "../server/client.ts";
import { useResource } from "../server/resource.ts";
import { projectOf } from "../shell/project.tsx";
import { count } from "../words/number.ts";
import { stages } from "../words/names.ts";

/** The card, live: a column for each stage, and in it what the card says to measure. */
export function Card() {
  useTitle("Battlecard");
  const gauges = useResource<Gauges>(apiPath("/api/gauges", { project: projectOf() }), "gauges");
  const projects = useResource<Page<Project>>("/api/projects", "ledger");
  return (
    <div class="page wide">
      <h1>Battlecard</h1>
      <p class="lead">What leaks, what was fixed, and whether it gets better.</p>
      {projects.value?.total === 0 ? <Start /> : <Needs />}
      <Loaded of={gauges} lines={12}>
        {(value) => <Columns gauges={value.gauges} />}
      </Loaded>
    </div>
  );
}

const Columns = ({ gauges }: { gauges: readonly Gauge[] }) => (
  <div class="card">
    {stages.map(({ id, letter, name, question }) => (
      <section key={id} class="stage" aria-labelledby={`stage-${id}`}>
        <header>
          <span class="letter" aria-hidden="true">
            {letter}
          </span>
          <h2 id={`stage-${id}`}>
            <a href={hrefOf(["stages", id], { project: projectOf() })}>{name}</a>
          </h2>
          <p class="quiet">{question}</p>
        </header>
        {gauges
          .filter(({ stage }) => stage === id)
          .map((gauge) => (
            <GaugeCell key={gauge.id} of={gauge} />
          ))}
      </section>
    ))}
  </div>
);

/** What waits for somebody, each a link to the findings that it counts. */
function Needs() {
  const project = projectOf();
  const within = project === undefined ? "" : `project:${project} `;
  const open = useCounts(`${within}state:open`);
  const old = useCounts(`${within}state:open age:>30d`);
  const needs = [
    ["critical", `${within}state:open severity:critical`, open?.bySeverity.critical],
    ["high", `${within}state:open severity:high`, open?.bySeverity.high],
    ["secrets", `${within}state:open class:secret`, open?.byClass.secret],
    ["open for over 30 days", `${within}state:open age:>30d`, old?.total],
  ] as const;
  return (
    <ul class="needs" aria-label="What needs you now">
      {needs.map(([name, q, total = 0]) => (
        <li key={name} class={total > 0 ? name.split(" ")[0] : "calm"}>
          <a href={hrefOf(["findings"], { q })}>
            <span class="number">{open ? count(total) : "\u2007"}</span> {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

const useCounts = (q: string): FindingCounts | undefined =>
  useResource<FindingCounts>(apiPath("/api/findings/counts", { q }), "findings").value;

/** Before the first event, how to send one: nothing is counted yet, so nothing is 0. */
const Start = () => (
  <section class="start" aria-labelledby="start-title">
    <h2 id="start-title">Nothing was recorded yet</h2>
    <ol>
      <li>
        Make a token with the scope <code>ingest</code> in the{" "}
        <a href="#/settings/tokens">settings</a>.
      </li>
      <li>
        Tell your laptop or pipeline:{" "}
        <Command text={`export TARE_SERVER=${location.origin} TARE_TOKEN=…`} />
      </li>
      <li>
        Scan something: <Command text="tare scan ." /> It appears here by itself.
      </li>
    </ol>
  </section>
);
