/** What stands in a receipt for a part of a name that gave something away. */
export const mask = "***";

/** The text with each of the values masked, longest first. */
export function masked(text: string, hidden: readonly string[]): string {
  const inOrder = hidden
    .filter((value) => value !== "")
    .toSorted((one, other) => other.length - one.length);
  return inOrder.reduce((rest, value) => rest.replaceAll(value, mask), text);
}

/** Whether a name is what was masked: a mask stands for anything. */
export function matchesMasked(pattern: string, name: string): boolean {
  if (!pattern.includes(mask)) return pattern === name;
  const [first = "", ...rest] = pattern.split(mask);
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const found = isLast ? name.length - part.length : name.indexOf(part, at);
    if (found < at || !name.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return true;
}
