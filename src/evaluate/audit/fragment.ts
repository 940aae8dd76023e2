import { type Span, span } from "../../core/span.ts";
import type { SourceText } from "./text.ts";

/** A text that stands in a file, perhaps indented or quoted there: a script in YAML. */
export interface Fragment {
  readonly text: string;
  readonly source: SourceText;
  /** Where a part of the text stands in the file. */
  readonly spanOf: (part: Span) => Span;
}

/** A whole file as a fragment of itself. */
export const wholeOf = (source: SourceText): Fragment => ({
  text: source.text,
  source,
  spanOf: (part) => part,
});

/** A part of a fragment as a fragment of its own. */
export const partOf = (fragment: Fragment, part: Span): Fragment => ({
  text: fragment.text.slice(part.start, part.end),
  source: fragment.source,
  spanOf: ({ start, end }) => fragment.spanOf(span(part.start + start, part.start + end)),
});

/**
 * What a file spells at `raw`, with indents, quotes and escapes, as the text that
 * it means. Characters of the text come in the same order there; what stands
 * between them in the file is how it is written.
 */
export function alignedIn(source: SourceText, raw: Span, text: string): Fragment {
  // Most texts are never asked for a place.
  let places: Uint32Array | undefined;
  const placeOf = (at: number): number => {
    places ??= alignment(source.text.slice(raw.start, raw.end), text);
    return raw.start + (places[at] ?? raw.end - raw.start);
  };
  return {
    text,
    source,
    spanOf: ({ start, end }) => {
      const from = placeOf(start);
      return span(from, end <= start ? from : Math.max(from, placeOf(end - 1) + 1));
    },
  };
}

const escaped: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0" };

/** For each character of the text, where in the raw text it is spelled. */
function alignment(raw: string, text: string): Uint32Array {
  const places = new Uint32Array(text.length);
  let at = 0;
  for (let each = 0; each < text.length; each++) {
    const wanted = text[each] ?? "";
    // A line end may be an escape, or a folded space; a character that is nowhere stands where the last one did.
    const found = nextSpelling(raw, at, wanted);
    places[each] = found.start;
    at = found.end;
  }
  return places;
}

function nextSpelling(raw: string, from: number, wanted: string): Span {
  const isSpace = wanted === " " || wanted === "\n";
  for (let at = from; at < raw.length; at++) {
    const here = raw[at] ?? "";
    if (here === wanted || (isSpace && (here === "\n" || here === " "))) return span(at, at + 1);
    if (here === "\\" && escaped[raw[at + 1] ?? ""] === wanted) return span(at, at + 2);
  }
  return span(from, from);
}

/** Fragments of one file one after the other. */
export function joinedFragment(source: SourceText, parts: readonly Fragment[]): Fragment {
  const starts: number[] = [];
  let length = 0;
  for (const part of parts) {
    starts.push(length);
    length += part.text.length;
  }
  const startOf = (index: number): number => starts[index] ?? 0;
  const holderOf = (at: number): number =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= at),
    );
  return {
    text: parts.map(({ text }) => text).join(""),
    source,
    spanOf: ({ start, end }) => {
      const [first, last] = [holderOf(start), holderOf(Math.max(start, end - 1))];
      const from = parts[first]?.spanOf(span(start - startOf(first), start - startOf(first) + 1));
      const to = parts[last]?.spanOf(
        span(Math.max(0, end - 1 - startOf(last)), end - startOf(last)),
      );
      return span(
        from?.start ?? 0,
        Math.max(from?.start ?? 0, end > start ? (to?.end ?? 0) : (from?.start ?? 0)),
      );
    },
  };
}
