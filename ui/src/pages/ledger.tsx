import type { LedgerEvent } from "../../../src/server/api.ts";
import { Empty } from "../parts/empty.tsx";
import { Events } from "../parts/events.tsx";
import { Failure } from "../parts/loading.tsx";
import { More } from "../parts/more.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf, route } from "../route.ts";
import { apiPath } from "../server/client.ts";
import { usePages } from "../server/pages.ts";
import { projectOf } from "../shell/project.tsx";
import { spoken } from "../words/names.ts";

/** All that was recorded, the newest first. */
export function Ledger() {
  useTitle("Ledger");
  const type = route.value.query.get("type") ?? undefined;
  const project = projectOf();
  const events = usePages<LedgerEvent>(apiPath("/api/ledger", { type, project }), "ledger");
  return (
    <div class="page">
      <h1>Ledger</h1>
      <p class="lead">
        Everything that tare did or learnt. It is only ever added to, and holds no secret.
      </p>
      {type !== undefined && (
        <p>
          <a class="chip" href={hrefOf(["ledger"], { project })}>
            only {spoken(type)} <span aria-hidden="true">×</span>
            <span class="heard">: show all</span>
          </a>
        </p>
      )}
      {events.error && <Failure of={events.error} isStale={events.items.length > 0} />}
      {events.total === 0 && (
        <Empty title="Nothing was recorded" command="tare scan .">
          Events come from laptops and pipelines that have TARE_SERVER and TARE_TOKEN set.
        </Empty>
      )}
      {events.items.length > 0 && <Events of={events.items} label="Events" />}
      <More of={events} one="event" />
    </div>
  );
}
