import type { Probe } from "../../core/format.ts";
import { opensWith } from "./encoding.ts";
import { headLines } from "./head-lines.ts";

const markdownName = /\.(?:md|markdown|mdx)$|(?:^|\/)(?:readme|model[-_ ]?card)$/;

/** What the front matter of a model card or of a Space holds, and other YAML rarely at its top. */
const cardKey =
  /^(?:license|tags|language|library_name|base_model|pipeline_tag|datasets|model-index|model_name|title|sdk):/;

/** Markdown: a heading, or a sentence. */
const prose = /^(?:#{1,6} \S|[A-Z][^:]*$|!?\[|<)/;

/** Whether a blob's name is one of Markdown. */
export const isMarkdownName = (name: string): boolean => markdownName.test(name);

/**
 * The lines of a Markdown text's front matter, without the `---` around it, as
 * far as the head goes. `undefined` where the text has none: YAML with several
 * documents starts the same, and is told apart by its name and what follows.
 */
export function frontMatterLines(probe: Probe): readonly string[] | undefined {
  const lines = opensWith(probe.head, 0x2d) ? (headLines(probe) ?? []) : [];
  if (lines[0]?.trimEnd() !== "---") return undefined;
  const close = lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---");
  const inside = lines.slice(1, close < 0 ? undefined : close);
  if (isMarkdownName(probe.name)) return inside;
  const after = close < 0 ? undefined : lines.slice(close + 1).find((line) => line.trim() !== "");
  const isCard = inside.some((line) => cardKey.test(line));
  return isCard && after !== undefined && prose.test(after) ? inside : undefined;
}
