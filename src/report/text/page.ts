import type { Severity } from "../../core/finding.ts";
import type { Paint, Style } from "../kit/colour.ts";
import { padded } from "../kit/width.ts";

/** What all parts of the text need to know. */
export interface Page {
  readonly paint: Paint;
  readonly colour: boolean;
  readonly columns: number;
  readonly verbose: boolean;
}

/** A shape besides the colour, and the word besides both: no severity is told by colour alone. */
const marks: Readonly<Record<Severity, string>> = {
  critical: "■",
  high: "▲",
  medium: "●",
  low: "○",
  info: "·",
};

const styles: Readonly<Record<Severity, readonly Style[]>> = {
  critical: ["bold", "red"],
  high: ["red"],
  medium: ["yellow"],
  low: ["blue"],
  info: ["dim"],
};

/** Columns that `badge` takes, with the space after it. */
export const badgeColumns = 12;

/** `■ critical  `: mark and word, always `badgeColumns` wide. */
export const badge = ({ paint }: Page, severity: Severity): string =>
  paint(`${marks[severity]} ${severity}`, ...styles[severity]) +
  " ".repeat(badgeColumns - 2 - severity.length);

/** Paints text in the colour of a severity. */
export const inSeverity = ({ paint }: Page, severity: Severity, text: string): string =>
  paint(text, ...styles[severity]);

/** A line of a section's heading, with a quiet remark after it. */
export const heading = ({ paint }: Page, title: string, remark = ""): string =>
  `\n${paint(title, "bold")}${remark === "" ? "" : `  ${paint(remark, "dim")}`}\n`;

/** Lines under one another beside a label: `Risk  first` and then the rest below `first`. */
export function* labelled(
  { paint }: Page,
  label: string,
  lines: Iterable<string>,
): Generator<string> {
  let shown = paint(padded(label, badgeColumns), "dim");
  for (const line of lines) {
    yield `${shown}${line}\n`;
    shown = " ".repeat(badgeColumns);
  }
}
