import { lengthOf, overlaps, type Span } from "../core/span.ts";
import { firstAbove } from "../core/spans.ts";
import type { Sighting } from "./sighting.ts";

interface Placed {
  readonly sighting: Sighting;
}

/**
 * In the order of places. Where a decoded string and the raw bytes both show
 * something, the string is right. What stood coded in either is told besides,
 * unless the same was seen without.
 */
export function onePerPlace<T extends Placed>(all: readonly T[]): T[] {
  const sorted = all.toSorted(
    (one, other) =>
      start(one) - start(other) ||
      Number(one.sighting.from === "stretch") - Number(other.sighting.from === "stretch"),
  );
  const coded = sorted.filter(({ sighting }) => sighting.from === "decoded");
  const plain = withoutRaw(sorted.filter(({ sighting }) => sighting.from !== "decoded"));
  if (coded.length === 0) return plain;
  const news = withoutKnown(plain, coded);
  const better = new Set(withoutMisread(plain, news));
  const told = new Set(news);
  return sorted.filter((each) => better.has(each) || told.has(each));
}

const start = ({ sighting }: Placed): number => sighting.span?.start ?? -1;

/** Without what was seen in raw bytes that a string holds. */
function withoutRaw<T extends Placed>(sorted: readonly T[]): T[] {
  const strings = sorted.filter(({ sighting }) => sighting.from === "string");
  let at = 0;
  return sorted.filter(({ sighting: { from, span } }) => {
    if (from === "string" || !span) return true;
    while (at < strings.length && (strings[at]?.sighting.span?.end ?? 0) <= span.start) at++;
    const string = strings[at]?.sighting.span;
    return !(string && overlaps(string, span));
  });
}

/** What stood coded, without what is seen at the same place anyhow, or as a part of what is. */
function withoutKnown<T extends Placed>(plain: readonly T[], coded: readonly T[]): T[] {
  const same = new Overlaps();
  const whole = new Overlaps();
  const secrets = new Overlaps();
  for (const { sighting } of plain) {
    if (!sighting.span) continue;
    same.add(sameId(sighting), sighting.span);
    whole.add(sighting.rule.id, sighting.span);
    if (sighting.rule.class === "secret" && !sighting.rule.general) secrets.add("", sighting.span);
  }
  return coded.filter(({ sighting }) => {
    const { span, rule } = sighting;
    if (!span) return true;
    if (same.touch(sameId(sighting), span)) return false;
    if (standsAsItIs(sighting) && whole.touch(rule.id, span)) return false;
    if (rule.general && secrets.touch("", span)) return false;
    same.add(sameId(sighting), span);
    return true;
  });
}

/** Without what is a coded value read as it stands: by the same rule, or by one that gives way to others. */
function withoutMisread<T extends Placed>(plain: readonly T[], news: readonly T[]): T[] {
  const read = new Overlaps();
  for (const { sighting } of news) {
    const { span, rule } = sighting;
    if (!span) continue;
    read.add(rule.id, span);
    if (rule.class === "secret") read.add("", span);
  }
  return plain.filter(({ sighting: { span, rule, from } }) => {
    if (!span || from === "string") return true;
    return !read.touch(rule.id, span) && !(rule.general && read.touch("", span));
  });
}

/** Whether nothing in the value is coded: with `%40` decoded, a URL's password would end at what is no `@`. */
const standsAsItIs = ({ span, value }: Sighting): boolean =>
  span !== undefined && lengthOf(span) === Buffer.byteLength(value.reveal());

const sameId = ({ rule, value }: Sighting): string => `${rule.id}\0${value.reveal()}`;

/** Places by what is seen there, added in the order in which they start. */
class Overlaps {
  readonly #spans = new Map<string, { readonly all: Span[]; readonly ends: number[] }>();

  add(id: string, at: Span): void {
    const known = this.#spans.get(id) ?? { all: [], ends: [] };
    known.all.push(at);
    // The furthest end so far, so that it ascends although one span may hold the next.
    known.ends.push(Math.max(at.end, known.ends.at(-1) ?? 0));
    this.#spans.set(id, known);
  }

  touch(id: string, at: Span): boolean {
    const known = this.#spans.get(id);
    if (!known) return false;
    for (let next = firstAbove(known.ends, at.start); next < known.all.length; next++) {
      const each = known.all[next] as Span;
      if (each.start >= at.end) return false;
      if (overlaps(each, at)) return true;
    }
    return false;
  }
}
