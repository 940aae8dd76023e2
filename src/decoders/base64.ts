import { type Candidate, type Decoder, signs } from "../core/decoder.ts";
import { type Span, span } from "../core/span.ts";
import { groupCode, promising, runs, tableOf, valuesOf } from "./kit/groups.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const code = groupCode({
  id: "base64",
  bits: 6,
  values: valuesOf(`${letters}+/`, `${letters}-_`),
});
const isIn = tableOf(`${letters}+/-_`);
/** Twenty characters spell fifteen bytes. */
const least = 20;
/** Addresses and names are no longer; data is. */
const longestJoined = 1024;
/** Who wraps lines makes them at least this long; MIME has 76, PEM 64. */
const leastLine = 40;

/**
 * Base64 in either alphabet (RFC 4648 §4, §5), also wrapped in lines. A part of a
 * path, or the end of an escape, may stand right before it, so each of four
 * characters is tried as the first.
 */
export const base64: Decoder = {
  id: "base64",
  title: "Base64, also URL-safe and in lines",
  sign: signs.run,
  *candidates(text, parts) {
    let done = 0;
    for (const run of runs(text, parts, { isIn, least })) {
      if (run.end <= done) continue;
      const whole = wrapped(text, run);
      const found = promising(text, whole, { ...code, phases: 4 });
      if (found) yield found;
      else if (run.end - run.start <= longestJoined) yield* inParts(text, run);
      done = whole.end;
    }
  },
};

/** The run with the lines that follow it, where they are as long as it, or the last. */
function wrapped(text: Buffer, run: Span): Span {
  const width = run.end - Math.max(run.start, text.lastIndexOf(0x0a, run.start) + 1);
  let end = run.end;
  if (width < leastLine) return run;
  for (;;) {
    const next = nextLine(text, end);
    if (!next || next.end - next.start > width) return span(run.start, end);
    end = next.end;
    if (next.end - next.start < width) return span(run.start, end);
  }
}

/** The run of characters that the next line is, but for white space before it and a mark behind it. */
function nextLine(text: Buffer, from: number): Span | undefined {
  let start = from;
  if (text[start] === 0x0d) start++;
  if (text[start] !== 0x0a) return undefined;
  start++;
  while (text[start] === 0x20 || text[start] === 0x09) start++;
  let end = start;
  while (end < text.length && isIn[text[end] as number] === 1) end++;
  return end > start && isLast(text[end]) ? span(start, end) : undefined;
}

const ends = tableOf("=\r\n\"'`");
/** Whether base64 may end before this byte. */
const isLast = (byte: number | undefined): boolean => byte === undefined || ends[byte] === 1;

const alphabets = [tableOf(`${letters}+/`), tableOf(`${letters}-_`)];

/** What stands between slashes, as in an address, or between the dashes of a name. */
function inParts(text: Buffer, run: Span): Candidate[] {
  const found: Candidate[] = [];
  for (const alphabet of alphabets)
    for (const part of runs(text, [run], { isIn: alphabet, least })) {
      if (part.end - part.start === run.end - run.start) break;
      const candidate = promising(text, part, { ...code, phases: 1 });
      if (candidate) found.push(candidate);
    }
  return found;
}
