import type { Finding } from "../../core/finding.ts";
import type { FileResult } from "../file.ts";

/**
 * Takes all but the first place of a value that stands in many commits or
 * discussions of a repository, as its author's name does, out of the results. The
 * first one counts the others.
 */
export function mergeTexts(results: readonly FileResult[]): void {
  const inTexts = results
    .flatMap(({ tally }) => tally.findings)
    .filter(({ hub }) => hub !== undefined && hub.kind !== "file");
  const merged = new Map<Finding, Finding | undefined>();
  for (const [first, ...others] of Map.groupBy(inTexts, keyOf).values()) {
    if (!first || others.length === 0) continue;
    const more = others.reduce((sum, each) => sum + (each.more ?? 0) + 1, first.more ?? 0);
    merged.set(first, { ...first, more });
    for (const each of others) merged.set(each, undefined);
  }
  for (const { tally } of results) {
    const kept = tally.findings.map((each) => (merged.has(each) ? merged.get(each) : each));
    tally.findings.splice(0, Infinity, ...kept.filter((each) => each !== undefined));
  }
}

const keyOf = ({ hub, rule, fingerprint }: Finding): string =>
  `${hub?.repository} ${hub?.kind} ${rule} ${fingerprint}`;
