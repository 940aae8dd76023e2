import type { FindingCounts, Gauges } from "../../../src/server/api.ts";
import { apiPath, logOut, session } from "../server/client.ts";
import { connection } from "../server/live.ts";
import { useResource } from "../server/resource.ts";
import { count } from "../words/number.ts";
import { stages } from "../words/names.ts";
import { ProjectChoice, projectOf } from "./project.tsx";
import { Brand, Item, RailFrame, Tools } from "./rail-parts.tsx";

/** What stands at the side of each page: where one can go, with one number each. */
export const Rail = () => (
  <RailFrame brand={<Brand />}>
    <ProjectChoice />
    <nav aria-label="Pages">
      <Work />
      <Stages />
    </nav>
    <Foot />
  </RailFrame>
);

function Work() {
  const project = projectOf();
  const q = project === undefined ? "state:open" : `project:${project} state:open`;
  const path = apiPath("/api/findings/counts", { q });
  const { value } = useResource<FindingCounts>(path, "findings");
  return (
    <ul>
      <Item path={[]} name="Battlecard" query={{ project }} />
      <Item
        path={["findings"]}
        name="Findings"
        query={{ q }}
        note={value && value.total > 0 ? count(value.total) : undefined}
      />
      <Item path={["releases"]} name="Releases" query={{ project }} />
      <Item path={["pipelines"]} name="Pipelines" query={{ project }} />
      <Item path={["ledger"]} name="Ledger" query={{ project }} />
    </ul>
  );
}

function Stages() {
  const project = projectOf();
  const { value } = useResource<Gauges>(apiPath("/api/gauges", { project }), "gauges");
  return (
    <ul class="stage-list">
      {stages.map(({ id, letter, name }) => {
        const gauges = value?.gauges.filter(({ stage }) => stage === id) ?? [];
        const judged = gauges.filter(({ meetsGoal }) => meetsGoal !== undefined);
        const met = judged.filter(({ meetsGoal }) => meetsGoal).length;
        const isKnown = judged.length > 0;
        return (
          <Item
            key={id}
            path={["stages", id]}
            letter={letter}
            name={name}
            query={{ project }}
            note={isKnown ? `${met}/${judged.length}` : "–"}
            title={isKnown ? `${met} of ${judged.length} gauges meet their goal` : "no data"}
          />
        );
      })}
    </ul>
  );
}

const connections = {
  connecting: "connecting",
  live: "live",
  lost: "not connected, trying again",
} as const;

const Foot = () => (
  <div class="rail-foot">
    <p class={`connection ${connection.value}`} role="status">
      {connections[connection.value]}
    </p>
    <Tools />
    <div class="row">
      <a href="#/settings">{session.value?.user.name}</a>
      <button type="button" class="plain" onClick={() => void logOut()}>
        Log out
      </button>
    </div>
  </div>
);
