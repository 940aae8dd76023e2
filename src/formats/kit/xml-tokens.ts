import type { Blob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";
import { blockSize, readBlock } from "./blocks.ts";

/** A longer tag, comment or text ends the walk: it would have to be held whole. */
const longestToken = 16 * blockSize;

/** A part of an XML text. Offsets are bytes of the blob; strings hold one character per byte. */
export interface XmlToken {
  /** `end` of an element, its whole tag for `start`; `other`: comments, declarations, instructions. */
  readonly kind: "start" | "end" | "text" | "other";
  readonly start: number;
  readonly end: number;
  /** The text of the token with its brackets. */
  readonly text: string;
}

/**
 * The tokens of an XML text, in batches, so that only a batch is waited for. Where
 * the text is no XML any more, the rest is one text, or is left out if it is long.
 */
export async function* xmlTokens(blob: Blob): AsyncGenerator<readonly XmlToken[]> {
  let size = blockSize;
  for (let at = 0; at < blob.size;) {
    const end = Math.min(at + size, blob.size);
    const { bytes } = await readBlock(blob, span(at, end));
    const tokens = tokensIn(bytes.toString("latin1"), at, end === blob.size);
    yield tokens;
    const next = tokens.at(-1)?.end ?? at;
    if (next === at && (size *= 2) > longestToken) return;
    if (next > at) size = blockSize;
    at = next;
  }
}

/** Those that end in this part; at the end of the file, the last one ends there. */
function tokensIn(text: string, base: number, isLast: boolean): XmlToken[] {
  const tokens: XmlToken[] = [];
  for (let at = 0; at < text.length;) {
    const found = tokenAt(text, at) ?? (isLast ? (["text", text.length] as const) : undefined);
    if (!found) break;
    const [kind, end] = found;
    tokens.push({ kind, start: base + at, end: base + end, text: text.slice(at, end) });
    at = end;
  }
  return tokens;
}

type Found = readonly [kind: XmlToken["kind"], end: number];

/** Tokens that end with a mark, by how they start; what starts otherwise is a tag. */
const marked: readonly (readonly [start: string, kind: XmlToken["kind"], end: string])[] = [
  ["<!--", "other", "-->"],
  ["<![CDATA[", "text", "]]>"],
  ["<?", "other", "?>"],
  ["</", "end", ">"],
];

/** Kind and end of the token that starts there; undefined when it does not end here. */
function tokenAt(text: string, at: number): Found | undefined {
  if (text[at] !== "<") {
    const end = text.indexOf("<", at);
    return end < 0 ? undefined : ["text", end];
  }
  for (const [start, kind, mark] of marked)
    if (text.startsWith(start, at)) {
      const found = text.indexOf(mark, at + start.length);
      return found < 0 ? undefined : [kind, found + mark.length];
    }
  return text.startsWith("<!", at) ? declaration(text, at) : tag(text, at);
}

/** A tag ends at the first `>` outside of quotes. */
function tag(text: string, at: number): Found | undefined {
  const marks = /[>"']/g;
  marks.lastIndex = at;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    if (mark[0] === ">") return ["start", marks.lastIndex];
    const close = text.indexOf(mark[0], marks.lastIndex);
    if (close < 0) return undefined;
    marks.lastIndex = close + 1;
  }
  return undefined;
}

/** A document type may hold declarations in brackets. */
function declaration(text: string, at: number): Found | undefined {
  const end = text.indexOf(">", at);
  if (end < 0) return undefined;
  if (!text.slice(at, end).includes("[")) return ["other", end + 1];
  const close = text.indexOf("]>", at);
  return close < 0 ? undefined : ["other", close + 2];
}
