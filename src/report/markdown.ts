import type { Finding } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { conclusion } from "./kit/conclusion.ts";
import { visible } from "./kit/escape.ts";
import { type Entry, fold } from "./kit/fold.ts";
import { markdown as escaped } from "./kit/markdown.ts";
import { worstFirst } from "./kit/order.ts";
import { relativeFile } from "./kit/relative.ts";
import { lineInFile, sentenceOf } from "./kit/sentence.ts";
import { tally } from "./kit/tally.ts";
import { plural } from "./kit/words.ts";
import type { Renderer } from "./renderer.ts";

/** A summary is read, and GitHub takes no more than 1 MiB of it. */
const mostRows = 100;

/** A summary for the page of a job or the text of a pull request. */
export const markdown: Renderer = {
  id: "markdown",
  title: "Markdown, for the summary of a job",
  extension: "md",

  *render(report) {
    const entries = fold(report.findings.toSorted(worstFirst));
    const { text, unknown } = conclusion(report, tally(entries));
    const command = report.profile === "audit" ? "audit" : "scan";
    yield `## tare ${command}: ${cell(report.target)}\n\n`;
    yield `**${text}**${unknown === "" ? "" : ` ${unknown}`}\n\n`;
    yield* findingTable(entries);
    yield* gapList(report);
    yield `${plural(report.summary.files, "file")} inspected by tare ${report.tool.version}.\n`;
  },
};

function* findingTable(entries: readonly Entry[]): Generator<string> {
  if (entries.length === 0) return;
  yield "| Severity | Where | What | What to do |\n| --- | --- | --- | --- |\n";
  for (const { finding, places } of entries.slice(0, mostRows)) yield row(finding, places);
  yield more(entries.length, "finding");
}

function row(finding: Finding, places: number): string {
  const line = lineInFile(finding);
  const where = `${relativeFile(finding.location.path)}${line === undefined ? "" : `:${line}`}`;
  const others = places > 1 ? ` and ${plural(places - 1, "more place")}` : "";
  const cells = [
    finding.severity,
    `${cell(where)}${others}`,
    `${cell(sentenceOf(finding))} (\`${finding.rule}\`)`,
    cell(finding.remedy),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

function* gapList({ gaps }: Report): Generator<string> {
  if (gaps.length === 0) return;
  yield "### Not inspected\n\n";
  for (const { path, reason } of gaps.slice(0, mostRows))
    yield `- ${cell(path)}: ${cell(reason)}\n`;
  yield more(gaps.length, "part");
}

const more = (count: number, what: string): string =>
  count > mostRows ? `\nand ${plural(count - mostRows, `more ${what}`)}.\n\n` : "\n";

/** Text that makes neither markup, nor a cell of its own, nor a mention of somebody. */
const cell = (text: string): string =>
  escaped(visible(text))
    .replaceAll("|", String.raw`\|`)
    .replaceAll("@", "&#64;");
