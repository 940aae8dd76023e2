import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { FindingRow } from "../../../../src/server/api.ts";

/** The findings that were ticked, as long as the filter stays the same. */
export interface Selection {
  readonly ids: ReadonlySignal<ReadonlySet<string>>;
  readonly toggle: (row: FindingRow) => void;
  readonly clear: () => void;
}

export function useSelection(q: string): Selection {
  const ids = useSignal<ReadonlySet<string>>(new Set());
  const clear = (): void => {
    ids.value = new Set();
  };
  useEffect(clear, [q]);
  return {
    ids,
    clear,
    toggle: ({ id }) => {
      const next = new Set(ids.value);
      if (!next.delete(id)) next.add(id);
      ids.value = next;
    },
  };
}
