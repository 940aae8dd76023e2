import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { FindingCounts } from "../../../../src/server/api.ts";
import { setValues, toggleValue, valuesOf } from "../../filter/query.ts";
import { apiPath } from "../../server/client.ts";
import { useResource } from "../../server/resource.ts";
import { count } from "../../words/number.ts";
import { classes } from "../../words/names.ts";

type FacetName = "severity" | "class" | "project" | "age";

interface FacetProps {
  readonly name: FacetName;
  /** What can be chosen; absent: what there is. */
  readonly values?: readonly string[];
  readonly q: string;
  readonly onChange: (q: string) => void;
  /** One at a time. */
  readonly isSingle?: boolean;
}

/** One kind of filter as a menu. Its numbers count what the rest of the filter lets through. */
export function Facet({ name, values, q, onChange, isSingle = false }: FacetProps) {
  const isOpen = useSignal(false);
  const menu = useRef<HTMLDetailsElement>(null);
  const path = apiPath("/api/findings/counts", { q: setValues(q, name, []) });
  const { value: counts } = useResource<FindingCounts>(isOpen.value ? path : undefined, "findings");
  const numbers = counts && numbersOf(counts, name);
  const chosen = valuesOf(q, name);
  const choose = (value: string): void =>
    onChange(
      isSingle
        ? setValues(q, name, chosen.includes(value) ? [] : [value])
        : toggleValue(q, name, value),
    );
  useEffect(() => closeOutside(menu.current), []);
  return (
    <details
      class={chosen.length > 0 ? "facet chosen" : "facet"}
      name="facets"
      ref={menu}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen.value) return;
        event.stopPropagation();
        event.currentTarget.open = false;
        event.currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary>
        {name}
        {chosen.length > 0 && <span class="chosen-values">: {chosen.join(", ")}</span>}
      </summary>
      <fieldset>
        <legend class="heard">{name}</legend>
        {(values ?? Object.keys(numbers ?? {})).map((value) => (
          <label key={value} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => choose(value)}
            />
            <span>
              {value}
              {name === "class" && (
                <span class="quiet"> {classes[value as keyof typeof classes]}</span>
              )}
            </span>
            {numbers && <span class="number">{count(numbers[value] ?? 0)}</span>}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function numbersOf(counts: FindingCounts, name: FacetName): Record<string, number> | undefined {
  switch (name) {
    case "severity":
      return counts.bySeverity;
    case "class":
      return counts.byClass;
    case "project":
      return counts.byProject;
    case "age":
      return undefined;
  }
}

/** Closes a menu when something else is clicked. */
function closeOutside(menu: HTMLDetailsElement | null): (() => void) | undefined {
  if (!menu) return undefined;
  const clicked = ({ target }: Event): void => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  };
  addEventListener("pointerdown", clicked);
  return () => removeEventListener("pointerdown", clicked);
}
