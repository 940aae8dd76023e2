import { closingQuote } from "./keyed-lines.ts";
import { keyText, type Level } from "./key-path.ts";

/** Deeper collections than this are made to exhaust readers. */
const deepest = 100;

/** Longer keys are cut in a path. */
const longestKey = 256;

/** Where a walk through a flow collection stands: `{a: [1, {b: c}]}` (YAML 1.2.2 §7.4). */
export interface Flow {
  readonly levels: readonly Level[];
  /** The text since the last mark, which a colon makes a key. */
  readonly token: string;
}

export const noFlow: Flow = { levels: [], token: "" };

/** A string in double quotes, by columns, with the levels it stands in. */
interface FlowString {
  readonly start: number;
  readonly end: number;
  readonly levels: readonly Level[];
}

/**
 * Goes on with a flow collection from column `from` up to `to`. A quoted string
 * is taken to end on its line.
 *
 * @param found Called with each string in double quotes that holds a backslash.
 */
export function flowUpTo(
  flow: Flow,
  text: string,
  [from, to]: readonly [number, number],
  found?: (string: FlowString) => void,
): Flow {
  const levels = [...flow.levels];
  let { token } = flow;
  for (let at = from; at < to; at++) {
    const mark = text[at] ?? "";
    if (isQuote(mark) && token.trim() === "") {
      const end = quotedEnd(text, at);
      token = text.slice(at + 1, end);
      if (mark === '"' && token.includes("\\"))
        found?.({ start: at + 1, end, levels: [...levels] });
      at = end;
    } else if (mark === "#" && isSpace(text[at - 1])) break;
    else if (isMark(text, at)) {
      step(levels, mark, token);
      token = "";
      if (levels.length === 0) break;
    } else token += mark;
  }
  return { levels, token };
}

function step(levels: Level[], mark: string, token: string): void {
  const top = levels.at(-1);
  if (mark === "{" || mark === "[") {
    if (levels.length < deepest) levels.push({ array: mark === "[", index: 0, key: "" });
  } else if (mark === "}" || mark === "]") levels.pop();
  else if (top && mark === ",") levels[levels.length - 1] = { ...top, index: top.index + 1 };
  else if (top) levels[levels.length - 1] = { ...top, key: keyText(token.slice(0, longestKey)) };
}

function quotedEnd(text: string, at: number): number {
  const mark = text[at] ?? "";
  const close = closingQuote(text, at + 1, mark, mark === '"');
  return close < 0 ? text.length : close;
}

/** A colon is a mark when a space, a bracket or a quoted string follows, as in JSON. */
const isMark = (text: string, at: number): boolean =>
  "{}[],".includes(text[at] ?? " ") ||
  (text[at] === ":" && /^(?:$|[\s,{}[\]"'])/.test(text.slice(at + 1, at + 2)));

const isQuote = (mark: string): boolean => mark === '"' || mark === "'";
const isSpace = (character: string | undefined): boolean => /^\s?$/.test(character ?? "");
