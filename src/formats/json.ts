import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { holdsByte } from "./kit/blocks.ts";
import { cutJson } from "./kit/json-cut.ts";
import { jsonShape } from "./kit/json-shape.ts";
import { escapedStrings, jsonKeys, wholeJson } from "./kit/json-text.ts";

const backslash = 0x5c;

/**
 * A JSON text is looked at as it stands. Its strings with escapes are looked at
 * decoded as well; a text without a backslash is not walked at all.
 *
 * The walk ends where the text stops being JSON, and at a single string of over
 * 16 MiB. Escapes behind that are not decoded; the raw text is still looked at.
 */
export const json: Format = {
  id: "json",
  title: "JSON",
  tier: "general",
  specification: "https://www.rfc-editor.org/rfc/rfc8259",
  lines: true,
  reads: "the text as it stands, and every string with escapes decoded",
  tested: "transformers",

  mayBeText: true,
  matches: (probe) => jsonShape(probe) === "document",

  async *regions(blob) {
    yield { kind: "stretch", as: "text", span: span(0, blob.size) };
    if (await holdsByte(blob, backslash)) yield* escapedStrings(blob, wholeJson(blob, "json"));
  },

  keys: (blob, offsets) => jsonKeys(blob, offsets, wholeJson(blob, "json")),

  cut: cutJson,
};
