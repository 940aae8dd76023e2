import { visible } from "../kit/escape.ts";
import type { Entry } from "../kit/fold.ts";
import { clipEnd, padded, widthOf } from "../kit/width.ts";
import { heading, type Page } from "./page.ts";
import { plural } from "../kit/words.ts";

/** Titles are aligned up to this width. */
const widestTitle = 36;

/** More values than these never fit into a line. */
const mostValues = 24;

/** Yields what is harmless by itself, a line for each rule: its title and the first values. */
export function* detailLines(page: Page, entries: readonly Entry[]): Generator<string> {
  if (entries.length === 0) return;
  yield heading(page, "Details, harmless by themselves", "info; --verbose says where");
  const rules = [...Map.groupBy(entries, ({ finding }) => finding.rule).values()];
  const titles = rules.map((same) => clipEnd(visible(same[0]?.finding.title ?? ""), widestTitle));
  const titleColumns = Math.max(...titles.map(widthOf));
  for (const [index, same] of rules.entries()) {
    const places = same.reduce((sum, each) => sum + each.places, 0);
    const values = new Set(same.map(({ finding }) => visible(finding.preview)));
    const remark = places > values.size ? `  ${plural(places, "place")}` : "";
    const room = page.columns - titleColumns - 6 - remark.length;
    const title = padded(titles[index] ?? "", titleColumns);
    const shown = clipEnd([...values].slice(0, mostValues).join(", "), room);
    yield `  ${page.paint("·", "dim")} ${title}  ${shown}${page.paint(remark, "dim")}\n`;
  }
}
