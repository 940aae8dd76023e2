import { type Flow, flowUpTo, noFlow } from "./yaml-flow.ts";
import {
  closingQuote,
  type LineWalker,
  type OpenQuote,
  type Quoted,
  quoteOn,
} from "./keyed-lines.ts";
import { documentRoot, keyText, type Level, pathOf } from "./key-path.ts";
import type { Line } from "./lines.ts";

/** A block collection, and the column at which its entries stand. */
interface Block extends Level {
  readonly indent: number;
}

/** Deeper documents than this are made to exhaust readers. */
const deepest = 200;

/**
 * Follows YAML by its indentation, as configuration files are written: block
 * and flow collections, block scalars, quoted scalars over several lines, and
 * several documents. Not followed: keys after `?`, and what aliases stand for.
 *
 * A walk and no parser: text that is no YAML gives paths that mean little, but
 * never an error.
 */
export const yamlWalker = (): LineWalker => new YamlWalk();

class YamlWalk implements LineWalker {
  quoted: Quoted[] = [];
  readonly #levels: Block[] = [];
  #document = 0;
  #text = "";
  /** The column that lines must be past to belong to a block scalar. */
  #scalar: number | undefined;
  #open: OpenQuote | undefined;
  #flow: Flow = noFlow;
  /** The flow collection as it was at column `#flowFrom` of this line. */
  #flowBefore: Flow = noFlow;
  #flowFrom = 0;

  next(line: Line): void {
    this.quoted = [];
    if (line.continues) return;
    this.#text = line.text;
    this.#flowBefore = this.#flow;
    this.#flowFrom = 0;
    const indent = line.text.search(/[^ ]/);
    if (indent < 0) return;
    const marker = /^(?:---|\.\.\.)(?=\s|$) */.exec(line.text);
    if (marker) this.#startDocument(marker[0].startsWith("-"));
    else if (this.#goesOn(line, indent)) return;
    if (line.text[indent] === "#" || line.text.startsWith("%")) return;
    this.#entry(line, marker ? marker[0].length : indent);
  }

  path(column: number): string | undefined {
    const span = [this.#flowFrom, Math.min(column, this.#text.length)] as const;
    const { levels } =
      this.#flow === this.#flowBefore ? this.#flow : flowUpTo(this.#flowBefore, this.#text, span);
    const all = [...this.#levels, ...levels];
    return all.length === 0 ? undefined : this.#pathOf(all);
  }

  #pathOf(levels: readonly Level[]): string {
    return pathOf(levels, documentRoot(this.#document));
  }

  #startDocument(isStart: boolean): void {
    if (isStart && this.#levels.length > 0) this.#document++;
    this.#levels.length = 0;
    this.#scalar = undefined;
    this.#open = undefined;
    this.#flow = noFlow;
    this.#flowBefore = noFlow;
  }

  /** Whether the line belongs to a scalar or flow collection that an earlier one opened. */
  #goesOn(line: Line, indent: number): boolean {
    if (this.#scalar !== undefined) {
      if (indent > this.#scalar) return true;
      this.#scalar = undefined;
    }
    const isDeeper = indent > this.#indent || this.#levels.length === 0;
    if (this.#open) {
      // What opened as a quote was none, if the line stands where only a key can.
      if (isDeeper) this.#quoteGoesOn(line, 0);
      else this.#open = undefined;
      return isDeeper;
    }
    if (this.#flow.levels.length === 0) return false;
    if (isDeeper || /[\]}]/.test(line.text[indent] ?? "")) {
      this.#flowGoesOn(line, indent);
      return true;
    }
    this.#flow = noFlow;
    this.#flowBefore = noFlow;
    return false;
  }

  get #indent(): number {
    return this.#levels.at(-1)?.indent ?? -1;
  }

  /** One or more `- `, then a key, then the start of a value; each may be missing. */
  #entry(line: Line, from: number): void {
    let column = from;
    let parent = -1;
    while (/^-(?:\s|$)/.test(line.text.slice(column, column + 2))) {
      this.#enterItem(column);
      parent = column;
      column += 1 + (line.text.slice(column + 1).search(/\S|$/) || 0);
    }
    const key = keyAt(line.text, column);
    if (key) {
      this.#enterKey(column, key.text);
      parent = column;
      column = key.end;
    } else if (parent < 0) parent = this.#indent;
    this.#value(line, column, parent);
  }

  #enterItem(indent: number): void {
    while (this.#indent > indent) this.#levels.pop();
    const top = this.#levels.at(-1);
    if (top?.array && top.indent === indent)
      this.#levels[this.#levels.length - 1] = { ...top, index: top.index + 1 };
    else this.#push({ array: true, index: 0, key: "", indent });
  }

  #enterKey(indent: number, key: string): void {
    while (this.#indent > indent || (this.#indent === indent && this.#levels.at(-1)?.array))
      this.#levels.pop();
    if (this.#indent === indent) this.#levels.pop();
    this.#push({ array: false, index: 0, key, indent });
  }

  #push(level: Block): void {
    if (this.#levels.length < deepest) this.#levels.push(level);
  }

  /** @param parent The column of the entry that the value belongs to. */
  #value(line: Line, from: number, parent: number): void {
    const start = from + (/^\s*(?:[&!]\S*\s+)*/.exec(line.text.slice(from))?.[0].length ?? 0);
    const first = line.text[start] ?? "";
    if (/^[|>][-+0-9]*\s*(?:#.*)?$/.test(line.text.slice(start))) this.#scalar = parent;
    else if (first === '"' || first === "'") {
      this.#open = { quote: first, start: line.start + start + 1, escaped: false };
      this.#quoteGoesOn(line, start + 1);
    } else if (first === "{" || first === "[") this.#flowGoesOn(line, start);
  }

  #quoteGoesOn(line: Line, from: number): void {
    if (!this.#open) return;
    const { open, found } = quoteOn(this.#open, line, from);
    this.#open = open;
    if (found) this.quoted.push({ ...found, key: this.#pathOf(this.#levels) });
  }

  #flowGoesOn(line: Line, from: number): void {
    this.#flowBefore = this.#flow;
    this.#flowFrom = from;
    this.#flow = flowUpTo(this.#flow, line.text, [from, line.text.length], (found) =>
      this.quoted.push({
        start: line.start + found.start,
        end: line.start + found.end,
        key: this.#pathOf([...this.#levels, ...found.levels]),
      }),
    );
  }
}

/** A key of a block mapping at the column, and where its value starts. */
function keyAt(
  text: string,
  column: number,
): { readonly text: string; readonly end: number } | undefined {
  const quote = text[column] ?? "";
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, column + 1, quote, quote === '"');
    const colon = close < 0 ? null : /^\s*:(?=\s|$)/.exec(text.slice(close + 1));
    if (!colon) return undefined;
    return { text: keyText(text.slice(column + 1, close)), end: close + 1 + colon[0].length };
  }
  const plain = plainKey.exec(text.slice(column, column + longestKey));
  return plain ? { text: keyText(plain[1] ?? ""), end: column + plain[0].length } : undefined;
}

/** Longer keys are sentences. */
const longestKey = 256;
const plainKey = /^([^\s"'[\]{},#&*!|>%@`?-][^#]*?|-[^\s#][^#]*?):(?=\s|$)/;
