import type { Coding } from "../core/coding.ts";
import { type Candidate, type Decoder, signs } from "../core/decoder.ts";
import { type Span, span } from "../core/span.ts";
import { linesAround } from "./kit/spelled.ts";

const coding: Coding = {
  id: "reversed",
  decode: (coded) => coded.toReversed(),
  places: (coded) => {
    const starts = Uint32Array.from(coded, (_, at) => coded.length - 1 - at);
    return { starts, ends: starts.map((at) => at + 1) };
  },
};

/** A literal of at least fifteen characters. */
const literal = /(["'`])([^"'`\r\n]{15,4000})\1/g;

/** Literals near `[::-1]`, with which Python turns them round. */
export const reversed: Decoder = {
  id: "reversed",
  title: "Literals turned round",
  sign: signs.list,
  *candidates(text, parts) {
    for (const at of parts) {
      const lines = linesAround(text, at);
      const seen = text.toString("latin1", lines.start, lines.end);
      if (seen.includes("[::-1]")) yield* literals(seen, lines);
    }
  },
};

function* literals(seen: string, { start }: Span): Generator<Candidate> {
  for (const { index, 2: inner = "" } of seen.matchAll(literal)) {
    const from = start + index + 1;
    yield { span: span(from, from + inner.length), coding, coded: "all" };
  }
}
