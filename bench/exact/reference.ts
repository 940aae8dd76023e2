import type { Rule } from "../../src/core/rule.ts";
import { span } from "../../src/core/span.ts";
import type { Match } from "../../src/engine/matcher.ts";
import { judge } from "../../src/engine/proofs.ts";
import { textBreaks } from "../../src/engine/windows.ts";

/** What is run over: all of it, and its lines. */
export interface Text {
  readonly whole: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** @param bytes As many as V8 can hold in one string: 500 MB. */
export function textOf(bytes: Buffer): Text {
  const lines: Line[] = [];
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    end = start;
    while (end < bytes.length && textBreaks[bytes[end] ?? 0] === 0) end++;
    if (end > start) lines.push({ start, text: bytes.toString("latin1", start, end) });
  }
  return { whole: bytes.toString("latin1"), lines };
}

/**
 * Every match of a rule: its pattern, all of it, is run over everything, without
 * literals, windows or blocks. A rule sees a line at a time, unless it says otherwise.
 */
export function* everyMatch(rule: Rule, { whole, lines }: Text): Generator<Match> {
  const pattern = new RegExp(rule.pattern.source, flagsOf(rule));
  const parts = rule.lines === "many" ? [{ start: 0, text: whole }] : lines;
  for (const { start, text } of parts) {
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      const match = matchOf(rule, start, found);
      if (match) yield match;
      if (found[0] === "") pattern.lastIndex++;
    }
  }
}

/** As much of what stands before a value as the engine looks at: it may name it. */
const nameSize = 120;

const flagsOf = ({ pattern }: Rule): string => [...new Set(`${pattern.flags}dgm`)].join("");

function matchOf(
  rule: Rule,
  start: number,
  { indices, groups, input }: RegExpExecArray,
): Match | undefined {
  const place = indices?.groups?.["value"];
  const value = groups?.["value"];
  if (!place || value === undefined) return undefined;
  const confidence = judge(rule, value, input.slice(Math.max(0, place[0] - nameSize), place[0]));
  if (confidence === undefined) return undefined;
  return { rule, span: span(start + place[0], start + place[1]), confidence };
}
