import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { isText } from "./kit/printable.ts";
import { regionsBySteps, unread } from "./kit/steps.ts";
import { learnerSteps } from "./kit/xgboost-learner.ts";

/** Newer releases of the deprecated form began files so; the oldest began with the numbers. */
const magic = Buffer.from("binf");
/** What `LearnerModelParamLegacy` takes, in bytes. */
const numbersSize = 136;
/** `reg:squarederror`, `survival:aft`. */
const longestName = 64;

/**
 * What XGBoost wrote up to release 3.0 unless asked for JSON: numbers, the names
 * of objective and booster, trees, then what was set as attribute.
 */
export const xgboostBinary: Format = {
  id: "xgboost-binary",
  title: "XGBoost (deprecated binary)",
  tier: "specific",
  specification: "https://github.com/dmlc/xgboost/blob/v2.1.4/src/learner.cc",
  reads: "names and attributes; trees skipped; trailer swept",
  tested: "XGBoost",

  matches: ({ head }) => holdsNames(head, startOf(head) + numbersSize),

  async *regions(blob) {
    const head = await blob.read(span(0, Math.min(magic.length, blob.size)));
    const cursor = new Cursor(blob, "xgboost-binary");
    cursor.skip(startOf(head));
    const isKnown = yield* regionsBySteps(cursor, learnerSteps(cursor));
    const rest = span(cursor.at, blob.size);
    if (!isKnown) yield* unread("unsupported: booster", rest);
    else if (cursor.left > 0) yield { kind: "dead", what: "after the model", span: rest };
  },
};

const startOf = (head: Uint8Array): number =>
  magic.equals(head.subarray(0, magic.length)) ? magic.length : 0;

/** Whether the names of an objective and of a booster stand at `at`, each behind its length. */
function holdsNames(head: Uint8Array, at: number): boolean {
  const objective = nameAt(head, at);
  const booster = objective && nameAt(head, objective.end);
  return booster !== undefined && /^(?:gbtree|dart|gblinear)$/.test(booster.text);
}

function nameAt(head: Uint8Array, at: number): { text: string; end: number } | undefined {
  if (at + 8 > head.length) return undefined;
  const view = new DataView(head.buffer, head.byteOffset + at, 8);
  const length = view.getUint32(0, true);
  const end = at + 8 + length;
  if (view.getUint32(4, true) !== 0 || length > longestName || end > head.length) return undefined;
  const bytes = head.subarray(at + 8, end);
  return isText(bytes) ? { text: new TextDecoder().decode(bytes), end } : undefined;
}
