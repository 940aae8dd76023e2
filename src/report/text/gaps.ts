import type { Gap } from "../../core/report.ts";
import { visible } from "../kit/escape.ts";
import { chainOf } from "../kit/place.ts";
import { between, shortenChain, shortenPath } from "../kit/shorten.ts";
import { size } from "../kit/size.ts";
import { widthOf, wrap } from "../kit/width.ts";
import { grouped } from "../kit/words.ts";
import { heading, type Page } from "./page.ts";

/** More than these are counted, unless all are asked for. */
const shown = 12;

/** Yields what was not inspected, with the reason for each. */
export function* gapLines(page: Page, gaps: readonly Gap[]): Generator<string> {
  if (gaps.length === 0) return;
  yield heading(page, "Not inspected");
  for (const gap of page.verbose ? gaps : gaps.slice(0, shown)) yield* oneGap(page, gap);
  if (page.verbose || gaps.length <= shown) return;
  yield page.paint(`  … and ${grouped(gaps.length - shown)} more (--verbose lists them)\n`, "dim");
}

function* oneGap({ paint, columns, verbose }: Page, gap: Gap): Generator<string> {
  const bytes = gap.bytes > 0 ? `  ${size(gap.bytes)}` : "";
  const room = columns - 4;
  const lines = chainLines(gap.path, room - bytes.length, verbose);
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    yield `  ${paint(index === 0 ? "?" : " ", "yellow")} ${line}${isLast ? paint(bytes, "dim") : ""}\n`;
  }
  for (const line of wrap(visible(gap.reason), room)) yield `    ${paint(line, "dim")}\n`;
}

/** `release.zip › run.ckpt › data.pkl`, or one name a line where that is too long. */
function chainLines(path: string, room: number, verbose: boolean): readonly string[] {
  const whole = chainOf(path).map((name) => visible(name));
  const names = verbose ? whole : shortenChain(whole, room);
  const line = names.join(between);
  if (widthOf(line) <= room) return [line];
  return names.map((name, index) => shortenPath(index === 0 ? name : `› ${name}`, room));
}
