import type { FindingRow } from "../../../../src/server/api.ts";
import { Chain, placeIn } from "../../parts/chain.tsx";
import { SeverityMark, StateMark } from "../../parts/marks.tsx";
import { isReport } from "../../mode.ts";
import { Ago } from "../../parts/time.tsx";

interface RowProps {
  readonly of: FindingRow;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

/** A finding in the list: what, where, whose, since when. */
export const Row = ({ of: row, href, isCurrent, isSelected, onSelect }: RowProps) => (
  <div class={`finding-row${isCurrent ? " current" : ""}${isSelected ? " selected" : ""}`}>
    {!isReport && (
      <label class="pick">
        <input
          type="checkbox"
          checked={isSelected}
          onChange={onSelect}
          aria-label={`Select ${row.title}`}
        />
      </label>
    )}
    <a href={href} aria-current={isCurrent ? "true" : undefined}>
      <SeverityMark of={row.severity} isShort />
      <span class="what">
        <span class="title">{row.title}</span>
        {row.verified === "active" && <span class="alive">still works</span>}
        {row.isReopened && <span class="back">came back</span>}
        <code class="preview">{row.preview}</code>
      </span>
      <span class="where">
        <Chain path={row.path === "" ? (row.targets[0] ?? "") : row.path} place={placeIn(row)} />
      </span>
      {!isReport && (
        <>
          <span class="whose">{row.project}</span>
          <span class="when">
            {row.state !== "open" && <StateMark of={row.state} />} <Ago at={row.openedAt} />
          </span>
        </>
      )}
    </a>
  </div>
);
