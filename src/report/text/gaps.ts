import type { Gap } from "../../core/report.ts";
import { visible } from "../kit/escape.ts";
import { chainOf } from "../kit/place.ts";
import { shortenPath } from "../kit/shorten.ts";
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

function* oneGap({ paint, columns }: Page, gap: Gap): Generator<string> {
  const bytes = gap.bytes > 0 ? `  ${size(gap.bytes)}` : "";
  const room = columns - 4;
  const [file = "", ...inside] = chainOf(gap.path).map((name) => visible(name));
  const chain = [file, ...inside].join(" › ");
  const names =
    widthOf(chain) + bytes.length <= room
      ? [chain]
      : [file, ...inside.map((name) => `› ${name}`)].map((name) =>
          shortenPath(name, room - bytes.length),
        );
  for (const [index, name] of names.entries())
    yield `  ${paint(index === 0 ? "?" : " ", "yellow")} ${name}${
      index === names.length - 1 ? paint(bytes, "dim") : ""
    }\n`;
  for (const line of wrap(visible(gap.reason), room)) yield `    ${paint(line, "dim")}\n`;
}
