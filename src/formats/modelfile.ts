import type { Format } from "../core/format.ts";
import { narrowHead, opensWith } from "./kit/encoding.ts";
import { headLines, significant } from "./kit/head-lines.ts";
import { keysByLine, type LineWalker } from "./kit/keyed-lines.ts";
import { keyStep, keyText } from "./kit/key-path.ts";
import type { Line } from "./kit/lines.ts";
import { narrowText } from "./kit/narrow-text.ts";

const instruction =
  /^\s*(FROM|PARAMETER|TEMPLATE|SYSTEM|ADAPTER|LICENSE|MESSAGE|REQUIRES|RENDERER|PARSER|DRAFT)\s+(\S+)/i;
/** Dockerfiles have FROM as well, and none of these. */
const own = /^(?:PARAMETER|TEMPLATE|SYSTEM|ADAPTER|LICENSE|MESSAGE)$/;
/** Their first word says which parameter is set, or who speaks. */
const named = /^(?:PARAMETER|MESSAGE)$/i;
const comment = /^\s*#/;
const hash = 0x23;
const capitalF = 0x46;
const quotes = '"""';

/**
 * An Ollama Modelfile: from which weights a model is made, with which adapter,
 * parameters and system prompt. Looked at as it stands. Known by its first
 * instructions.
 */
export const modelfile: Format = {
  id: "modelfile",
  title: "Ollama Modelfile",
  tier: "general",
  specification: "https://github.com/ollama/ollama/blob/main/docs/modelfile.mdx",
  lines: true,
  reads: "the text as it stands",
  tested: "specification",

  mayBeText: true,
  matches: (probe) => {
    const isNamed = /(?:^|[/\\.])modelfile$/.test(probe.name);
    const mayBe = opensWith(probe.head, hash, capitalF) && narrowHead(probe.head)?.includes("FROM");
    if (!isNamed && mayBe !== true) return false;
    const lines = significant(headLines(probe) ?? [], comment);
    const words = lines.map((line) => instruction.exec(line)?.[1] ?? "");
    if (isNamed) return words[0] !== undefined && words[0] !== "";
    return words[0] === "FROM" && words.some((word) => own.test(word));
  },

  regions: (blob) => narrowText(blob),

  keys: (blob, offsets) => keysByLine(blob, offsets, new Modelfile()),
};

/** Follows instructions; a text in three quotes may run over lines. */
class Modelfile implements LineWalker {
  #path: string | undefined;
  #isOpen = false;

  next({ text, continues }: Line): void {
    const found = this.#isOpen || continues || comment.test(text) ? null : instruction.exec(text);
    if (found) {
      const [, word = "", first = ""] = found;
      const step = named.test(word) ? keyStep(keyText(first)) : "";
      this.#path = `$.${word.toUpperCase()}${step}`;
    }
    if ((text.split(quotes).length - 1) % 2 === 1) this.#isOpen = !this.#isOpen;
  }

  path(): string | undefined {
    return this.#path;
  }
}
