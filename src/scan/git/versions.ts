import { type Blob, nameOf, pathOf } from "../../core/blob.ts";
import { signs, signWidth } from "../../core/decoder.ts";
import type { Finding } from "../../core/finding.ts";
import type { Format } from "../../core/format.ts";
import { lengthOf, overlaps, type Span, span } from "../../core/span.ts";
import type { Matcher } from "../../engine/matcher.ts";
import { asBuffer } from "../../formats/kit/bytes.ts";
import { copiesOf, type Copy } from "../../formats/kit/git-delta.ts";
import { text } from "../../formats/text.ts";
import { artefactsByFormat, artefactsByName } from "../artefacts.ts";
import type { Context } from "../context.ts";
import { type CodedBlock, codedInBlock } from "../coded.ts";
import { candidatesIn, Decoding, signedIn, signsIn, type Text } from "../decoding.ts";
import { Sheet } from "../sheet.ts";
import { sightingsOf } from "../stretch.ts";
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

/** A file, maybe a version of another one. */
export interface Version {
  readonly blob: Blob;
  readonly bytes: Uint8Array;
  readonly format: Format;
  /** The changes that make it of the other one. */
  readonly delta: Uint8Array | undefined;
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
/** A larger part is looked at block by block, with all of the text. In bytes. */
const longestPart = 1024 * 1024;
/** A shorter part that is coded lies in what is seen around a change in it. */
const longCoded = 512;
/** Stands in what ends a zip, which may follow any text, and in no text. */
const zipByte = 5;

/**
 * Tells what a text holds by a look at its lines, and what a version of it holds
 * by a look at what changed: most versions differ in a line or two. What is told
 * is what a look at all of it would tell; where that is not sure, nothing is.
 */
export class Versions {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * What a text holds, and what is to be remembered of it.
   *
   * @param known What is known of the one that it is a version of.
   */
  async told(version: Version, known: Told | undefined): Promise<Told | undefined> {
    const { delta, format } = version;
    if (format !== text) return undefined;
    const changed = known && delta && (await this.#next(known, version, copiesOf(delta)));
    return changed ?? this.#first(version);
  }

  async #first({ blob, bytes }: Version): Promise<Told | undefined> {
    if (bytes.length > longestPart) return undefined;
    const whole = span(0, bytes.length);
    const found = await this.#found({ blob, bytes: asBuffer(bytes) }, [whole]);
    if (!found) return undefined;
    const path = pathOf(blob.origin);
    const named = [
      ...artefactsByName(this.#context, path, nameOf(blob.origin)),
      ...artefactsByFormat(this.#context, path, text.id),
    ];
    const places = [...named, ...found].map(placeOf);
    return { size: bytes.length, places, coded: this.#longCoded(bytes) };
  }

  /** What is to be remembered of a text that was looked at whole; none where its versions must be, too. */
  begin({ blob, bytes, format }: Version, findings: readonly Finding[]): Told | undefined {
    const path = pathOf(blob.origin);
    const isSimple = findings.every(
      (each) => !each.location.span || (each.location.path === path && isPlaced(each)),
    );
    if (!isSimple || format !== text || !this.#isByLines(bytes)) return undefined;
    return {
      size: bytes.length,
      places: findings.map(placeOf),
      coded: this.#longCoded(bytes),
    };
  }

  async #next(
    known: Told,
    { blob, bytes }: Version,
    copies: readonly Copy[],
  ): Promise<Told | undefined> {
    const version = asBuffer(bytes);
    const changed = changedIn(copies, known.size, bytes.length);
    const near = linesNear(version, changed, { by: reach, longest: longestLine });
    if (!near || known.coded.some((at) => isCut(at, copies))) return undefined;
    const coded = known.coded.flatMap((at) => placesOf(at, copies));
    if (coded.some((at) => near.some((part) => overlaps(at, part)))) return undefined;
    const found = await this.#found({ blob, bytes: version }, near);
    if (!found) return undefined;
    const places = [...stillThere(known, copies, near), ...found.map(placeOf)];
    return { size: bytes.length, places, coded };
  }

  /** Whether it is a text of which nothing depends on what stands far from it. */
  #isByLines(bytes: Uint8Array): boolean {
    const { matcher } = this.#context;
    const { escape, wide } = matcher.glance(bytes);
    if (escape || wide || asBuffer(bytes).includes(zipByte)) return false;
    return matcher.findInLines(bytes) !== undefined;
  }

  /** The long parts of a text that are coded. */
  #longCoded(bytes: Uint8Array): Span[] {
    const parts = signedIn(this.#context.matcher, bytes, signs.run);
    return [...candidatesIn(asBuffer(bytes), parts)]
      .map(({ candidate }) => candidate.span)
      .filter((at) => lengthOf(at) > longCoded);
  }

  /** What is found in some lines of a text; none at all where more may be found there. */
  async #found(
    { blob, bytes }: { readonly blob: Blob; readonly bytes: Buffer },
    near: readonly Span[],
  ): Promise<readonly Finding[] | undefined> {
    const sheet = new Sheet(this.#context, blob);
    if (!this.#see(bytes, near, sheet) || sheet.dropped > 0) return undefined;
    const findings = await sheet.findings(text.keys?.bind(text), undefined);
    return findings.every(isPlaced) ? findings : undefined;
  }

  /** Notes what is found in some lines of a text, coded or not. @returns Whether that is all that is to be found there. */
  #see(bytes: Buffer, near: readonly Span[], sheet: Sheet): boolean {
    const { matcher } = this.#context;
    let isAll = true;
    const decoding = new Decoding({ matcher, size: bytes.length, gap: () => (isAll = false) });
    const notes = sheet.notes.bind(sheet);
    const strings = new StringBlock({ matcher, notes, found: sheet.add.bind(sheet), decoding });
    for (const own of near) {
      const seen = around(own, bytes.length);
      const lines = bytes.subarray(seen.start, seen.end);
      if (lines.length > longestPart || hasLongLine(lines, longestLine)) return false;
      if (lines.includes(zipByte)) return false;
      const block = { bytes: placed(lines, matcher), seen, own, mask: signsIn.text };
      if (!this.#seeLines(block, sheet)) return false;
      const texts = [...codedInBlock(block, decoding)];
      if (texts.some(isLong)) return false;
      strings.addDecoded(texts);
    }
    strings.flush();
    return isAll && decoding.packed.length === 0;
  }

  /** Notes what stands in some lines. @returns See `#see`. */
  #seeLines({ bytes, own, seen }: CodedBlock, sheet: Sheet): boolean {
    const { matcher } = this.#context;
    const { escape, wide } = matcher.glance(bytes);
    const matches = escape || wide ? undefined : matcher.findInLines(bytes);
    if (!matches) return false;
    const notes = sheet.notes.bind(sheet);
    for (const each of sightingsOf(matches, bytes, { own, seen }, notes)) sheet.add(each);
    return true;
  }
}

/** The bytes where the engine searches them without copying them each time; as they stand before it has such memory. */
function placed(bytes: Uint8Array, matcher: Matcher): Uint8Array {
  const room = matcher.room(bytes.length);
  room?.set(bytes);
  return room ?? bytes;
}

/** Whether the place of a value, and of every other one of it, is known. What is spelled by others is not where it stands. */
const isPlaced = ({ location, more }: Finding): boolean =>
  location.coding === undefined && more === undefined;

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
