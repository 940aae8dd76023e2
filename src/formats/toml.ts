import type { Format } from "../core/format.ts";
import { quotedEscapes } from "./kit/escapes.ts";
import { headLines, significant } from "./kit/head-lines.ts";
import {
  keyedText,
  keysByLine,
  type LineWalker,
  type OpenQuote,
  type Quoted,
  quoteOn,
} from "./kit/keyed-lines.ts";
import { keyStep, keyText } from "./kit/key-path.ts";
import { cutLines } from "./kit/line-cut.ts";
import type { Line } from "./kit/lines.ts";

const names = /\.toml$|(?:^|\/)(?:pipfile|(?:poetry|uv|pdm|cargo)\.lock)$/;
const start = /^\s*(?:\[\[?[\w."' -]+\]\]?\s*(?:#.*)?$|(?:[\w.-]+|"[^"]*"|'[^']*')\s*=)/;

/**
 * TOML is looked at as it stands; strings in double quotes with escapes are
 * looked at decoded as well. Known by its name and its first line.
 */
export const toml: Format = {
  id: "toml",
  title: "TOML",
  tier: "general",
  specification: "https://toml.io/en/v1.0.0",
  lines: true,
  reads: "the text as it stands, and quoted strings with escapes decoded",
  tested: "specification",

  mayBeText: true,
  matches(probe) {
    if (!names.test(probe.name)) return false;
    const first = significant(headLines(probe) ?? [], /^\s*#/)[0];
    return first !== undefined && start.test(first);
  },

  regions: (blob) => keyedText(blob, new Toml(), quotedEscapes),

  keys: (blob, offsets) => keysByLine(blob, offsets, new Toml()),

  cut: (blob, keys) => cutLines(blob, keys, () => new Toml()),
};

/** More tables of one name are counted as one. */
const mostArrays = 10_000;

/** Follows tables, keys, and values over several lines. Inside a value in braces the key before it counts. */
class Toml implements LineWalker {
  quoted: Quoted[] = [];
  #table = "$";
  #path = "$";
  /** How many tables each array of tables has, by its path. */
  readonly #arrays = new Map<string, number>();
  #open: OpenQuote | undefined;
  /** How many brackets of the value are open. */
  #depth = 0;

  next(line: Line): void {
    this.quoted = [];
    if (line.continues) return;
    if (this.#open || this.#depth > 0) {
      this.#value(line, 0);
      return;
    }
    const header = /^\s*(\[\[?)([^\]]{1,512})\]/.exec(line.text);
    if (header) this.#enterTable(header[2] ?? "", header[1] === "[[");
    else this.#assign(line);
  }

  path(): string | undefined {
    return this.#path === "$" ? undefined : this.#path;
  }

  #enterTable(name: string, isArray: boolean): void {
    const parts = dotted(name);
    let path = "$";
    for (const [index, part] of parts.entries()) {
      path += keyStep(part);
      const isLast = index === parts.length - 1;
      const count = this.#arrays.get(path);
      const next = isLast && isArray ? (count ?? 0) + 1 : count;
      if (next === undefined) continue;
      if (this.#arrays.size < mostArrays) this.#arrays.set(path, next);
      path += `[${next - 1}]`;
    }
    this.#table = path;
    this.#path = path;
  }

  #assign(line: Line): void {
    const found = /^\s*([^\s=#[\]{},][^=#[\]{},]{0,255})=/.exec(line.text);
    if (!found) return;
    this.#path =
      this.#table +
      dotted(found[1] ?? "")
        .map(keyStep)
        .join("");
    this.#value(line, found[0].length);
  }

  /** Takes the strings and brackets of a value from column `from` on. */
  #value(line: Line, from: number): void {
    let at = this.#open ? this.#string(line, from) : from;
    for (; at < line.text.length; at++) {
      const mark = line.text[at] ?? "";
      if (mark === "#") return;
      if (mark === "[" || mark === "{") this.#depth++;
      else if (mark === "]" || mark === "}") this.#depth = Math.max(0, this.#depth - 1);
      else if (mark === '"' || mark === "'") {
        const quote = line.text.startsWith(mark.repeat(3), at) ? mark.repeat(3) : mark;
        const after = at + quote.length;
        this.#open = { quote, start: line.start + after, escaped: false };
        at = this.#string(line, after) - 1;
      }
    }
  }

  /** Goes on with the open string and returns the column after its end. */
  #string(line: Line, from: number): number {
    if (!this.#open) return from;
    const { quote } = this.#open;
    const { close, open, found } = quoteOn(this.#open, line, from);
    this.#open = quote.length === 3 ? open : undefined;
    if (found) this.quoted.push({ ...found, key: this.#path });
    return close < 0 ? line.text.length : close + quote.length;
  }
}

/** The parts of a dotted key: `a."b.c".d`. */
const dotted = (key: string): readonly string[] =>
  [...key.matchAll(/"([^"]*)"|'([^']*)'|([^\s."']+)/g)].map(([, double, single, bare]) =>
    keyText(double ?? single ?? bare ?? ""),
  );
