import { hash } from "node:crypto";
import { type Blob, pathOf } from "../core/blob.ts";
import {
  type Confidence,
  type Evidence,
  type Finding,
  type Location,
  rank,
  type Severity,
} from "../core/finding.ts";
import type { Format } from "../core/format.ts";
import type { Benign, Rule } from "../core/rule.ts";
import { firstAbove, joinedSpans } from "../core/spans.ts";
import { evidenceOf } from "../engine/proofs.ts";
import { isAllowedByComment } from "./allow-comments.ts";
import type { Context } from "./context.ts";
import { Halves } from "./halves.ts";
import { keywordRule, raisedByKeyword } from "./keywords.ts";
import { onePerPlace } from "./one-per-place.ts";
import type { LineColumn, LineIndex } from "./lines.ts";
import { contextSize, mask, preview, type Sighting } from "./sighting.ts";

/** Distinct values of one blob that are reported. More of them is a data set, and a gap says so. */
const mostValues = 10_000;

interface Entry {
  readonly fingerprint: string;
  readonly places: Sighting[];
  more: number;
}

/** Everything that was seen in one blob, until it becomes findings. */
export class Sheet {
  readonly #context: Context;
  readonly #blob: Blob;
  readonly #byValue = new Map<string, Entry>();
  /** How many values were not kept because there were too many. */
  dropped = 0;
  /** How many sightings were known to tell nothing. */
  benign = 0;
  /** Secrets that are names, so that places must not show them. */
  readonly named = new Set<string>();

  constructor(context: Context, blob: Blob) {
    this.#context = context;
    this.#blob = blob;
  }

  /**
   * Notes that a value was found; says whether this place of it is to be added.
   * Where a value stands a thousand times, most places need no more than this.
   */
  notes(rule: Rule, value: string): boolean {
    const id = `${rule.id}\0${value}`;
    const entry = this.#byValue.get(id);
    if (entry && entry.places.length >= this.#context.options.limits.maxPlaces) {
      entry.more++;
      return false;
    }
    if (entry) return true;
    if (this.#byValue.size === mostValues) {
      this.dropped++;
      return false;
    }
    const fingerprint = this.#context.fingerprint(rule.id, value);
    this.#byValue.set(id, { fingerprint, places: [], more: 0 });
    return true;
  }

  /** Adds a sighting of which the value was noted. */
  add(sighting: Sighting): void {
    const value = sighting.value.reveal();
    if (sighting.named && sighting.rule.class === "secret") this.named.add(value);
    this.#byValue.get(`${sighting.rule.id}\0${value}`)?.places.push(sighting);
  }

  /**
   * The findings, in the order of their places.
   *
   * @param keys How the format names the places of a stretch, if it does.
   * @param index Of the lines, where the blob is text.
   */
  async findings(keys: Format["keys"], index: LineIndex | undefined): Promise<Finding[]> {
    const all = [...this.#byValue.values()].flatMap((entry) =>
      entry.places.map((sighting): Placed => ({ sighting, entry, key: sighting.key })),
    );
    const { allowances } = this.#context;
    const path = pathOf(this.#blob.origin);
    const asked = all.filter(({ sighting }) => allowances.looksInto(sighting.rule, path));
    const settled = await this.#keyed(keys, covered(onePerPlace(asked)));
    const told = settled.flatMap((each) => {
      const worth = this.#worth(each, path);
      return worth ? [{ ...each, ...worth }] : [];
    });
    this.benign += settled.length - told.length;
    const offsets = told.map(({ sighting }) => sighting.span?.start ?? 0);
    const lines = index ? await index.linesAt(this.#blob, offsets) : [];
    const listed = new Set<Entry>();
    const halves = new Halves(told.map(({ sighting }) => sighting));
    return told.map((each, index) => {
      const more = listed.has(each.entry) ? 0 : each.entry.more;
      listed.add(each.entry);
      const evidence = [
        ...evidenceOf(each.sighting.rule, each.sighting.value.reveal()),
        ...halves.beside(each.sighting),
      ];
      return this.#finding({ ...each, evidence, more, at: each.sighting.span && lines[index] });
    });
  }

  /** Adds the keys that the format finds at the offsets of a stretch; a string brought its own. */
  async #keyed(keys: Format["keys"], places: readonly Placed[]): Promise<Placed[]> {
    const asked = places.filter(({ key, sighting }) => key === undefined && sighting.span);
    if (asked.length === 0 || !keys) return [...places];
    const offsets = asked.map(({ sighting }) => sighting.span?.start ?? 0);
    const found = await keys(this.#blob, offsets);
    const byPlace = new Map(asked.map((each, index) => [each, found[index]]));
    return places.map((each) => ({ ...each, key: each.key ?? byPlace.get(each) }));
  }

  /** How much a sighting matters where it stands, and how sure it is; none if it tells nothing there. */
  #worth(placed: Placed, path: string): Worth | undefined {
    const { allowances, benignOf, inside, namesKeyword, options } = this.#context;
    const { rule, confidence, value } = placed.sighting;
    if (allowances.lets(placed.sighting, path)) return undefined;
    const names = raisedByKeyword.has(rule.class) && namesKeyword(value.reveal());
    const known = benignOf(rule).filter((each) =>
      applies(each, placed, each.leaves ? inside(path) : path),
    );
    // A value that is nobody's by itself is somebody's if it names the organisation.
    if (known.some((each) => each.leaves === undefined && !(names && each.value))) return undefined;
    if (names && rule.id !== keywordRule)
      return { severity: highest(rule.severity, "high"), confidence };
    const left = known.flatMap(({ leaves }) => leaves ?? []);
    const severity = highest(lowest(rule.severity, ...left), options.atLeast[rule.class] ?? "info");
    return { severity, confidence: left.length > 0 ? "low" : confidence };
  }

  #finding(told: Told): Finding {
    const { sighting, entry, severity, confidence, evidence, more } = told;
    const { rule, before, after, companions } = sighting;
    const { options } = this.#context;
    const value = sighting.value.reveal();
    const location = this.#location(told, value);
    return {
      id: idOf(entry.fingerprint, location.path, told.key ?? "", location.span?.start ?? -1),
      rule: rule.id,
      class: rule.class,
      severity,
      confidence: evidence.some(({ kind }) => kind === "beside") ? "high" : confidence,
      ...(evidence.length > 0 && { evidence }),
      verified: evidence.some(isOver) ? "inactive" : "unknown",
      title: rule.title,
      harm: rule.harm,
      remedy: rule.remedy,
      preview: preview(rule, value),
      context: { before, after },
      fingerprint: entry.fingerprint,
      location,
      ...(more > 0 && { more }),
      ...(isAllowedByComment(rule.id, sighting.line, sighting.above) && { allowedBy: "comment" }),
      ...(options.reveal && { value }),
      ...(companions && { companions }),
    };
  }

