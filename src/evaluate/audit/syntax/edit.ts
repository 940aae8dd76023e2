import { Edit } from "web-tree-sitter";

/** What was changed between two versions of a text: one stretch, without what is the same before and behind it. */
export function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  const [oldEndIndex, newEndIndex] = [before.length - same, after.length - same];
  return new Edit({
    startIndex: start,
    oldEndIndex,
    newEndIndex,
    startPosition: pointOf(before, start),
    oldEndPosition: pointOf(before, oldEndIndex),
    newEndPosition: pointOf(after, newEndIndex),
  });
}

/** Line and column of an offset, from 0, in UTF-16 code units. */
function pointOf(text: string, at: number): { readonly row: number; readonly column: number } {
  let [row, start] = [0, 0];
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", end + 1)) {
    row++;
    start = end + 1;
  }
  return { row, column: at - start };
}
