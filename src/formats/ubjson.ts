import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { regionsBySteps } from "./kit/steps.ts";
import { beginsUbjson, documentSteps } from "./kit/ubjson.ts";

/**
 * JSON in binary, draft 12. XGBoost writes its models so, with all that was set
 * as attribute and the names of features; arrays of numbers are the trees.
 */
export const ubjson: Format = {
  id: "ubjson",
  title: "UBJSON (XGBoost)",
  tier: "specific",
  specification: "https://ubjson.org/",
  reads: "keys and strings; arrays of numbers skipped, of bytes swept; trailer swept",
  tested: "XGBoost",

  mayBeText: true,
  matches: ({ head }) => beginsUbjson(head),

  async *regions(blob) {
    const cursor = new Cursor(blob, "ubjson");
    cursor.littleEndian = false;
    yield* regionsBySteps(cursor, documentSteps(cursor));
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the document", span: span(cursor.at, blob.size) };
  },
};
