import type { Companions } from "../core/finding.ts";
import type { Companion } from "../core/live-check.ts";
import type { Span } from "../core/span.ts";
import type { Match } from "../engine/matcher.ts";

/** How far from a credential something may stand that belongs to it, where its rule says nothing else, in bytes. */
const usualReach = 512;

/** So many of one kind are kept: whoever has more of them nearby has a list, in which nothing belongs to anything. */
const mostOfAKind = 3;

const utf8 = new TextDecoder();

/**
 * What may belong to a credential, by the names that its rule gives, nearest
 * first; nothing where the rule names none.
 */
export function companionsAt(bytes: Uint8Array, { rule, span }: Match): Companions | undefined {
  const wanted = Object.entries(rule.check?.companions ?? {});
  if (wanted.length === 0) return undefined;
  return Object.fromEntries(
    wanted.map(([name, companion]) => [
      name,
      companion.in === "value"
        ? matches(companion.pattern, textOf(bytes, span.start, span.end)).map(({ text }) => text)
        : nearest(companion, bytes, span),
    ]),
  );
}

const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  utf8.decode(bytes.subarray(start, end));

function nearest({ pattern, within = usualReach }: Companion, bytes: Uint8Array, own: Span) {
  const from = Math.max(0, own.start - within);
  const before = textOf(bytes, from, own.start);
  const after = textOf(bytes, own.end, own.end + within);
  // What reaches the edge may be a piece of something longer.
  const isCutBefore = from > 0;
  const isCutAfter = own.end + within < bytes.length;
  const all = [
    ...matches(pattern, before)
      .filter(({ start }) => start > 0 || !isCutBefore)
      .map(({ text, end }) => ({ text, away: before.length - end })),
    ...matches(pattern, after)
      .filter(({ end }) => end < after.length || !isCutAfter)
      .map(({ text, start }) => ({ text, away: start })),
  ];
  const sorted = all.toSorted((one, other) => one.away - other.away).map(({ text }) => text);
  return [...new Set(sorted)].slice(0, mostOfAKind);
}

function matches(pattern: RegExp, text: string) {
  const all = new RegExp(pattern, `${pattern.flags}g`);
  return Array.from(text.matchAll(all), ({ index, 0: whole, groups }) => ({
    text: groups?.["value"] ?? whole,
    start: index,
    end: index + whole.length,
  }));
}
