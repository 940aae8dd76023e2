import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AuditFix, Edit, Problem } from "./check.ts";

/** What was mended in one file. */
export interface Mended {
  /** From the root. */
  readonly path: string;
  readonly text: string;
  readonly fixes: readonly AuditFix[];
}

/**
 * The files with the fixes of the problems applied. Of two fixes that change the
 * same place the first is applied; the next run finds the other.
 *
 * @param safeties Which of them are wanted.
 */
export async function mended(
  folder: string,
  problems: readonly Problem[],
  safeties: readonly AuditFix["safety"][],
): Promise<readonly Mended[]> {
  const byPath = Map.groupBy(problems, ({ source }) => source.path);
  const all: Mended[] = [];
  for (const [path, own] of byPath) {
    const fixes = compatible(
      own.flatMap(({ fix }) => (fix && safeties.includes(fix.safety) ? [fix] : [])),
    );
    // What was changed since it was read is left alone.
    const text = fixes.length > 0 ? await readFile(join(folder, path), "utf8") : "";
    if (fixes.length > 0 && text === own[0]?.source.text)
      all.push({
        path,
        text: edited(
          text,
          fixes.flatMap(({ edits }) => edits),
        ),
        fixes,
      });
  }
  return all;
}

function compatible(fixes: readonly AuditFix[]): readonly AuditFix[] {
  const taken: Edit[] = [];
  return fixes.filter(({ edits }) => {
    const isFree = edits.every(({ at }) =>
      taken.every((each) => at.end < each.at.start || at.start > each.at.end),
    );
    if (isFree) taken.push(...edits);
    return isFree;
  });
}

/** The text with each edit made. */
export function edited(text: string, edits: readonly Edit[]): string {
  let made = text;
  for (const { at, to } of edits.toSorted((one, other) => other.at.start - one.at.start))
    made = made.slice(0, at.start) + to + made.slice(at.end);
  return made;
}
