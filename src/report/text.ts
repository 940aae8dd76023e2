import type { Report } from "../core/report.ts";
import { painter } from "./kit/colour.ts";
import { visible } from "./kit/escape.ts";
import { byFile, type Entry, fold } from "./kit/fold.ts";
import { tally } from "./kit/tally.ts";
import { clipMiddle } from "./kit/width.ts";
import type { Renderer, RenderOptions } from "./renderer.ts";
import { adviceLines } from "./text/advice.ts";
import { detailLines } from "./text/details.ts";
import { gapLines } from "./text/gaps.ts";
import { fileLines } from "./text/listing.ts";
import type { Page } from "./text/page.ts";
import { verdictLines } from "./text/verdict.ts";

/** Lines that are longer are hard to read, however wide the terminal is. */
const widest = 100;
const narrowest = 40;

/**
 * For people in a terminal. Findings come first, what to do next, and the
 * verdict last, since the last lines are what stays in sight.
 */
export const text: Renderer = {
  id: "text",
  title: "Text for people",

  *render(report, options) {
    const page = pageOf(options);
    const entries = fold(report.findings);
    yield title(page, report);
    if (!options.quiet) yield* body(page, report, entries);
    yield* verdictLines(page, report, tally(entries));
  },
};

/** Findings by file, what they mean and what was not inspected: the text without its verdict. */
export function* findingLines(
  { findings, gaps }: Pick<Report, "findings" | "gaps">,
  options: RenderOptions,
): Generator<string> {
  const page = pageOf(options);
  const entries = fold(findings);
  for (const file of byFile(entries)) yield* fileLines(page, file);
  yield* adviceLines(page, entries);
  yield* gapLines(page, gaps);
}

const pageOf = ({ colour, columns, verbose }: RenderOptions): Page => ({
  paint: painter(colour),
  colour,
  columns: Math.max(narrowest, Math.min(columns, widest)),
  verbose,
});

function* body(page: Page, report: Report, entries: readonly Entry[]): Generator<string> {
  yield* warnings(page, report);
  const isListed = ({ finding }: Entry): boolean => page.verbose || finding.severity !== "info";
  const listed = entries.filter(isListed);
  for (const file of byFile(listed)) yield* fileLines(page, file);
  yield* detailLines(page, page.verbose ? [] : entries.filter((each) => !isListed(each)));
  yield* adviceLines(page, listed);
  yield* gapLines(page, report.gaps);
}

function title({ paint, columns, verbose }: Page, report: Report): string {
  const name = `tare ${visible(report.tool.version)}`;
  const time = verbose ? `  ${(report.durationMs / 1000).toFixed(1)} s` : "";
  const target = clipMiddle(visible(report.target), columns - name.length - time.length - 2);
  return `${paint(name, "dim")}  ${paint(target, "bold")}${paint(time, "dim")}\n`;
}

function* warnings({ paint }: Page, report: Report): Generator<string> {
  if (report.findings.some(({ value }) => value !== undefined))
    yield paint(
      "\nSecrets are shown whole (--reveal): do not save, send or paste this.\n",
      "bold",
      "red",
    );
  if (report.status === "interrupted")
    yield paint("\nInterrupted: what follows is only a part.\n", "bold", "yellow");
}
