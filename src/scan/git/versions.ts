import { type Blob, pathOf } from "../../core/blob.ts";
import { signs, signWidth } from "../../core/decoder.ts";
import type { Finding } from "../../core/finding.ts";
import { headSize } from "../../core/format.ts";
import { lengthOf, overlaps, type Span, span } from "../../core/span.ts";
import type { Matcher } from "../../engine/matcher.ts";
import { asBuffer } from "../../formats/kit/bytes.ts";
import type { Copy } from "../../formats/kit/git-delta.ts";
import { text } from "../../formats/text.ts";
import { type Context, contextOf } from "../context.ts";
import { type CodedBlock, codedInBlock } from "../coded.ts";
import { candidatesIn, Decoding, signedIn, signsIn, type Text } from "../decoding.ts";
import { identify } from "../identify.ts";
import { ownRules } from "../own-rules.ts";
import { Sheet } from "../sheet.ts";
import { sightingsIn } from "../stretch.ts";
import { StringBlock } from "../strings.ts";
import { changedIn, hasLongLine, isCut, linesNear, placesOf } from "./changes.ts";

/** Where a value was found in a text. What a file's name says stands at no place. */
export interface Place {
  /** See `valueKey`. */
  readonly key: string;
  readonly at: Span | undefined;
}

/** What all findings of the same value at the same path have in common. A comment lets pass only the versions that have it. */
export const valueKey = ({ rule, fingerprint, location, allowedBy }: Finding): string =>
  [rule, fingerprint, location.path, allowedBy].join("\0");

/** A text, as far as it can be told from it what a version of it holds. */
export interface Told {
  readonly size: number;
  readonly places: readonly Place[];
  /** Long parts that are coded: what one of them spells may change all through where one of its lines does. */
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
 * around a value and asked about it (`surroundings`), the name before it, and what
 * a decoder looks at around a sign (`linesAround`). In bytes, and then whole lines.
 */
const reach = 512;
/** What is seen around that, so that a wider look would find the same there. In bytes. */
const seenAround = 1024;
/** Texts with longer lines are looked at whole. */
const longestLine = 512;
/** A shorter part that is coded lies in what is seen around a change in it. */
const longCoded = 512;
/** Stands in what ends a zip, which may follow any text, and in no text. */
const zipByte = 5;

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
  async begin(
    blob: Blob,
    bytes: Uint8Array,
    findings: readonly Finding[],
  ): Promise<Told | undefined> {
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
      coded: this.#longCoded(bytes),
    };
  }

  /** What a version holds, and what is to be remembered of it. */
  async next(known: Told, { blob, bytes, copies }: Version): Promise<Told | undefined> {
    const version = asBuffer(bytes);
    const changed = changedIn(copies, known.size, bytes.length);
    const near = linesNear(version, changed, { by: reach, longest: longestLine });
    if (!near || known.coded.some((at) => isCut(at, copies))) return undefined;
    const coded = known.coded.flatMap((at) => placesOf(at, copies));
    if (coded.some((at) => near.some((part) => overlaps(at, part)))) return undefined;
    if ((near[0]?.start ?? headSize) < headSize && (await identify(blob)) !== text)
      return undefined;
    const sheet = new Sheet(this.#context, blob);
    if (!this.#see(version, near, sheet)) return undefined;
    const fresh = await sheet.findings(text.keys?.bind(text), undefined);
    // What is spelled by others is not where it stands.
    if (fresh.some(({ location }) => location.coding !== undefined)) return undefined;
    const places = [...stillThere(known, copies, near), ...fresh.map(placeOf)];
    return { size: bytes.length, places, coded };
  }

  /** Whether it is a text of which nothing depends on what stands far from it. */
  #isByLines(bytes: Uint8Array): boolean {
    const { matcher } = this.#context;
    const { escape, wide } = matcher.glance(bytes);
    if (escape || wide || bytes.includes(zipByte)) return false;
    return !matcher.mayMatch(bytes) || !this.#overLines.mayMatch(bytes);
  }

  /** The long parts of a text that are coded. */
  #longCoded(bytes: Uint8Array): Span[] {
    const parts = signedIn(this.#context.matcher, bytes, signs.run);
    return [...candidatesIn(asBuffer(bytes), parts)]
      .map(({ candidate }) => candidate.span)
      .filter((at) => lengthOf(at) > longCoded);
  }

  /** Notes what is found in some lines of a text, coded or not. @returns Whether that is all that is to be found there. */
  #see(bytes: Buffer, near: readonly Span[], sheet: Sheet): boolean {
    const { matcher } = this.#context;
    let isAll = true;
    const decoding = new Decoding({ matcher, size: bytes.length, gap: () => (isAll = false) });
    const strings = new StringBlock(matcher, sheet.notes.bind(sheet), decoding);
    for (const own of near) {
      const seen = around(own, bytes.length);
      const part = bytes.subarray(seen.start, seen.end);
      const block = { bytes: part, seen, own, mask: signsIn.text };
      if (hasLongLine(part, longestLine) || !this.#seeLines(block, sheet)) return false;
      const texts = [...codedInBlock(block, decoding)];
      if (texts.some(isLong)) return false;
      for (const each of strings.addDecoded(texts)) sheet.add(each);
    }
    for (const each of strings.flush()) sheet.add(each);
    return isAll && decoding.packed.length === 0;
  }

  /** Notes what stands in some lines. @returns See `#see`. */
  #seeLines({ bytes, own, seen }: CodedBlock, sheet: Sheet): boolean {
    const { matcher } = this.#context;
    const lines = bytes.subarray(own.start - seen.start, own.end - seen.start);
    const { escape, wide } = matcher.glance(lines);
    if (escape || wide || lines.includes(zipByte)) return false;
    if (!matcher.mayMatch(lines)) return true;
    if (this.#overLines.mayMatch(lines)) return false;
    const reader = { matcher, notes: sheet.notes.bind(sheet) };
    for (const each of sightingsIn(bytes, { own, seen }, reader)) sheet.add(each);
    return true;
  }
}

/** What is seen of a text around a part of it. Signs of codings are told of for each 64 bytes of the text. */
const around = ({ start, end }: Span, size: number): Span =>
  span(Math.max(0, start - seenAround) & -signWidth, Math.min(size, end + seenAround));

/** Whether a coding spells all of a long text, and not some characters in it. */
const isLong = ({ changed, region: { spans } }: Text): boolean =>
  !changed && lengthOf(spans[0]) > longCoded;

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
