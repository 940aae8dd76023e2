import { latin1 } from "../core/latin1.ts";
import type { Blob } from "../core/blob.ts";
import { type Format, headSize } from "../core/format.ts";
import { span } from "../core/span.ts";
import { encodingOf, isWide } from "./kit/encoding.ts";
import { keyStep } from "./kit/key-path.ts";
import { narrowText } from "./kit/narrow-text.ts";
import { wideText } from "./kit/wide-text.ts";

/**
 * Text of any kind. UTF-8 and the 8-bit code pages are looked at as they stand;
 * lines with terminal colours, and UTF-16 that another program appended, are
 * looked at decoded too. UTF-16 and UTF-32 are looked at decoded only.
 */
export const text: Format = {
  id: "text",
  title: "Text",
  tier: "fallback",
  specification: "https://www.unicode.org/versions/latest/",
  lines: true,
  reads: "every line; UTF-8, UTF-16, UTF-32 and 8-bit code pages; terminal colours removed",
  tested: "logging, rich",

  mayBeText: true,
  matches: ({ head }) => encodingOf(head) !== undefined,
  inParts: (head) => !isWide(encodingOf(head) ?? "8-bit"),

  async *regions(blob) {
    const head = await blob.read(span(0, Math.min(headSize, blob.size)));
    const encoding = encodingOf(head) ?? "8-bit";
    yield* isWide(encoding) ? wideText(blob, encoding) : narrowText(blob);
  },

  keys: (blob, offsets) => Promise.all(offsets.map((offset) => assignedName(blob, offset))),
};

/** How far from its value a name is looked for, and how long a value may be, in bytes. */
const reach = { before: 256, after: 512 };

/**
 * `$.NAME` where the line is an assignment: `NAME=value`, `export NAME=value`,
 * or `name: value` with a value of one word, which a sentence has not.
 */
async function assignedName(blob: Blob, offset: number): Promise<string | undefined> {
  const from = Math.max(0, offset - reach.before);
  const bytes = await blob.read(span(from, Math.min(offset + reach.after, blob.size)));
  const around = latin1(bytes);
  const before = around.slice(0, offset - from);
  const start = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
  if (start === 0 && from > 0) return undefined;
  const found = assignment.exec(around.slice(start).split(/[\r\n]/, 1)[0] ?? "");
  if (!found || before.length - start < found[0].length) return undefined;
  return `$${keyStep(found.groups?.["shell"] ?? found.groups?.["plain"] ?? "")}`;
}

const assignment =
  /^\s*(?:(?:export\s+|set\s+)?(?<shell>[A-Za-z_][\w.-]{0,99})=(?!=)|(?<plain>[A-Za-z_][\w.-]{0,99})\s*:\s+(?=\S+\s*$))/;
