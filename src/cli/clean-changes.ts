import type { Finding } from "../core/finding.ts";
import { filler } from "../fortify/clean/fill.ts";
import type { Action, Decision } from "../fortify/clean/plan.ts";
import { painter } from "../report/kit/colour.ts";
import { visible } from "../report/kit/escape.ts";
import { type Entry, fold } from "../report/kit/fold.ts";
import { chainOf, placeOf } from "../report/kit/place.ts";
import { clipEnd, clipMiddle, widthOf, wrap } from "../report/kit/width.ts";
import { plural } from "../report/kit/words.ts";
import type { Shell } from "./command.ts";

/** All edits of one value in one file. */
export interface Shown {
  readonly entry: Entry;
  readonly action: Action;
  readonly risk?: string;
  readonly decisions: readonly Decision[];
}

/** Edits of equal values in one file are one change. */
export function changesOf(decisions: readonly Decision[]): Shown[] {
  const byFinding = new Map(decisions.map((each) => [each.finding, each]));
  return fold(decisions.map(({ finding }) => finding)).flatMap((entry) => {
    const own = entry.findings.flatMap((each) => byFinding.get(each) ?? []);
    const [first] = own;
    if (first?.kind !== "edit") return [];
    const { action, risk } = first;
    return [{ entry, action, ...(risk !== undefined && { risk }), decisions: own }];
  });
}

const indent = "  ";

/** One change as a person reads a diff: what and where, then the old and the new. */
export function* changeLines(change: Shown, shell: Shell): Generator<string> {
  const { entry, action, risk } = change;
  const columns = columnsOf(shell);
  const paint = painter(shell.colour);
  const room = columns - indent.length;
  const { finding } = entry;
  for (const line of heads(entry, room)) yield `${indent}${line}\n`;
  if (risk !== undefined)
    for (const line of wrap(`risky: ${risk}`, room)) yield `${indent}${paint(line, "yellow")}\n`;
  const [old, fresh] = sidesOf(finding, action).map((side) => clipMiddle(visible(side), room - 2));
  yield `${indent}${paint(`- ${old}`, "red")}\n`;
  if (fresh !== "") yield `${indent}${paint(`+ ${fresh}`, "green")}\n`;
}

/** Lines that are longer are hard to read. */
export const columnsOf = ({ columns }: Shell): number => Math.max(40, Math.min(columns ?? 80, 100));

/** `Home folder of a user  $.root, line 2:4`, on two lines where that is too long. */
function heads(entry: Entry, room: number): string[] {
  const title = visible(entry.finding.title);
  const where = visible(whereOf(entry));
  if (where === "") return [clipEnd(title, room)];
  if (widthOf(title) + 2 + widthOf(where) <= room) return [`${title}  ${where}`];
  return [clipEnd(title, room), clipMiddle(where, room)];
}

function whereOf({ finding: { location }, places }: Entry): string {
  const inside = chainOf(location.path).slice(1);
  const place = location.key === "(file name)" ? "in its name" : (placeOf(location) ?? "");
  const times = places > 1 ? `, in ${plural(places, "place")}` : "";
  return [...inside, place].filter((each) => each !== "").join(" › ") + times;
}

/** What stood there and what will; secrets are masked. */
function sidesOf(finding: Finding, action: Action): readonly [old: string, fresh: string] {
  switch (action) {
    case "fill":
    case "rename":
      return [finding.preview, neutralOf(finding)];
    case "wipe":
      return [finding.preview, "zeros"];
    case "drop":
      return [finding.location.path.endsWith("/") ? "the folder" : "the file", ""];
    case "cut":
      return [`all under ${finding.location.key ?? finding.preview}`, ""];
    case "strip":
      return [finding.preview, ""];
  }
}

function neutralOf({ class: kind, value }: Finding): string {
  if (value === undefined) return "neutral bytes";
  const bytes = Buffer.from(value);
  const filled = filler({ class: kind, value: bytes.toString("latin1"), bytes, coding: "plain" });
  return filled ? Buffer.from(filled).toString("latin1") : "neutral bytes";
}
