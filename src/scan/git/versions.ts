import { type Blob, pathOf } from "../../core/blob.ts";
import type { Finding } from "../../core/finding.ts";
import { headSize } from "../../core/format.ts";
import { overlaps, type Span, span } from "../../core/span.ts";
import type { Matcher } from "../../engine/matcher.ts";
import { asBuffer } from "../../formats/kit/bytes.ts";
import { isPlainText } from "../../formats/kit/encoding.ts";
import type { Copy } from "../../formats/kit/git-delta.ts";
import { text } from "../../formats/text.ts";
import { type Context, contextOf } from "../context.ts";
import { candidatesIn, signedIn, signsIn } from "../decoding.ts";
import { identify } from "../identify.ts";
import { ownRules } from "../own-rules.ts";
import { Sheet } from "../sheet.ts";
import { sightingsIn } from "../stretch.ts";
import { changedIn, hasLongLine, isCut, linesNear, placesOf } from "./changes.ts";

/** Where a value was found in a text. What a file's name says stands at no place. */
export interface Place {
  /** See `valueKey`. */
  readonly key: string;
  readonly at: Span | undefined;
}

/** What all findings of the same value at the same path have in common. */
export const valueKey = ({ rule, fingerprint, location }: Finding): string =>
  `${rule}\0${fingerprint}\0${location.path}`;

/** A text, as far as it can be told from it what a version of it holds. */
export interface Told {
  readonly size: number;
  readonly places: readonly Place[];
  /** Where it may be coded, whether or not it is. */
  readonly coded: readonly Span[];
}

/** A version of a text. */
export interface Version {
  readonly blob: Blob;
  readonly bytes: Uint8Array;
  /** What of the text it takes. */
  readonly copies: readonly Copy[];
}

/**
 * How far around a change something else may be found than before: what is shown
 * around a value and asked about it (`surroundings`), the name before it, and the
 * lines that a decoder looks at (`linesAround`). In bytes.
 */
const reach = 1024;
/** What is seen around that, so that nothing in it is found that a wider look would not. */
const seenAround = 512;
/** Texts with longer lines are looked at whole. */
const longestLine = 512;

/**
 * Tells what a version of a text holds from what is known of the text, by a look
 * at what changed. Most versions differ in a line or two. What is told is what a
 * look at all of it would tell; where that is not sure, nothing is.
 */
export class Versions {
  readonly #context: Context;
  readonly #overLines: Pick<Matcher, "mayMatch">;

  private constructor(context: Context, overLines: Pick<Matcher, "mayMatch">) {
    this.#context = context;
    this.#overLines = overLines;
  }

  static async of(context: Context): Promise<Versions> {
    return new Versions(context, await overLines(context));
  }

  /** What is to be remembered of a text that was looked at whole; none where its versions must be, too. */
  async begin(blob: Blob, bytes: Uint8Array, findings: readonly Finding[]): Promise<Told | undefined> {
    const path = pathOf(blob.origin);
    const isSimple = findings.every(
      ({ location, more }) =>
        !location.span ||
        (location.path === path && location.coding === undefined && more === undefined),
    );
    if (!isSimple || !this.#isByLines(bytes) || (await identify(blob)) !== text) return undefined;
    return {
      size: bytes.length,
      places: findings.map(placeOf),
      coded: this.#codedIn(bytes, span(0, bytes.length)),
    };
  }

  /** What a version holds, and what is to be remembered of it. */
  async next(known: Told, { blob, bytes, copies }: Version): Promise<Told | undefined> {
    const buffer = asBuffer(bytes);
    const changed = changedIn(copies, known.size, bytes.length);
    const near = linesNear(buffer, changed, { by: reach, longest: longestLine });
    const seen = near && linesNear(buffer, near, { by: seenAround, longest: longestLine });
    if (!seen || known.coded.some((at) => isCut(at, copies))) return undefined;
    const coded = known.coded.flatMap((at) => placesOf(at, copies));
    if (coded.some((at) => changed.some((part) => touches(at, part)))) return undefined;
    if (!seen.every((at) => this.#staysText(buffer, at, near))) return undefined;
    if ((near[0]?.start ?? headSize) < headSize && (await identify(blob)) !== text) return undefined;
    const fresh = await this.#found(blob, buffer, near);
    const places = [...stillThere(known, copies, near), ...fresh.map(placeOf)];
    return { size: bytes.length, places, coded };
  }

  /** Whether nothing in it may mean something else than its lines by themselves. */
  #isByLines(bytes: Uint8Array): boolean {
    if (!isPlainText(bytes)) return false;
    const { escape, wide } = this.#context.matcher.glance(bytes);
    return !escape && !wide && !this.#overLines.mayMatch(bytes);
  }

  #staysText(bytes: Buffer, at: Span, near: readonly Span[]): boolean {
    const seen = bytes.subarray(at.start, at.end);
    if (hasLongLine(seen, longestLine) || !this.#isByLines(seen)) return false;
    return near.every(
      (part) =>
        !overlaps(part, at) ||
        this.#codedIn(seen, span(part.start - at.start, part.end - at.start)).length === 0,
    );
  }

  /** Where something in a part of the bytes may be coded. */
  #codedIn(bytes: Uint8Array, part: Span): Span[] {
    const parts = new Map<number, Span[]>();
    for (const [sign, all] of signedIn(this.#context.matcher, bytes, signsIn.text))
      parts.set(
        sign,
        all.filter((at) => overlaps(at, part)),
      );
    return [...candidatesIn(asBuffer(bytes), parts)].map(({ candidate }) => candidate.span);
  }

  async #found(blob: Blob, bytes: Buffer, near: readonly Span[]): Promise<readonly Finding[]> {
    const sheet = new Sheet(this.#context, blob);
    const reader = {
      matcher: this.#context.matcher,
      notes: sheet.notes.bind(sheet),
    };
    for (const own of near) {
      const start = Math.max(0, own.start - seenAround);
      const seen = span(start, Math.min(bytes.length, own.end + seenAround));
      for (const each of sightingsIn(bytes.subarray(seen.start, seen.end), { own, seen }, reader))
        sheet.add(each);
    }
    return sheet.findings(text.keys?.bind(text), undefined);
  }
}

/** Whether two parts have a byte in common, or none between them. */
const touches = (one: Span, other: Span): boolean =>
  one.start <= other.end && one.end >= other.start;

/** What was found in what the version takes over, where it stands now. */
const stillThere = (
  { places }: Told,
  copies: readonly Copy[],
  near: readonly Span[],
): readonly Place[] =>
  places.flatMap((place) =>
    place.at
      ? placesOf(place.at, copies)
          .filter((at) => !near.some((part) => overlaps(at, part)))
          .map((at) => ({ ...place, at }))
      : [place],
  );

const placeOf = (finding: Finding): Place => ({
  key: valueKey(finding),
  at: finding.location.span,
});

/** Knows the rules that run over lines: they may find something else where a line far from theirs changed. */
async function overLines({ options }: Context): Promise<Pick<Matcher, "mayMatch">> {
  const all = [...ownRules, ...(options.user?.rules ?? [])];
  const rules = all.flatMap(({ id, lines }) =>
    lines === "many" && (options.rules.length === 0 || options.rules.includes(id)) ? [id] : [],
  );
  if (rules.length === 0) return { mayMatch: () => false };
  const { keywords: _, values: __, ...rest } = options;
  return (await contextOf({ ...rest, rules })).matcher;
}
