import type { Format } from "../core/format.ts";
import { yamlEscapes } from "./kit/escapes.ts";
import { frontMatterLines, isMarkdownName } from "./kit/front-matter.ts";
import { headLines } from "./kit/head-lines.ts";
import { keyedText, keysByLine, type LineWalker, type Quoted } from "./kit/keyed-lines.ts";
import { keyText } from "./kit/key-path.ts";
import type { Line } from "./kit/lines.ts";
import { yamlWalker } from "./kit/yaml-keys.ts";

/** Something that Markdown has and other text rarely: a heading, a link, a fence, a table. */
const markup = /^(?:#{1,6} \S|```|~~~|\|.*\||={3,}$|-{3,}$)|\]\(\S+\)/;

/**
 * Markdown, with front matter in YAML as the Hub's model cards have it. Looked
 * at as it stands. What is found is named by its key in the front matter, below
 * that by the heading that it stands under.
 */
export const modelCard: Format = {
  id: "model-card",
  title: "Model card (Markdown)",
  tier: "general",
  specification: "https://huggingface.co/docs/hub/model-cards",
  lines: true,
  reads: "the text as it stands, and quoted strings of the front matter with escapes decoded",
  tested: "huggingface-hub",

  mayBeText: true,
  matches(probe) {
    if (frontMatterLines(probe) !== undefined) return true;
    return isMarkdownName(probe.name) && (headLines(probe) ?? []).some((line) => markup.test(line));
  },

  regions: (blob) => keyedText(blob, new Card(), yamlEscapes),

  keys: (blob, offsets) => keysByLine(blob, offsets, new Card()),
};

/** Longer headings are cut in a key. */
const longestHeading = 80;

class Card implements LineWalker {
  #place: "start" | "front" | "body" = "start";
  readonly #front = yamlWalker();
  /** The heading before this line: a heading does not name itself, it may be what was found. */
  #above: string | undefined;
  #heading: string | undefined;
  #fence: string | undefined;

  get quoted(): readonly Quoted[] {
    return this.#place === "front" ? (this.#front.quoted ?? []) : [];
  }

  next(line: Line): void {
    const isRule = line.text.trimEnd() === "---";
    if (this.#place === "start") this.#place = isRule ? "front" : "body";
    else if (this.#place === "front" && isRule) this.#place = "body";
    else if (this.#place === "front") this.#front.next(line);
    if (this.#place === "body") this.#body(line);
  }

  path(column: number): string | undefined {
    return this.#place === "front" ? this.#front.path(column) : this.#above;
  }

  #body({ text }: Line): void {
    this.#above = this.#heading;
    const fence = /^ {0,3}(```|~~~)/.exec(text)?.[1];
    if (fence !== undefined && this.#fence === undefined) this.#fence = fence;
    else if (fence !== undefined && fence === this.#fence) this.#fence = undefined;
    if (this.#fence === undefined && /^ {0,3}#{1,6} /.test(text))
      this.#heading = keyText(text.slice(0, longestHeading)).replace(/ #+$/, "");
  }
}
