import { useSignal } from "@preact/signals";
import type { FindingRow } from "../../../src/server/api.ts";
import { Failure } from "../parts/loading.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf, route } from "../route.ts";
import { apiPath } from "../server/client.ts";
import { usePages } from "../server/pages.ts";
import { Accept } from "./findings/accept.tsx";
import { Bulk } from "./findings/bulk.tsx";
import { mayChange } from "./findings/changes.ts";
import { Detail } from "./findings/detail.tsx";
import { Filters } from "./findings/filters.tsx";
import { List, NoneChosen, Nothing } from "./findings/list.tsx";
import { useSelection } from "./findings/selection.ts";
import { useTriage } from "./findings/triage.ts";

/** What leaks, to be gone through with the keyboard: a list, and beside it what is known of one. */
export function Findings({ id }: { id: string | undefined }) {
  useTitle("Findings");
  const { query } = route.value;
  const address = { q: query.get("q") ?? "", sort: query.get("sort") ?? "" };
  const list = usePages<FindingRow>(apiPath("/api/findings", address), "findings", 200);
  const selection = useSelection(address.q);
  const accepting = useSignal<readonly FindingRow[]>([]);
  const accept = (rows: readonly FindingRow[]): void => {
    if (mayChange()) accepting.value = rows;
  };
  const { items } = list;
  const current = items.findIndex((row) => row.id === id);
  const chosen = items.filter((row) => selection.ids.value.has(row.id));
  useTriage({ items, current, selection, accept, address });
  return (
    <div class={id === undefined ? "findings-page" : "findings-page has-detail"}>
      <h1 class="heard">Findings</h1>
      <section class="list-pane" aria-label="List of findings">
        <Filters {...address} total={list.total} />
        {list.error && <Failure of={list.error} isStale={items.length > 0} />}
        {list.total === 0 && <Nothing q={address.q} />}
        <List list={list} current={current} address={address} selection={selection} />
        {chosen.length > 0 && (
          <Bulk of={chosen} onAccept={() => accept(chosen)} onClear={selection.clear} />
        )}
      </section>
      <section class="detail-pane" aria-label="Finding">
        {id === undefined ? (
          list.total !== 0 && <NoneChosen />
        ) : (
          <Detail
            key={id}
            id={id}
            row={items[current]}
            back={hrefOf(["findings"], address)}
            onAccept={(row) => accept([row])}
          />
        )}
      </section>
      {accepting.value.length > 0 && (
        <Accept of={accepting.value} onClose={() => (accepting.value = [])} />
      )}
    </div>
  );
}
