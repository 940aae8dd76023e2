import { fileOf } from "../core/blob.ts";
import { type Finding, rank } from "../core/finding.ts";
import { version } from "../core/version.ts";
import type { CleanResult, Left } from "../fortify/clean/clean.ts";
import type { CleanedFile } from "../fortify/clean/cleaned.ts";
import { dockerfileFixes } from "../fortify/clean/dockerfile.ts";
import { historyOf } from "../fortify/clean/history.ts";
import { dockerfileLines, historyLines } from "./clean-history.ts";
import { adviceOf } from "../report/kit/advice.ts";
import { painter, type Paint } from "../report/kit/colour.ts";
import { visible } from "../report/kit/escape.ts";
import { fold } from "../report/kit/fold.ts";
import { placeOf } from "../report/kit/place.ts";
import { shortenPath } from "../report/kit/shorten.ts";
import { size } from "../report/kit/size.ts";
import { clipMiddle, wrap } from "../report/kit/width.ts";
import { plural } from "../report/kit/words.ts";
import { changeLines, changesOf, columnsOf } from "./clean-changes.ts";
import type { Told } from "./clean-json.ts";
import type { Shell } from "./command.ts";
import type { Values } from "./options.ts";

/** What people read of a cleaning: what was changed, what is left, what to do now, and the verdict last. */
export async function* cleanText(told: Told, values: Values, shell: Shell): AsyncGenerator<string> {
  const page = { paint: painter(shell.colour), columns: columnsOf(shell), shell };
  const { result, to } = told;
  yield title(page, told);
  if (values["quiet"] !== true) {
    const isLong = to.kind === "nowhere" || values["verbose"] === true;
    yield* isLong ? diffLines(page, result) : fileLines(page, result);
    yield* leftLines(page, result.left);
    yield* rotateLines(page, result);
    yield* dockerfileLines(dockerfileFixes(result.before.findings), page.columns);
    yield* await keptLines(told, page);
    yield* gapLines(page, result);
  }
  yield* verdictLines(page, told);
}

interface Page {
  readonly paint: Paint;
  readonly columns: number;
  readonly shell: Shell;
}

function title({ paint, columns }: Page, { targets, to }: Told): string {
  const name = `tare ${version}`;
  const end = to.kind === "folder" ? ` → ${to.path}` : "";
  const what = clipMiddle(visible(targets.join(" ") + end), columns - name.length - 2);
  return `${paint(name, "dim")}  ${paint(what, "bold")}\n`;
}

/** Each change, by the file that it is in. */
function* diffLines({ paint, columns, shell }: Page, result: CleanResult): Generator<string> {
  const changes = changesOf(result.decisions.filter(({ kind }) => kind === "edit"));
  const byFile = Map.groupBy(changes, ({ entry }) => fileOf(entry.finding.location.path));
  for (const [file, own] of byFile) {
    yield `\n${paint(shortenPath(visible(file), columns), "bold")}\n`;
    for (const each of own) yield* changeLines(each, shell);
  }
}

const hows: Readonly<Record<CleanedFile["how"], string>> = {
  unchanged: "renamed",
  patched: "patched",
  rewritten: "rewritten",
  dropped: "left out",
};

/** A line for each file that is not as it was. */
function* fileLines({ paint, columns }: Page, { cleaned }: CleanResult): Generator<string> {
  const changed = cleaned.files.filter(
    ({ how, newName }) => how !== "unchanged" || newName !== undefined,
  );
  if (changed.length > 0) yield "\n";
  for (const { name, newName, how, edits } of changed) {
    const count = how === "dropped" ? "" : `, ${plural(edits.length, "edit")}`;
    yield `${paint(hows[how].padEnd(10), "dim")}${shortenPath(visible(name), columns - 26)}${paint(count, "dim")}\n`;
    if (newName !== undefined && how !== "dropped")
      yield `${" ".repeat(10)}${shortenPath(visible(newName), columns - 26)}${paint(", its name now", "dim")}\n`;
  }
}

