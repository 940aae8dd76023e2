import type { Coding } from "../../core/coding.ts";
import type { Candidate } from "../../core/decoder.ts";
import { type Span, span } from "../../core/span.ts";

/** How far around the sign a value may reach, and how far the end of its line is looked for beyond that; and how long a sign may be. In bytes. */
const reach = { around: 512, line: 2048, sign: 120 };

/** The lines around `at`, or as much of them as a value may reach. */
export function linesAround(text: Buffer, at: Span): Span {
  const low = Math.max(0, at.start - reach.around);
  const high = Math.min(text.length, at.end + reach.around);
  const before = text.subarray(Math.max(0, low - reach.line), low).lastIndexOf(0x0a);
  const after = text.subarray(high, high + reach.line).indexOf(0x0a);
  const start = before < 0 ? low : Math.max(0, low - reach.line) + before + 1;
  return span(start, after < 0 ? high : high + after);
}

/** The lines around each of the parts that `pattern` is in, one character per byte. */
export function* spelled(
  text: Buffer,
  parts: readonly Span[],
  { pattern, coding }: { readonly pattern: RegExp; readonly coding: Coding },
): Generator<Candidate> {
  for (const at of parts) {
    const seen = text.toString("latin1", Math.max(0, at.start - 1), at.end + reach.sign);
    if (pattern.test(seen)) yield { span: linesAround(text, at), coding, coded: "some" };
  }
}

/** All that `pattern` finds around the parts that `start` is in, which is quicker; each is coded by itself. */
export function* found(
  text: Buffer,
  parts: readonly Span[],
  {
    start: quick,
    pattern,
    coding,
  }: { readonly start: RegExp; readonly pattern: RegExp; readonly coding: Coding },
): Generator<Candidate> {
  for (const at of parts) {
    if (!quick.test(text.toString("latin1", at.start, at.end + reach.sign))) continue;
    const lines = linesAround(text, at);
    const seen = text.toString("latin1", lines.start, lines.end);
    for (const { index, 0: part } of seen.matchAll(pattern)) {
      const start = lines.start + index;
      yield { span: span(start, start + part.length), coding, coded: "all" };
    }
  }
}

/** What a sticky pattern matches at `at` of the bytes, looking at most `most` bytes ahead. */
export const matchAt = (
  pattern: RegExp,
  bytes: Uint8Array,
  { at, most }: { readonly at: number; readonly most: number },
): RegExpExecArray | null =>
  pattern.exec(
    Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(most, bytes.length - at)).toString(
      "latin1",
    ),
  );