  #location({ sighting: { rule, span, pieces, coding }, key, at }: Told, value: string): Location {
    return {
      path: pathOf(this.#blob.origin),
      ...(key !== undefined && { key: rule.class === "secret" ? without(key, [value]) : key }),
      ...(span && { span }),
      ...(pieces && { pieces }),
      ...(coding !== undefined && { coding }),
      ...at,
    };
  }
}

interface Placed {
  readonly sighting: Sighting;
  readonly entry: Entry;
  readonly key: string | undefined;
}

/** What a sighting is worth where it stands. */
interface Worth {
  readonly severity: Severity;
  readonly confidence: Confidence;
}

interface Told extends Placed, Worth {
  readonly evidence: readonly Evidence[];
  readonly more: number;
  readonly at: LineColumn | undefined;
}

/** Whether a credential says itself that its time is over. */
const isOver = (evidence: Evidence): boolean =>
  evidence.kind === "decoded" && Date.parse(evidence.facts["expires"] ?? "") < Date.now();

/** The same for the same value at the same place. */
export const idOf = (...parts: readonly (string | number)[]): string =>
  hash("sha256", parts.join("\0"), "hex").slice(0, 16);

/** The text with each of the secrets masked. */
export const without = (text: string, secrets: Iterable<string>): string => {
  let masked = text;
  for (const secret of secrets) masked = masked.replaceAll(secret, mask);
  return masked;
};

/**
 * A decoded secret stands in the raw bytes in another form, which nothing masks
 * in what is shown around its neighbours: that side of them is not shown.
 */
function covered(all: readonly Placed[]): readonly Placed[] {
  const decoded = joinedSpans(
    all.flatMap(({ sighting: { from, rule, span } }) =>
      from !== "stretch" && rule.class === "secret" && span ? [span] : [],
    ),
  );
  if (decoded.length === 0) return all;
  const lasts = decoded.map(({ end }) => end);
  const touches = (start: number, end: number): boolean =>
    (decoded[firstAbove(lasts, start)]?.start ?? Infinity) < end;
  return all.map((placed) => {
    const { from, span, before, after } = placed.sighting;
    if (from !== "stretch" || !span) return placed;
    const shown = {
      before: touches(span.start - contextSize, span.start) ? mask : before,
      after: touches(span.end, span.end + contextSize) ? mask : after,
    };
    return { ...placed, sighting: { ...placed.sighting, ...shown } };
  });
}

const sorted = (severities: readonly Severity[]): Severity[] =>
  severities.toSorted((one, other) => rank(one) - rank(other));
const lowest = (first: Severity, ...others: Severity[]): Severity =>
  sorted([first, ...others])[0] ?? first;
const highest = (first: Severity, ...others: Severity[]): Severity =>
  sorted([first, ...others]).at(-1) ?? first;

/** Whether all conditions hold that `benign` names, besides those on the rule. */
function applies(benign: Benign, { sighting, key }: Placed, blobPath: string): boolean {
  const { value, line, near } = sighting;
  const texts: readonly (readonly [RegExp | undefined, string])[] = [
    [benign.path, blobPath],
    [benign.key, key ?? ""],
    [benign.line, line],
    [benign.near, near],
    [benign.value, value.reveal()],
  ];
  return texts.every(([pattern, text]) => pattern === undefined || pattern.test(text));
}
