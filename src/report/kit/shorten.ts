import { widthOf } from "./width.ts";

/**
 * A path in so many columns: folders in the middle give way to `…`, the name at
 * the end never does, however long it is.
 */
export function shortenPath(path: string, columns: number): string {
  if (widthOf(path) <= columns) return path;
  const parts = path.split("/");
  const first = parts[0] ?? "";
  let kept = parts[parts.length - 1] ?? "";
  for (let at = parts.length - 2; at > 0; at--) {
    const longer = `${parts[at]}/${kept}`;
    if (widthOf(`${first}/…/${longer}`) > columns) break;
    kept = longer;
  }
  if (parts.length < 2) return path;
  const whole = `${first}/…/${kept}`;
  if (parts.length > 2 && widthOf(whole) <= columns) return whole;
  return `…/${kept}`;
}

/** Names of a long chain that are kept at its start, and at its end. */
const keptNames = 2;

/**
 * The names of nested containers, outermost first. Where they are many and too
 * long for a line of so many columns, those in the middle give way to their number.
 */
export function shortenChain(names: readonly string[], columns: number): readonly string[] {
  const left = names.length - 2 * keptNames;
  if (left < 2 || widthOf(names.join(between)) <= columns) return names;
  return [...names.slice(0, keptNames), `… ${left} more …`, ...names.slice(-keptNames)];
}

/** What stands between the names of a chain. */
export const between = " › ";
