import { findingClasses } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import type { Style } from "../kit/colour.ts";
import { apart } from "../kit/apart.ts";
import { conclusion, type Tone } from "../kit/conclusion.ts";
import { size } from "../kit/size.ts";
import type { Tally } from "../kit/tally.ts";
import { wrap } from "../kit/width.ts";
import { grouped, listed, plural } from "../kit/words.ts";
import { badgeColumns, inSeverity, labelled, type Page } from "./page.ts";

const tones: Readonly<Record<Tone, readonly Style[]>> = {
  stop: ["bold", "red"],
  look: ["bold", "yellow"],
  unknown: ["bold", "yellow"],
  calm: ["bold"],
};

/** Yields what a reader must know who reads nothing else: what is given away, how bad, how far it was looked. */
export function* verdictLines(page: Page, report: Report, found: Tally): Generator<string> {
  const { paint, columns } = page;
  yield `\n${paint("─".repeat(columns), "dim")}\n`;
  const room = columns - badgeColumns;
  if (found.values > 0) yield* labelled(page, "Found", foundLines(page, report, found));
  if (found.values > 0) yield* labelled(page, "Gives away", classLines(page, found));
  const besides = apart(report).flatMap((each) => wrap(each, room));
  if (besides.length > 0) yield* labelled(page, "Apart", besides);
  yield* labelled(page, "Inspected", coverageLines(page, report, room));
  const { tone, text, unknown } = conclusion(report, found);
  yield "\n";
  for (const line of wrap(text, columns)) yield `${paint(line, ...tones[tone])}\n`;
  for (const line of wrap(unknown, columns)) yield `${paint(line, ...tones.unknown)}\n`;
}

function* foundLines(page: Page, { summary }: Report, found: Tally): Generator<string> {
  const counts = found.bySeverity.map(([severity, count]) =>
    inSeverity(page, severity, `${grouped(count)} ${severity}`),
  );
  yield counts.join(", ");
  const of = summary.files > found.files ? ` of ${grouped(summary.files)}` : "";
  const files = plural(summary.files > found.files ? summary.files : found.files, "file");
  const where = of === "" ? files : `${grouped(found.files)} of ${files}`;
  yield page.paint(
    found.places > found.values ? `at ${plural(found.places, "place")} in ${where}` : `in ${where}`,
    "dim",
  );
}

function* classLines(page: Page, found: Tally): Generator<string> {
  const digits = Math.max(...found.byClass.map(({ values }) => grouped(values).length));
  for (const { class: kind, values, worst } of found.byClass)
    yield `${inSeverity(page, worst, grouped(values).padStart(digits))}  ${findingClasses[kind]}`;
}

function* coverageLines(page: Page, report: Report, room: number): Generator<string> {
  const { bytes, summary, gaps } = report;
  const them = summary.files === 1 ? "it" : "them";
  const inside =
    summary.members > 0 ? ` and ${plural(summary.members, "part")} inside ${them}` : "";
  yield* wrap(`${plural(summary.files, "file")}${inside}, ${size(bytes.seen)}`, room);
  const weights = bytes.tensors > 0 ? `, ${size(bytes.tensors)} of weights skipped` : "";
  const fetched = bytes.network
    ? `, ${size(bytes.network.bytes)} fetched in ${plural(bytes.network.requests, "request")}`
    : "";
  const quiet = [`${size(bytes.read)} read${fetched}${weights}`];
  if (summary.benign > 0)
    quiet.push(`${plural(summary.benign, "harmless match", "harmless matches")} left out`);
  for (const line of quiet.flatMap((each) => wrap(each, room))) yield page.paint(line, "dim");
  const missing: string[] = [];
  if (gaps.length > 0) missing.push(`${plural(gaps.length, "part")} not inspected`);
  if (report.status === "interrupted") missing.push("interrupted before the end");
  if (missing.length > 0) yield page.paint(listed(missing), "yellow");
}
