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
