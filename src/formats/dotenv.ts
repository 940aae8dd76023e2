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
import { keyStep } from "./kit/key-path.ts";
import { cutLines } from "./kit/line-cut.ts";
import type { Line } from "./kit/lines.ts";

const names = /(?:^|\/)(?:\.env(?:rc|[._-][\w.-]+)?|[\w.-]+\.env)$/;
const assignment = /^\s*(?:export\s+)?([A-Za-z_][\w.-]{0,255})\s*=\s*(["'`]?)/;

/**
 * Variables for a program, one `NAME=value` on a line. Looked at as it stands;
 * values in double quotes with escapes, such as keys with `\n` in them, are
 * looked at decoded as well. Known by its name and its first lines.
 */
export const dotenv: Format = {
  id: "dotenv",
  title: "Environment file",
  tier: "general",
  specification: "https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow",
  lines: true,
  reads: "the text as it stands, and quoted values with escapes decoded",
  tested: "specification",

  mayBeText: true,
  matches(probe) {
    if (!names.test(probe.name)) return false;
    const first = significant(headLines(probe) ?? [], /^\s*#/)[0];
    return first !== undefined && assignment.test(first);
  },

  regions: (blob) => keyedText(blob, new Dotenv(), quotedEscapes),

  keys: (blob, offsets) => keysByLine(blob, offsets, new Dotenv()),

  cut: (blob, keys) => cutLines(blob, keys, () => new Dotenv()),
};

/** Follows variables and their quoted values, which may run over lines. */
class Dotenv implements LineWalker {
  quoted: Quoted[] = [];
  #path: string | undefined;
  #open: OpenQuote | undefined;

  next(line: Line): void {
    this.quoted = [];
    if (line.continues) return;
    if (this.#open) {
      this.#string(line, 0);
      return;
    }
    const found = assignment.exec(line.text);
    this.#path = found?.[1] === undefined ? undefined : `$${keyStep(found[1])}`;
    if (!found?.[2]) return;
    this.#open = { quote: found[2], start: line.start + found[0].length, escaped: false };
    this.#string(line, found[0].length);
  }

  path(): string | undefined {
    return this.#path;
  }

  #string(line: Line, from: number): void {
    if (!this.#open) return;
    const { open, found } = quoteOn(this.#open, line, from);
    this.#open = open;
    if (found && this.#path !== undefined) this.quoted.push({ ...found, key: this.#path });
  }
}
