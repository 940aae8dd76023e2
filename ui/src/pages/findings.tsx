import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import type { FindingRow } from "../../../src/server/api.ts";
import { Empty } from "../parts/empty.tsx";
import { useKeys } from "../parts/keys.ts";
import { Failure } from "../parts/loading.tsx";
import { isNarrow } from "../parts/narrow.ts";
import { Rows } from "../parts/rows.tsx";
import { useTitle } from "../parts/title.ts";
import { go, hrefOf, replaceWith, route } from "../route.ts";
import { apiPath } from "../server/client.ts";
import { type Pages, usePages } from "../server/pages.ts";
import { Accept } from "./findings/accept.tsx";
import { mayChange, reopen, rotate } from "./findings/changes.ts";
import { Detail } from "./findings/detail.tsx";
import { Filters } from "./findings/filters.tsx";
import { Row } from "./findings/row.tsx";
import { Bulk } from "./findings/bulk.tsx";

/** Of a row in the list, in pixels: on a telephone it has a line more. */
const rowHeight = { wide: 54, narrow: 76 } as const;

/** What leaks, to be gone through with the keyboard: a list, and beside it what is known of one. */
export function Findings({ id }: { id: string | undefined }) {
  const query = route.value.query;
  const q = query.get("q") ?? "";
  const sort = query.get("sort") ?? "";
  const list = usePages<FindingRow>(apiPath("/api/findings", { q, sort }), "findings");
  const selected = useSignal<ReadonlySet<string>>(new Set());
  const accepting = useSignal<readonly FindingRow[]>([]);
  useTitle("Findings");
  useEffect(() => {
    selected.value = new Set();
  }, [q, selected]);

  const current = list.items.findIndex((row) => row.id === id);
  const toggle = (row: FindingRow): void => {
    const next = new Set(selected.value);
    if (!next.delete(row.id)) next.add(row.id);
    selected.value = next;
  };
  const chosen = list.items.filter((row) => selected.value.has(row.id));
  const accept = (rows: readonly FindingRow[]): void => {
    if (mayChange()) accepting.value = rows;
  };
  useTriage({ list, current, chosen, toggle, accept, address: { q, sort } });

  return (
    <div class={id === undefined ? "findings" : "findings has-detail"}>
      <section class="list-pane" aria-label="List of findings">
        <h1 class="heard">Findings</h1>
        <Filters q={q} sort={sort} total={list.total} />
        {list.error && <Failure of={list.error} isStale={list.items.length > 0} />}
        {list.total === 0 && <Nothing q={q} />}
        <List list={list} current={current} address={{ q, sort }} toggle={toggle} selected={selected.value} />
        {chosen.length > 0 && (
          <Bulk
            of={chosen}
            onAccept={() => accept(chosen)}
            onClear={() => {
              selected.value = new Set();
            }}
          />
        )}
      </section>
      <section class="detail-pane" aria-label="Finding">
        {id === undefined ? (
          <NoneChosen />
        ) : (
          <Detail
            key={id}
            id={id}
            row={list.items[current]}
            back={hrefOf(["findings"], { q, sort })}
            onAccept={(row) => accept([row])}
          />
        )}
      </section>
      {accepting.value.length > 0 && (
        <Accept
          of={accepting.value}
          onClose={() => {
            accepting.value = [];
          }}
        />
      )}
    </div>
  );
}

interface Address {
  readonly q: string;
  readonly sort: string;
}

interface Triage {
  readonly list: Pages<FindingRow>;
  readonly current: number;
  readonly chosen: readonly FindingRow[];
  readonly toggle: (row: FindingRow) => void;
  readonly accept: (rows: readonly FindingRow[]) => void;
  readonly address: Address;
}

/** The keys of this page. What changes findings takes the selected ones, else the current one. */
function useTriage({ list, current, chosen, toggle, accept, address }: Triage): void {
  const keys = useMemo(() => {
    const row = list.items[current];
    const meant = chosen.length > 0 ? chosen : row ? [row] : [];
    const move = (by: number): void => {
      const to = list.items[Math.max(0, current + by)];
      if (!to) return;
      const href = hrefOf(["findings", to.id], { ...address });
      if (current < 0) go(href);
      else replaceWith(href);
    };
    const some = (act: (rows: readonly FindingRow[]) => void) => (): void => {
      if (meant.length > 0) act(meant);
    };
    return {
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      x: some(() => row && toggle(row)),
      a: some(accept),
      r: some((rows) => void rotate(rows)),
      o: some((rows) => void reopen(rows)),
      e: () => document.getElementById("explained")?.focus(),
      "/": () => document.getElementById("filter")?.focus(),
      Escape: () => go(hrefOf(["findings"], { ...address })),
    };
  }, [list, current, chosen, toggle, accept, address]);
  useKeys(keys);
}

function List({
  list,
  current,
  address,
  selected,
  toggle,
}: {
  list: Pages<FindingRow>;
  current: number;
  address: Address;
  selected: ReadonlySet<string>;
  toggle: (row: FindingRow) => void;
}) {
  const { reach } = list;
  const onShow = useCallback((_: number, end: number) => reach(end), [reach]);
  return (
    <Rows
      count={list.total ?? 0}
      height={isNarrow.value ? rowHeight.narrow : rowHeight.wide}
      label="Findings"
      current={current}
      onShow={onShow}
      render={(index) => {
        const row = list.items[index];
        if (!row) return <div class="bone row-bone" />;
        return (
          <Row
            of={row}
            href={hrefOf(["findings", row.id], { ...address })}
            isCurrent={index === current}
            isSelected={selected.has(row.id)}
            onSelect={() => toggle(row)}
          />
        );
      }}
    />
  );
}

const Nothing = ({ q }: { q: string }) =>
  q === "" ? (
    <Empty title="No finding yet" command="npx tare scan .">
      A scan in a project with a ledger sends what it finds, if TARE_SERVER and TARE_TOKEN are set. A
      clean scan sends nothing here; it stands under Releases, with what it did not inspect.
    </Empty>
  ) : (
    <Empty title="Nothing fits this filter">
      <a href={hrefOf(["findings"])}>Show all findings</a>
    </Empty>
  );

const NoneChosen = () => (
  <div class="none-chosen">
    <p>
      Choose a finding, or go through them with <kbd>j</kbd> and <kbd>k</kbd>.
    </p>
    <p>
      <kbd>a</kbd> accepts, <kbd>r</kbd> says that it was rotated, <kbd>?</kbd> shows all keys.
    </p>
  </div>
);