/** What is still there, and what to do about it. */
function* leftLines({ paint, columns }: Page, left: readonly Left[]): Generator<string> {
  if (left.length === 0) return;
  yield `\n${paint("Left as it is", "bold")}\n`;
  const whys = new Map(left.map(({ finding, why }) => [finding, why]));
  for (const { finding, places } of fold(left.map((each) => each.finding))) {
    const place = placeOf(finding.location);
    const where = `${visible(finding.location.path.replaceAll("!/", " › "))}${place === undefined ? "" : `, ${visible(place)}`}`;
    const times = places > 1 ? `, in ${plural(places, "place")}` : "";
    yield `  ${paint(visible(finding.title), "bold")}  ${paint(finding.severity, "dim")}\n`;
    yield `    ${clipMiddle(where, columns - 4 - times.length)}${times}\n`;
    for (const line of wrap(visible(whys.get(finding) ?? ""), columns - 4))
      yield `    ${paint(line, "dim")}\n`;
  }
}

/** A secret that was out is known, wherever it is taken out of now. */
function* rotateLines({ paint, columns }: Page, { before }: CleanResult): Generator<string> {
  const secrets = before.findings.filter(isLive);
  if (secrets.length === 0) return;
  yield `\n${paint("Rotate first, if any of this was ever out", "bold")}\n`;
  for (const { titles, remedy } of adviceOf(fold(secrets))) {
    yield `  ${clipMiddle(visible(titles.join(", ")), columns - 2)}\n`;
    for (const line of wrap(visible(remedy), columns - 4)) yield `    ${paint(line, "dim")}\n`;
  }
}

const isLive = ({ class: kind, verified, severity }: Finding): boolean =>
  kind === "secret" && verified !== "inactive" && rank(severity) >= rank("medium");

/** What git keeps of each target. */
async function keptLines({ targets, result, plan }: Told, { columns }: Page): Promise<string[]> {
  const { decisions, cleaned } = result;
  if (cleaned.files.every(({ how }) => how === "unchanged")) return [];
  const all = await Promise.all(targets.map(async (target) => historyOf(target, decisions)));
  return all.flatMap((each) => (each ? [...historyLines(each, plan, columns)] : []));
}

function* gapLines({ paint, columns }: Page, result: CleanResult): Generator<string> {
  const { gaps } = result.after ?? result.before;
  const told = [...gaps, ...result.cleaned.refusals];
  if (told.length === 0) return;
  yield `\n${paint("Not inspected, or not cleaned", "bold")}\n`;
  for (const { path, reason } of told) {
    yield `  ${clipMiddle(visible(path.replaceAll("!/", " › ")), columns - 2)}\n`;
    for (const line of wrap(visible(reason), columns - 4)) yield `    ${paint(line, "dim")}\n`;
  }
}

function* verdictLines({ paint, columns }: Page, told: Told): Generator<string> {
  const { result, to, targets, receipt } = told;
  yield `\n${paint("─".repeat(columns), "dim")}\n`;
  const isClean = result.left.length === 0;
  for (const line of wrap(countsOf(told), columns))
    yield `${paint(line, "bold", ...(isClean ? [] : (["yellow"] as const)))}\n`;
  if (to.kind === "nowhere") yield "Nothing was written: this was a dry run.\n";
  if (receipt !== undefined) {
    const after =
      to.kind === "folder" ? ` ${targets.join(" ")} ${to.path}` : ` ${targets.join(" ")}`;
    yield `Prove it:         tare prove ${visible(receipt + after)}\n`;
  }
  if (to.kind === "in-place" && result.bytesWritten > 0) yield* undoLines(targets);
}

function countsOf({ result, to }: Told): string {
  const { files } = result.cleaned;
  const edited = files.filter(
    ({ how, newName, edits }) => how !== "dropped" && (newName !== undefined || edits.length > 0),
  );
  const edits = edited.reduce((sum, each) => sum + each.edits.length, 0);
  const dropped = files.filter(({ how }) => how === "dropped").length;
  if (edits + dropped === 0) return `Nothing to take out, ${result.left.length} left`;
  const out = dropped === 0 ? "" : `, ${plural(dropped, "file")} left out`;
  const would = to.kind === "nowhere" ? "would be " : "";
  const written = to.kind === "nowhere" ? "" : `; ${size(result.bytesWritten)} written`;
  return `${plural(edits, "edit")} ${would}in ${plural(edited.length, "file")}${out}, ${result.left.length} left${written}`;
}

function* undoLines(targets: readonly string[]): Generator<string> {
  const names = targets.join(" ");
  yield `Take it back:     tare clean ${names} --undo\n`;
  yield `Leave it so:      tare clean ${names} --commit\n`;
  yield "The journal for that holds what was taken out: delete it with --commit soon.\n";
}
