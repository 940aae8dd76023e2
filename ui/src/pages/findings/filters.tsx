import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { FindingCounts, FindingSort } from "../../../../src/server/api.ts";
import { setValues, valuesOf } from "../../filter/query.ts";
import { isReport } from "../../mode.ts";
import { hrefOf, replaceWith, route } from "../../route.ts";
import { apiPath } from "../../server/client.ts";
import { useResource } from "../../server/resource.ts";
import { count, plural } from "../../words/number.ts";
import { classNames, severities, stateNames, states } from "../../words/names.ts";
import { Facet } from "./facet.tsx";

/** While somebody types, the list follows after this pause, in milliseconds. */
const pause = 150;

const ages = ["<1d", "<7d", ">7d", ">30d", ">90d"] as const;

const sorts: Readonly<Record<FindingSort, string>> = {
  severity: "worst first",
  opened: "newest first",
  changed: "last changed first",
  project: "by project",
  rule: "by rule",
};

/** A report has one project and one time. */
const offered: readonly FindingSort[] = isReport
  ? ["severity", "rule"]
  : ["severity", "opened", "changed", "project", "rule"];

/** The filter as one can type it, and as one can choose it. Both are in the address. */
export function Filters({
  q,
  sort,
  total,
}: {
  q: string;
  sort: string;
  total: number | undefined;
}) {
  const change = (next: string): void => replaceWith(hrefOf(route.value.path, { q: next, sort }));
  return (
    <div class="filters">
      <div class="filter-line" role="search">
        <Words q={q} onChange={change} />
        <p class="total" role="status">
          {total === undefined ? "\u2007" : plural(total, "finding")}
        </p>
      </div>
      <div class="filter-line">
        <Facet name="severity" values={severities} q={q} onChange={change} />
        <Facet name="class" values={classNames} q={q} onChange={change} />
        {!isReport && <Facet name="project" q={q} onChange={change} />}
        {!isReport && <Facet name="age" values={ages} q={q} onChange={change} isSingle />}
        <label class="sort">
          <span class="heard">Order</span>
          <select
            value={sort === "" ? "severity" : sort}
            onChange={(event) =>
              replaceWith(hrefOf(route.value.path, { q, sort: event.currentTarget.value }))
            }
          >
            {offered.map((value) => (
              <option key={value} value={value}>
                {sorts[value]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {!isReport && <StateTabs q={q} sort={sort} />}
    </div>
  );
}

/** What is typed. It follows the address, but for what is being typed. */
function Words({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const text = useSignal(q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = useRef(q);
  useEffect(() => {
    if (typed.current !== q) text.value = q;
    typed.current = q;
  }, [q, text]);
  return (
    <input
      id="filter"
      type="search"
      value={text.value}
      placeholder={
        isReport ? "Filter: class:secret, or words" : "Filter: class:secret age:>30d, or words"
      }
      aria-label="Filter the findings"
      autoComplete="off"
      spellcheck={false}
      onInput={(event) => {
        const { value } = event.currentTarget;
        text.value = value;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          typed.current = value;
          onChange(value);
        }, pause);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.blur();
      }}
    />
  );
}

/** A link for each state, with how many there are of it under the rest of the filter. */
function StateTabs({ q, sort }: { q: string; sort: string }) {
  const rest = setValues(q, "state", []);
  const path = apiPath("/api/findings/counts", { q: rest });
  const { value } = useResource<FindingCounts>(path, "findings");
  const chosen = valuesOf(q, "state");
  return (
    <nav class="tabs" aria-label="By state">
      {[...stateNames, undefined].map((state) => {
        const many = state === undefined ? value?.total : value && (value.byState[state] ?? 0);
        const isChosen = state === undefined ? chosen.length === 0 : chosen.includes(state);
        return (
          <a
            key={state ?? "all"}
            href={hrefOf(["findings"], {
              q: state === undefined ? rest : setValues(rest, "state", [state]),
              sort,
            })}
            aria-current={isChosen ? "true" : undefined}
            title={state && states[state]}
          >
            {state ?? "all"} <span class="number">{many === undefined ? "" : count(many)}</span>
          </a>
        );
      })}
    </nav>
  );
}
