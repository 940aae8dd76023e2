import { type Finding, rank, severities, type Severity } from "../core/finding.ts";
import type { EarlierLook, Look } from "../ledger/exposure-trend.ts";
import { type Inventory, isLeaking, isNaming, type Looked } from "../recon/inventory/looked.ts";
import type { Mention } from "../recon/inventory/mention.ts";
import { type Reason, type Way, ways } from "../recon/inventory/repository.ts";
import { painter } from "../report/kit/colour.ts";
import { visible } from "../report/kit/escape.ts";
import { clipMiddle, wrap } from "../report/kit/width.ts";
import { grouped, listed, plural } from "../report/kit/words.ts";
import type { RenderOptions } from "../report/renderer.ts";
import { gapLines } from "../report/text/gaps.ts";
import { badgeColumns, heading, inSeverity, labelled, type Page } from "../report/text/page.ts";

/** Lines that are longer are hard to read, however wide the terminal is. */
const widest = 100;
/** Of one repository no more findings are listed, unless all are asked for. */
const shownFindings = 5;

/** A look at an organisation, and those before it. */
export interface LookBack {
  readonly now: Look;
  readonly earlier: readonly EarlierLook[];
}

/** For people: what gives something away first, the number that should be zero last. */
export function* reconText(
  found: Inventory,
  looks: readonly LookBack[],
  { colour, columns, verbose, quiet }: RenderOptions,
): Generator<string> {
  const page = { paint: painter(colour), colour, columns: Math.min(columns, widest), verbose };
  const name = `tare ${found.tool.version}`;
  yield `${page.paint(name, "dim")}  ${page.paint(visible(found.targets.join(" ")), "bold")}\n`;
  if (!quiet) yield* body(page, found);
  yield* verdict(page, found, looks);
}

function* body(page: Page, found: Inventory): Generator<string> {
  const told = found.repositories;
  const isShown = (each: Looked): boolean => page.verbose || isNaming(each) || isLeaking(each);
  const shown = told.filter(isShown).toSorted((one, other) => worstOf(other) - worstOf(one));
  for (const each of shown) yield* repositoryLines(page, each);
  const quiet = told.length - shown.length;
  if (quiet > 0 && shown.length > 0)
    yield `\n${page.paint(`${plural(quiet, "more repository", "more repositories")} without either (--verbose lists them)`, "dim")}\n`;
  yield* gapLines(page, [...found.gaps, ...told.flatMap(({ gaps }) => gaps)]);
}

const worstOf = ({ mentions, findings }: Looked): number =>
  Math.max(
    -1,
    ...mentions.map(({ severity }) => rank(severity)),
    ...Object.keys(findings).map((each) => rank(each as Severity)),
  );

function* repositoryLines(page: Page, each: Looked): Generator<string> {
  const { paint, columns } = page;
  const room = columns - badgeColumns;
  yield heading(page, visible(each.name), each.isArchived ? "archived" : "");
  yield* labelled(page, "  Page", [clipMiddle(visible(each.url), room)]);
  const reasons = wrap(visible(reasonWords(each.reasons)), room);
  yield* labelled(page, "  Because", reasons);
  if (each.mentions.length > 0)
    yield* labelled(page, "  Names", mentionLines(page, each.mentions, room));
  const counts = severities
    .toReversed()
    .filter((severity) => (each.findings[severity] ?? 0) > 0)
    .map((severity) =>
      inSeverity(page, severity, `${grouped(each.findings[severity] ?? 0)} ${severity}`),
    );
  if (counts.length > 0) yield* labelled(page, "  Holds", [counts.join(", ")]);
  yield* labelled(page, "", findingLines(page, each, room));
  if (each.state === "remembered")
    yield* labelled(page, "", [paint("as before: it has not changed since it was read", "dim")]);
  if (each.leftOut !== undefined)
    yield* labelled(
      page,
      "",
      wrap(`files left out: ${each.leftOut}`, room).map((line) => paint(line, "dim")),
    );
}

function* findingLines(page: Page, { worst, target }: Looked, room: number): Generator<string> {
  const bad = worst.filter(({ severity }) => rank(severity) >= rank("high"));
  for (const finding of page.verbose ? worst : bad.slice(0, shownFindings)) {
    yield inSeverity(page, finding.severity, visible(finding.title));
    for (const line of wrap(visible(whereWords(finding, target)), room - 2))
      yield page.paint(`  ${line}`, "dim");
  }
  const more = bad.length - shownFindings;
  if (more > 0 && !page.verbose)
    yield page.paint(`… and ${grouped(more)} more: tare scan ${visible(target)}`, "dim");
}

function whereWords({ location, history }: Finding, target: string): string {
  const path = location.path.slice(target.length + "!/".length);
  const line = location.line === undefined ? "" : `, line ${location.line}`;
  const by = history?.introduced;
  const since = by ? `, since ${by.id.slice(0, 8)} by ${by.author}, ${by.date.slice(0, 10)}` : "";
  const only = history?.head === false ? ", in the history only" : "";
  return `${path}${line}${since}${only}`;
}

