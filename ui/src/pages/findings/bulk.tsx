import type { FindingRow } from "../../../../src/server/api.ts";
import { plural } from "../../words/number.ts";
import { reopen, rotate } from "./changes.ts";

/** What can be done to all that are selected. */
export const Bulk = ({
  of: rows,
  onAccept,
  onClear,
}: {
  of: readonly FindingRow[];
  onAccept: () => void;
  onClear: () => void;
}) => (
  <div class="bulk" role="region" aria-label="Selected findings">
    <span role="status">{plural(rows.length, "finding")} selected</span>
    <span class="bulk-actions">
      <button type="button" class="main" onClick={onAccept}>
        Accept…
      </button>
      <button type="button" class="plain" onClick={() => void rotate(rows)}>
        Rotated
      </button>
      <button type="button" class="plain" onClick={() => void reopen(rows)}>
        Open again
      </button>
      <button type="button" class="plain" onClick={onClear}>
        Clear
      </button>
    </span>
  </div>
);
