import type { Severity } from "../../../src/core/finding.ts";
import type { FindingState, Verdict } from "../../../src/server/api.ts";
import { count } from "../words/number.ts";
import { marks, severities, verdicts } from "../words/names.ts";

/** A severity by form, colour and word. */
export const SeverityMark = ({ of, isShort = false }: { of: Severity; isShort?: boolean }) => (
  <span class={`severity ${of}`} title={isShort ? of : undefined}>
    <span aria-hidden="true">{marks[of]}</span>
    <span class={isShort ? "heard" : undefined}>{of}</span>
  </span>
);

export const StateMark = ({ of }: { of: FindingState }) => <span class={`state ${of}`}>{of}</span>;

export const VerdictMark = ({ of }: { of: Verdict }) => (
  <span class={`verdict-mark ${of}`}>{verdicts[of]}</span>
);

/** How many of each severity, the worst first; those that are none are left out. */
export function Counts({ of }: { of: Readonly<Partial<Record<Severity, number>>> }) {
  const present = severities.filter((each) => (of[each] ?? 0) > 0);
  if (present.length === 0) return <span class="quiet">none</span>;
  return (
    <span class="counts">
      {present.map((each) => (
        <span key={each} title={each} class={`severity ${each}`}>
          <span aria-hidden="true">{marks[each]}</span>
          <span class="number">{count(of[each] ?? 0)}</span>
          <span class="heard"> {each}</span>
        </span>
      ))}
    </span>
  );
}