/** `nightingale in README (README.md:1), in code at 4 places (src/a.py:3)`. */
function* mentionLines(page: Page, mentions: readonly Mention[], room: number): Generator<string> {
  for (const [keyword, all] of Map.groupBy(mentions, (each) => each.keyword)) {
    const [first] = all;
    if (!first) continue;
    const as = first.spelled.toLowerCase() === keyword.toLowerCase() ? "" : `, as ${first.spelled}`;
    const text = `${keyword}${as}: ${all.map(placeWords).join("; ")}`;
    for (const [at, line] of wrap(visible(text), room - 2).entries())
      yield inSeverity(page, first.severity, at === 0 ? line : `  ${line}`);
  }
}

function placeWords({ where, place, places }: Mention): string {
  const often = places > 1 ? ` at ${plural(places, "place")}` : "";
  return `${where}${often}${place === undefined ? "" : ` (${place})`}`;
}

function reasonWords(reasons: readonly Reason[]): string {
  const [first = "", ...others] = reasons.slice(0, 3).map(reasonWord);
  const more = reasons.length - 3;
  return [first, ...others, ...(more > 0 ? [`${grouped(more)} more`] : [])].join("; ");
}

function reasonWord(reason: Reason): string {
  switch (reason.kind) {
    case "own":
      return "the organisation's own";
    case "fork":
      return `a fork of ${reason.of}`;
    case "member":
      return `of the member ${reason.member}`;
    case "gist":
      return `a gist of ${reason.member}`;
    case "search":
      return `a search for ${reason.keyword} found it (${reason.where})`;
  }
}

const kinds: Readonly<Record<Way, readonly [string, string]>> = {
  own: ["own", "own"],
  fork: ["fork", "forks"],
  member: ["of a member", "of members"],
  gist: ["gist", "gists"],
  search: ["by search", "by search"],
};

function* verdict(page: Page, found: Inventory, looks: readonly LookBack[]): Generator<string> {
  const { paint, columns } = page;
  const { repositories: told, summary, status, gaps } = found;
  yield `\n${paint("─".repeat(columns), "dim")}\n`;
  const counts = ways.flatMap((way) => {
    const count = told.filter(({ reasons }) => reasons[0]?.kind === way).length;
    return count === 0 ? [] : [`${grouped(count)} ${kinds[way][count === 1 ? 0 : 1]}`];
  });
  const room = columns - badgeColumns;
  yield* labelled(page, "Looked at", [
    ...wrap(
      `${plural(told.length, "public repository", "public repositories")}${counts.length > 0 ? `: ${listed(counts)}` : ""}`,
      room,
    ),
    ...(summary.unread > 0 ? [paint(`${grouped(summary.unread)} of them not read`, "yellow")] : []),
  ]);
  yield* labelled(page, "Leaks", [
    `${plural(summary.leaking, "repository", "repositories")} with findings that are high or critical`,
  ]);
  for (const look of looks) yield* trendLines(page, found, look);
  yield "\n";
  yield* gaugeLines(page, found, looks);
  const lacks = gaps.length + told.reduce((sum, each) => sum + each.gaps.length, 0);
  if (lacks > 0 || status === "interrupted")
    yield `${paint(`${plural(lacks, "part")} not inspected${status === "interrupted" ? ", interrupted before the end" : ""}: this may not be all.`, "bold", "yellow")}\n`;
}

function* gaugeLines(
  { paint, columns }: Page,
  { keywords }: Inventory,
  looks: readonly LookBack[],
): Generator<string> {
  if (keywords.length === 0)
    yield `${paint("No keywords were given, so none was looked for.", "bold")}\n`;
  for (const { now, earlier } of keywords.length === 0 ? [] : looks) {
    const of = looks.length > 1 ? `${now.organisation}: ` : "";
    const style = now.sensitive > 0 ? (["bold", "red"] as const) : (["bold"] as const);
    for (const line of wrap(of + gaugeWords(now, earlier.at(-1)), columns))
      yield `${paint(line, ...style)}\n`;
  }
}

/** How the number went, and what is new. */
function* trendLines(page: Page, found: Inventory, { now, earlier }: LookBack): Generator<string> {
  const past = earlier.slice(-8).map(({ day, look }) => `${day}: ${look.sensitive}`);
  if (past.length > 1)
    yield* labelled(page, "Before", wrap(past.join(", "), page.columns - badgeColumns));
  const before = new Set(earlier.at(-1)?.look.names ?? now.names);
  const news = found.repositories.filter(
    ({ target }) => now.names.includes(target) && !before.has(target),
  );
  if (news.length > 0)
    yield* labelled(
      page,
      "New",
      news.map(({ name }) => visible(name)),
    );
}

function gaugeWords({ sensitive }: Look, last: EarlierLook | undefined): string {
  const contain = sensitive > 1 ? "repositories contain" : "repository contains";
  const what = `${sensitive === 0 ? "No" : grouped(sensitive)} public ${contain} sensitive keywords`;
  if (!last) return `${what}.`;
  const change = sensitive - last.look.sensitive;
  if (change === 0) return `${what}, as many as on ${last.day}.`;
  return `${what}, ${grouped(Math.abs(change))} ${change > 0 ? "more" : "fewer"} than on ${last.day}.`;
}
