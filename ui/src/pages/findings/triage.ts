import { useMemo } from "preact/hooks";
import type { FindingRow } from "../../../../src/server/api.ts";
import { useKeys } from "../../parts/keys.ts";
import { isReport } from "../../mode.ts";
import { go, hrefOf, replaceWith } from "../../route.ts";
import { reopen, rotate } from "./changes.ts";

/** The filter and the order of the list, as they stand in the address. */
export interface Address {
  readonly q: string;
  readonly sort: string;
}

interface Triage {
  readonly items: readonly FindingRow[];
  /** Which one is open, -1 where none is. */
  readonly current: number;
  readonly chosen: readonly FindingRow[];
  readonly toggle: (row: FindingRow) => void;
  readonly accept: (rows: readonly FindingRow[]) => void;
  readonly address: Address;
}

/** The keys of the findings. What changes some takes the ticked ones, else the open one. */
export function useTriage({ items, current, chosen, toggle, accept, address }: Triage): void {
  const keys = useMemo(() => {
    const row = items[current];
    const single = row ? [row] : [];
    const meant = chosen.length > 0 ? chosen : single;
    const move = (by: number): void => {
      const to = items[Math.max(0, current + by)];
      if (!to) return;
      const href = hrefOf(["findings", to.id], { ...address });
      // The way back leads to the list, not through all that was passed.
      if (current < 0) go(href);
      else replaceWith(href);
    };
    const withMeant = (act: (rows: readonly FindingRow[]) => void) => (): void => {
      if (meant.length > 0) act(meant);
    };
    return {
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      x: () => (isReport ? undefined : single.forEach(toggle)),
      a: withMeant(accept),
      r: withMeant((rows) => void rotate(rows)),
      o: withMeant((rows) => void reopen(rows)),
      e: () => document.getElementById("explained")?.focus(),
      "/": () => document.getElementById("filter")?.focus(),
      Escape: () => go(hrefOf(["findings"], { ...address })),
    };
  }, [items, current, chosen, toggle, accept, address]);
  useKeys(keys);
}
