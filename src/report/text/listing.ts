import { type Finding, rank, type Severity } from "../../core/finding.ts";
import { visible } from "../kit/escape.ts";
import type { Entry, FileGroup, PlaceGroup } from "../kit/fold.ts";
import { notesOn } from "../kit/notes.ts";
import { chainOf, placeOf } from "../kit/place.ts";
import { between, shortenChain, shortenPath } from "../kit/shorten.ts";
import { breakAnywhere, clipEnd, clipMiddle, clipStart, widthOf, wrap } from "../kit/width.ts";
import { grouped, plural } from "../kit/words.ts";
import { badge, badgeColumns, heading, type Page } from "./page.ts";

/** Yields one file of the target: its name, then what each blob in it gives away. */
export function* fileLines(page: Page, group: FileGroup): Generator<string> {
  yield heading(page, shortenPath(visible(group.file), page.columns));
  for (const [index, place] of group.places.entries()) {
    const chain = chainOf(place.path).slice(1);
    if (index > 0) yield "\n";
    if (chain.length > 0) yield* chainLines(page, chain);
    yield* placeLines(page, place, chain.length > 0 ? "    " : "  ");
  }
}

/** `model.ckpt › data.pkl`, or one name a line where that is too long. */
function* chainLines(page: Page, chain: readonly string[]): Generator<string> {
  const { paint, columns, verbose } = page;
  const whole = chain.map((name) => shortenPath(visible(name), columns - 4));
  const names = verbose ? whole : shortenChain(whole, columns - 2);
  const line = names.join(between);
  const isOneLine = names.length < 2 || widthOf(line) <= columns - 2;
  for (const each of isOneLine ? [line] : names.map((name) => `› ${name}`))
    yield `  ${paint(each, "cyan")}\n`;
}

/** More of one rule in one blob say nothing new to somebody who reads; `--verbose` has them all. */
const shownOf = (severity: Severity): number => (rank(severity) >= rank("high") ? 20 : 5);

function* placeLines(page: Page, place: PlaceGroup, indent: string): Generator<string> {
  for (const same of Map.groupBy(place.entries, ({ finding }) => finding.rule).values()) {
    const limit = page.verbose ? Infinity : shownOf(same[0]?.finding.severity ?? "info");
    for (const entry of same.slice(0, limit)) yield* entryLines(page, entry, indent);
    if (same.length > limit) yield hidden(page, same.slice(limit), indent);
  }
}

function hidden({ paint }: Page, entries: readonly Entry[], indent: string): string {
  const text = `… and ${grouped(entries.length)} more of this kind (--verbose lists them)`;
  return `${indent}${" ".repeat(badgeColumns)}${paint(text, "dim")}\n`;
}

function* entryLines(page: Page, entry: Entry, indent: string): Generator<string> {
  const { paint, columns } = page;
  const { finding } = entry;
  const margin = indent + " ".repeat(badgeColumns);
  const room = columns - margin.length;
  const title = visible(finding.title);
  const remarks = remarksOf(entry);
  const where = remarks.join(", ");
  const fits = widthOf(title) + 2 + widthOf(where) <= room;
  const beside = where !== "" && fits ? `  ${paint(where, "dim")}` : "";
  yield `${indent}${badge(page, finding.severity)}${paint(title, "bold")}${beside}\n`;
  for (const line of fits ? [] : remarkLines(page, remarks, room))
    yield `${margin}${paint(line, "dim")}\n`;
  if (finding.verified === "active")
    yield `${margin}${paint("its provider still accepts it", "bold", "red")}\n`;
  if (finding.value === undefined) yield* evidence(page, finding, margin);
  else yield `${margin}${paint(visible(finding.value), "bold")}\n`;
  for (const note of notesOn(finding))
    for (const line of wrap(visible(note), room)) yield `${margin}${paint(line, "dim")}\n`;
}

/** Where it stands, how often, and how far to trust it. */
function remarksOf({ finding, others, places }: Entry): string[] {
  const place = isInKey(finding) ? "" : visible(placeOf(finding.location) ?? "");
  const remarks = places > 1 ? [`in ${plural(places, "place")}${place && `: first ${place}`}`] : [];
  if (places === 1 && place !== "") remarks.push(place);
  const elsewhere = new Set(others.map(({ path }) => path));
  elsewhere.delete(finding.location.path);
  const [other] = elsewhere;
  if (other !== undefined)
    remarks.push(
      elsewhere.size === 1 ? `also in ${lastName(other)}` : `also in ${elsewhere.size} more parts`,
    );
  if (finding.confidence === "low") remarks.push("low confidence");
  if (finding.verified === "inactive") remarks.push("no longer valid");
  return remarks;
}

/** The value is a part of the key, as a host in a member's name is: then the evidence says where it is. */
const isInKey = ({ preview, context, location }: Finding): boolean =>
  context !== undefined &&
  location.key?.includes(context.before + preview + context.after) === true;

const lastName = (path: string): string => visible(chainOf(path).at(-1) ?? path);

/** Keys may be long, and a key that is cut cannot be looked up: it is broken, and cut only past three lines. */
function remarkLines(page: Page, remarks: readonly string[], room: number): string[] {
  const line = remarks.join(", ");
  if (widthOf(line) <= room) return line === "" ? [] : [line];
  return remarks.flatMap((each) =>
    breakAnywhere(page.verbose ? each : clipMiddle(each, room * 3), room),
  );
}

/** The masked value, with the line it stands in. */
function* evidence(page: Page, finding: Finding, margin: string): Generator<string> {
  const { preview, location } = finding;
  // A file that is known by its name stands in the heading already.
  if (preview === "" || preview === location.key || location.path.endsWith(preview)) return;
  const room = page.columns - margin.length;
  const value = visible(preview);
  if (page.verbose && widthOf(value) > room)
    for (const line of breakAnywhere(value, room)) yield `${margin}${line}\n`;
  else yield `${margin}${inLine(page, finding, room)}\n`;
}

/** The value comes first when there is little room. Without colour it stands in `«»`, as in the rules' examples. */
function inLine({ paint, colour }: Page, { preview, context }: Finding, room: number): string {
  const value = clipMiddle(visible(preview), room);
  const left = room - widthOf(value) - (colour ? 0 : 2);
  const wholeAfter = visible((context?.after ?? "").trimEnd());
  const forAfter = Math.min(widthOf(wholeAfter), Math.floor(left / 3));
  const before = clipStart(visible((context?.before ?? "").trimStart()), left - forAfter);
  const after = clipEnd(wholeAfter, left - widthOf(before));
  const marked = !colour && before + after !== "" ? `«${value}»` : value;
  return paint(before, "dim") + marked + paint(after, "dim");
}
