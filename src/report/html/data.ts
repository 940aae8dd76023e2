import { type Finding, findingClasses, type Location } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import { adviceOf } from "../kit/advice.ts";
import { apart } from "../kit/apart.ts";
import { conclusion } from "../kit/conclusion.ts";
import { visible } from "../kit/escape.ts";
import { byFile, type Entry, fold } from "../kit/fold.ts";
import { scriptJson } from "../kit/json.ts";
import { notesOn } from "../kit/notes.ts";
import { chainOf, placeOf } from "../kit/place.ts";
import { size } from "../kit/size.ts";
import { tally } from "../kit/tally.ts";
import type { PageData, PageEntry, PagePlace, PageText } from "./page-data.ts";

/**
 * Yields what the page shows as JSON for a `<script>` element. All decisions
 * are made here: the page's script only filters and builds elements. What a
 * rule says stands once in `texts`, since 10,000 findings may repeat it.
 */
export function* pageData(report: Report): Generator<string> {
  const entries = fold(report.findings);
  const texts = new Texts();
  yield scriptJson(headerOf(report, entries)).replace(/\}$/, ',"entries":[');
  let separator = "";
  for (const { places } of byFile(entries))
    for (const entry of places.flatMap((place) => place.entries)) {
      yield separator + scriptJson(entryOf(entry, texts.indexOf(entry.finding)));
      separator = ",";
    }
  yield `],"texts":${scriptJson(texts.all)}}`;
}

/** Says each rule's words once. */
class Texts {
  readonly all: PageText[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf({ rule, title, harm, remedy }: Finding): number {
    const key = [rule, title, harm, remedy].join("\0");
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const index = this.all.push(shown({ rule, title, harm, remedy })) - 1;
    this.#indexes.set(key, index);
    return index;
  }
}

/** Controls and direction marks are spelled out: a browser, too, would turn text round. */
const shown = <Name extends string>(
  texts: Readonly<Record<Name, string>>,
): Readonly<Record<Name, string>> =>
  Object.fromEntries(
    Object.entries<string>(texts).map(([name, text]) => [name, visible(text)]),
  ) as Readonly<Record<Name, string>>;

function headerOf(report: Report, entries: readonly Entry[]): Omit<PageData, "entries" | "texts"> {
  const found = tally(entries);
  const { bytes, summary } = report;
  return {
    ...shown({
      target: report.target,
      version: report.tool.version,
      startedAt: report.startedAt,
      profile: report.profile,
    }),
    seconds: report.durationMs / 1000,
    interrupted: report.status === "interrupted",
    revealed: report.findings.some(({ value }) => value !== undefined),
    conclusion: conclusion(report, found),
    severities: found.bySeverity.map(([name, values]) => ({ name, values })),
    classes: found.byClass.map((each) => ({ ...each, words: findingClasses[each.class] })),
    places: found.places,
    bytes,
    sizes: { seen: size(bytes.seen), read: size(bytes.read), tensors: size(bytes.tensors) },
    files: summary.files,
    members: summary.members,
    benign: summary.benign,
    apart: apart(report),
    advice: adviceOf(entries.filter(({ finding }) => finding.severity !== "info")).map(
      ({ worst, titles, harm, remedy }) => ({
        worst,
        ...shown({ titles: titles.join(", "), harm, remedy }),
      }),
    ),
    gaps: report.gaps.map((gap) => ({
      chain: chainShown(gap.path),
      reason: visible(gap.reason),
      size: gap.bytes > 0 ? size(gap.bytes) : "",
    })),
  };
}

const entryOf = ({ finding, others, places }: Entry, text: number): PageEntry => ({
  text,
  severity: finding.severity,
  class: finding.class,
  confidence: finding.confidence,
  evidence: notesOn(finding).map(visible),
  verified: finding.verified,
  asked: finding.live !== undefined,
  preview: visible(finding.value ?? finding.preview),
  ...(finding.context
    ? shown({ before: finding.context.before.trimStart(), after: finding.context.after.trimEnd() })
    : {}),
  fingerprint: finding.fingerprint,
  places,
  at: [finding.location, ...others.slice(0, mostPlaces)].map(locationOf),
});

/** Places of one value that the page can list; it says how many there are. */
const mostPlaces = 200;

const locationOf = (location: Location): PagePlace => ({
  chain: chainShown(location.path),
  place: visible(placeOf(location) ?? ""),
  ...(location.key === undefined ? {} : { key: visible(location.key) }),
  ...(location.span === undefined ? {} : { span: [location.span.start, location.span.end] }),
  ...(location.coding === undefined ? {} : { coding: location.coding }),
});

const chainShown = (path: string): string[] => chainOf(path).map((name) => visible(name));
