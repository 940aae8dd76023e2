import type { Location } from "../../core/finding.ts";

/** The names of a location's containers, outermost first: `release.zip`, `run.ckpt`, `data.pkl`. */
export const chainOf = (path: string): readonly string[] => path.split("!/");

/**
 * Where in its blob a value stands, the most telling way first: nobody looks
 * for a notebook's cell by the line of its JSON. A file or a name by itself
 * stands nowhere.
 */
export function placeOf({ key, line, column, span }: Location): string | undefined {
  if (key?.startsWith("cells[") === true) return key;
  if (line !== undefined) return column === undefined ? `line ${line}` : `line ${line}:${column}`;
  if (key !== undefined && key !== "") return key;
  return span === undefined ? undefined : `byte ${span.start}`;
}
