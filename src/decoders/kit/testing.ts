import * as fc from "fast-check";
import { expect } from "vitest";
import type { Decoder } from "../../core/decoder.ts";
import { span } from "../../core/span.ts";

/** A token of the right form, made up at run time. */
export const fakeToken = ["hf", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("_");

/** What the candidates in a text spell. */
export const spelledIn = (decoder: Decoder, text: string): string[] => {
  const bytes = Buffer.from(text);
  return [...decoder.candidates(bytes, [span(0, bytes.length)])].map(
    ({ span: { start, end }, coding }) =>
      Buffer.from(coding.decode(bytes.subarray(start, end))).toString(),
  );
};

/** The characters that spell the first place of `value` in what the first candidate of a text spells. */
export function charactersOf(decoder: Decoder, text: string, value: string): string {
  const bytes = Buffer.from(text);
  for (const { span: at, coding } of decoder.candidates(bytes, [span(0, bytes.length)])) {
    const coded = bytes.subarray(at.start, at.end);
    const from = Buffer.from(coding.decode(coded)).indexOf(value);
    if (from < 0) continue;
    const { starts, ends } = coding.places(coded);
    const places = [from, from + value.length - 1].flatMap((each) => [
      starts[each] ?? 0,
      ends[each] ?? 0,
    ]);
    return coded.toString("latin1", Math.min(...places), Math.max(...places));
  }
  return "";
}

/** Holds a decoder against any text: it does not fail, stays within the text, and says of each byte where it is from. */
export function expectSound(decoder: Decoder, pieces: readonly string[]): void {
  const piece = fc.oneof(
    fc.constantFrom(...pieces),
    fc.string({ unit: "binary-ascii", maxLength: 30 }),
  );
  const texts = fc.array(piece, { maxLength: 12 }).map((all) => Buffer.from(all.join("")));
  fc.assert(
    fc.property(texts, fc.nat(200), fc.nat(200), (text, one, other) => {
      const start = Math.min(one, other, text.length);
      const at = span(start, Math.min(text.length, Math.max(one, other)));
      for (const { span: part, coding } of decoder.candidates(text, [at])) {
        expect(part.start).toBeGreaterThanOrEqual(0);
        expect(part.end).toBeLessThanOrEqual(text.length);
        const coded = text.subarray(part.start, part.end);
        const { starts, ends } = coding.places(coded);
        const decoded = coding.decode(coded);
        expect([starts.length, ends.length]).toEqual([decoded.length, decoded.length]);
        expect(starts.every((each, index) => each < (ends[index] ?? 0))).toBe(true);
        expect(ends.every((each) => each <= coded.length)).toBe(true);
      }
    }),
  );
}
