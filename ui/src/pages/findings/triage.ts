import { useMemo, useRef } from "preact/hooks";
import type { FindingRow } from "../../../../src/server/api.ts";
import { isReport } from "../../mode.ts";
import { useKeys } from "../../parts/keys.ts";
import { go, hrefOf, replaceWith, route } from "../../route.ts";
import { reopen, rotate } from "./changes.ts";
import type { Selection } from "./selection.ts";

/** The filter and the order of the list, as they stand in the address. */
export interface Address {
  readonly q: string;
  readonly sort: string;
}

interface Triage {
  readonly items: readonly FindingRow[];
  /** Where the open one stands as the page is drawn, -1 where it does not. */
  readonly current: number;
  readonly selection: Selection;
  readonly accept: (rows: readonly FindingRow[]) => void;
  readonly address: Address;
}

/**
 * The keys of the findings. What changes some takes the ticked ones, else the
 * open one. A key looks at how things stand when it is pressed, not when the page
 * was last drawn: keys come faster than that.
 */
export function useTriage(triage: Triage): void {
  const latest = useRef(triage);
  const place = useRef(0);
  latest.current = triage;
  if (triage.current >= 0) place.current = triage.current;
  const keys = useMemo(
    () =>
      keysFor(
        () => latest.current,
        () => place.current,
      ),
    [],
  );
  useKeys(keys);
}

/** @param place Where the open one stood last: what was dealt with may have left the list. */
function keysFor(triage: () => Triage, place: () => number): Readonly<Record<string, () => void>> {
  const current = (): number => triage().items.findIndex(({ id }) => id === route.value.path[1]);
  const single = (): readonly FindingRow[] =>
    triage().items.filter(({ id }) => id === route.value.path[1]);
  const meant = (): readonly FindingRow[] => {
    const { items, selection } = triage();
    const ticked = items.filter(({ id }) => selection.ids.value.has(id));
    return ticked.length > 0 ? ticked : single();
  };
  const move = (by: number): void => {
    const at = current();
    // What left the list made room for the one behind it.
    const next = at < 0 ? place() + Math.min(0, by) : at + by;
    const to = triage().items[Math.max(0, next)];
    if (!to) return;
    const href = hrefOf(["findings", to.id], { ...triage().address });
    // The way back leads to the list, not through all that was passed.
    if (at < 0) go(href);
    else replaceWith(href);
  };
  const toMeant = (act: (rows: readonly FindingRow[]) => unknown) => (): void => {
    const rows = meant();
    if (rows.length > 0) act(rows);
  };
  return {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    x: () => (isReport ? undefined : single().forEach(triage().selection.toggle)),
    a: toMeant((rows) => triage().accept(rows)),
    r: toMeant(rotate),
    o: toMeant(reopen),
    e: () => document.getElementById("explained")?.focus(),
    "/": () => document.getElementById("filter")?.focus(),
    Escape: () => go(hrefOf(["findings"], { ...triage().address })),
  };
}
