import type { StagePage } from "../../../src/server/api.ts";
import { Command } from "../parts/command.tsx";
import { Empty } from "../parts/empty.tsx";
import { Events } from "../parts/events.tsx";
import { GaugeCell } from "../parts/gauge.tsx";
import { Loaded } from "../parts/loading.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf } from "../route.ts";
import { apiPath } from "../server/client.ts";
import { useResource } from "../server/resource.ts";
import { Nowhere } from "./nowhere.tsx";
import { projectOf } from "../shell/project.tsx";
import { count } from "../words/number.ts";
import { spoken, stages, type StageWords } from "../words/names.ts";
import { practices } from "../words/practices.ts";

/** One stage of the card: its gauges, what to run for it, and what was recorded. */
export function StageView({ id }: { id: string }) {
  const words = stages.find((each) => each.id === id);
  useTitle(words?.name ?? "No such stage");
  const project = projectOf();
  const path = words && apiPath(`/api/stages/${words.id}`, { project });
  const stage = useResource<StagePage>(path, "gauges", "ledger");
  if (!words) return <Nowhere />;
  return (
    <div class="page">
      <p class="eyebrow">
        <span class="letter" aria-hidden="true">
          {words.letter}
        </span>{" "}
        {words.question}
      </p>
      <h1>{words.name}</h1>
      <Loaded of={stage}>{(value) => <Stage of={value} words={words} />}</Loaded>
    </div>
  );
}

const Stage = ({ of: stage, words }: { of: StagePage; words: StageWords }) => (
  <>
    <h2 class="heard">Gauges</h2>
    <div class="gauge-row">
      {stage.gauges.map((gauge) => (
        <GaugeCell key={gauge.id} of={gauge} />
      ))}
    </div>
    <section aria-labelledby="practise-title">
      <h2 id="practise-title">What to run</h2>
      <ul class="practices">
        {practices[words.id].map(({ does, command }) => (
          <li key={command}>
            <p>{does}</p>
            <Command text={command} />
          </li>
        ))}
      </ul>
    </section>
    <section aria-labelledby="recorded-title">
      <div class="section-head">
        <h2 id="recorded-title">What was recorded</h2>
        <p class="quiet">in the last 90 days</p>
      </div>
      {stage.counts.length > 0 && (
        <ul class="type-counts">
          {stage.counts.map(({ type, count: many }) => (
            <li key={type}>
              <a href={hrefOf(["ledger"], { type, project: projectOf() })}>
                <span class="number">{count(many)}</span> {spoken(type)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {stage.events.length === 0 ? (
        <Empty title="Nothing was recorded for this stage">Run one of the commands above.</Empty>
      ) : (
        <Events of={stage.events} label={`Events of ${words.name}`} />
      )}
    </section>
  </>
);
