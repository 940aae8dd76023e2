import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { FindingCounts, Gauges } from "../../../src/server/api.ts";
import { hrefOf, route } from "../route.ts";
import { apiPath, logOut, session } from "../server/client.ts";
import { connection } from "../server/live.ts";
import { useResource } from "../server/resource.ts";
import { count } from "../words/number.ts";
import { stages } from "../words/names.ts";
import { isHelpOpen } from "./help.tsx";
import { ProjectChoice, projectOf } from "./project.tsx";
import { ThemeButton } from "./theme.tsx";

/** What stands at the side of each page: where one can go, with one number each. */
export function Rail() {
  const isOpen = useSignal(false);
  useEffect(() => {
    isOpen.value = false;
  }, [route.value, isOpen]);
  return (
    <header class={isOpen.value ? "rail open" : "rail"}>
      <div class="rail-top">
        <a class="brand" href="#/">
          <Mark /> tare
        </a>
        <button
          type="button"
          class="plain menu-button"
          aria-expanded={isOpen.value}
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          Menu
        </button>
      </div>
      <div class="rail-rest">
        <ProjectChoice />
        <nav aria-label="Pages">
          <Work />
          <Stages />
        </nav>
        <Foot />
      </div>
    </header>
  );
}

/** A balance: what is weighed besides the goods. */
const Mark = () => (
  <svg viewBox="0 0 32 32" class="mark" aria-hidden="true">
    <path d="M6 9h20M16 5v20M10 26h12M6 9l-3.5 8h7zM26 9l-3.5 8h7z" />
  </svg>
);

function Work() {
  const project = projectOf();
  const q = project === undefined ? "state:open" : `project:${project} state:open`;
  const { value } = useResource<FindingCounts>(
    apiPath("/api/findings/counts", { q }),
    "findings",
  );
  return (
    <ul>
      <Item path={[]} name="Battlecard" />
      <Item path={["findings"]} name="Findings" query={{ q }} note={value && count(value.total)} />
      <Item path={["releases"]} name="Releases" />
      <Item path={["pipelines"]} name="Pipelines" />
      <Item path={["ledger"]} name="Ledger" />
    </ul>
  );
}

function Stages() {
  const path = apiPath("/api/gauges", { project: projectOf() });
  const { value } = useResource<Gauges>(path, "gauges");
  return (
    <ul class="stage-list">
      {stages.map(({ id, letter, name }) => {
        const gauges = value?.gauges.filter(({ stage }) => stage === id) ?? [];
        const judged = gauges.filter(({ meetsGoal }) => meetsGoal !== undefined);
        const met = judged.filter(({ meetsGoal }) => meetsGoal).length;
        return (
          <Item
            key={id}
            path={["stages", id]}
            letter={letter}
            name={name}
            note={judged.length === 0 ? "–" : `${met}/${judged.length}`}
            title={
              judged.length === 0 ? "no data" : `${met} of ${judged.length} gauges meet their goal`
            }
          />
        );
      })}
    </ul>
  );
}

interface ItemProps {
  readonly path: readonly string[];
  readonly name: string;
  readonly letter?: string;
  readonly note?: string | undefined;
  readonly title?: string;
  readonly query?: Readonly<Record<string, string>>;
}

function Item({ path, name, letter, note, title, query }: ItemProps) {
  const here = route.value.path;
  const isHere = path.every((part, index) => here[index] === part) && (path.length > 0 || here.length === 0);
  return (
    <li>
      <a
        href={hrefOf(path, query ?? { project: projectOf() })}
        aria-current={isHere ? "page" : undefined}
        title={title}
      >
        {letter !== undefined && (
          <span class="letter" aria-hidden="true">
            {letter}
          </span>
        )}
        <span>{name}</span>
        {note !== undefined && <span class="note">{note}</span>}
      </a>
    </li>
  );
}

const connections = {
  connecting: "connecting",
  live: "live",
  lost: "not connected, trying again",
} as const;

function Foot() {
  const user = session.value?.user;
  return (
    <div class="rail-foot">
      <p class={`connection ${connection.value}`} role="status">
        {connections[connection.value]}
      </p>
      <div class="row">
        <ThemeButton />
        <button
          type="button"
          class="plain"
          onClick={() => {
            isHelpOpen.value = true;
          }}
        >
          Keys
        </button>
      </div>
      {user && (
        <div class="row">
          <a href="#/settings">{user.name}</a>
          <button type="button" class="plain" onClick={() => void logOut()}>
            Log out
          </button>
        </div>
      )}
    </div>
  );
}
