import { useCallback } from "preact/hooks";
import type { FindingRow } from "../../../../src/server/api.ts";
import { Empty } from "../../parts/empty.tsx";
import { isReport } from "../../mode.ts";
import { isNarrow, rem } from "../../parts/narrow.ts";
import { Rows } from "../../parts/rows.tsx";
import { hrefOf } from "../../route.ts";
import type { Pages } from "../../server/pages.ts";
import { Row } from "./row.tsx";
import type { Selection } from "./selection.ts";
import type { Address } from "./triage.ts";

/** Of a row, in sizes of the text: on a telephone it has a line more. */
const rowHeight = { wide: 3.86, narrow: 5.43 } as const;

interface ListProps {
  readonly list: Pages<FindingRow>;
  readonly current: number;
  readonly address: Address;
  readonly selection: Selection;
}

export function List({ list, current, address, selection }: ListProps) {
  const { reach } = list;
  const onShow = useCallback((_: number, end: number) => reach(end), [reach]);
  return (
    <Rows
      count={list.total ?? 0}
      height={Math.round(rem.value * (isNarrow.value ? rowHeight.narrow : rowHeight.wide))}
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
            isSelected={selection.ids.value.has(row.id)}
            onSelect={() => selection.toggle(row)}
          />
        );
      }}
    />
  );
}

export function Nothing({ q }: { q: string }) {
  if (q !== "")
    return (
      <Empty title="Nothing fits this filter">
        <a href={hrefOf(["findings"])}>Show all findings</a>
      </Empty>
    );
  return isReport ? (
    <Empty title="Nothing was found">
      What was not inspected stands in the <a href="#/">summary</a>.
    </Empty>
  ) : (
    <Empty title="No finding yet" command="tare scan .">
      A scan in a project with a ledger sends what it finds, if TARE_SERVER and TARE_TOKEN are set.
      A scan that finds nothing stands under Releases, with what it did not inspect.
    </Empty>
  );
}

export const NoneChosen = () => (
  <div class="none-chosen">
    <p>
      Choose a finding, or go through them with <kbd>j</kbd> and <kbd>k</kbd>.
    </p>
    <p>
      {!isReport && (
        <>
          <kbd>a</kbd> accepts, <kbd>r</kbd> says that it was rotated,{" "}
        </>
      )}
      <kbd>?</kbd> shows all keys.
    </p>
  </div>
);
