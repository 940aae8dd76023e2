import { type Advice, adviceOf } from "../kit/advice.ts";
import { visible } from "../kit/escape.ts";
import type { Entry } from "../kit/fold.ts";
import { widthOf, wrap } from "../kit/width.ts";
import { badge, badgeColumns, heading, labelled, type Page } from "./page.ts";

/** Yields what each kind of finding means and what to do about it, once, the worst first. */
export function* adviceLines(page: Page, entries: readonly Entry[]): Generator<string> {
  if (entries.length === 0) return;
  yield heading(page, "What it means, and what to do");
  for (const [index, advice] of adviceOf(entries).entries()) {
    if (index > 0) yield "\n";
    yield* oneAdvice(page, advice);
  }
}

function* oneAdvice(page: Page, advice: Advice): Generator<string> {
  const room = page.columns - badgeColumns;
  const titles = visible(advice.titles.join(", "));
  const rules = visible(advice.rules.join(", "));
  const fits = widthOf(titles) + 2 + widthOf(rules) <= room;
  const [first = "", ...rest] = wrap(titles, room);
  const beside = fits ? `  ${page.paint(rules, "dim")}` : "";
  yield `${badge(page, advice.worst)}${page.paint(first, "bold")}${beside}\n`;
  yield* labelled(page, "", rest);
  yield* labelled(page, "  Risk", wrap(visible(advice.harm), room));
  yield* labelled(page, "  Fix", wrap(visible(advice.remedy), room));
  if (!fits) yield* labelled(page, "  Rule", wrap(rules, room));
}
