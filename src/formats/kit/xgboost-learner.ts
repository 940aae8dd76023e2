import { span } from "../../core/span.ts";
import { countedText, textAhead } from "./counted-text.ts";
import type { Cursor } from "./cursor.ts";
import { keyStep } from "./key-path.ts";
import type { Step } from "./steps.ts";

/** Bytes of the structures that are written as they lie in memory. */
const sizes = { numbers: 136, booster: 160, tree: 148, node: 20, statistics: 16, linear: 136 };
/** Where in the first structure two flags stand. */
const attributesFlag = 12;
const metricsFlag = 16;
/** Where in a tree's structure its counts stand. */
const nodesAt = 4;
const leafVectorAt = 20;
/** Leaves of one number are in the nodes: newer releases write 1 for these, older ones 0. */
const noLeafVector = 1;

/**
 * The strings of a model in XGBoost's deprecated binary form; returns whether
 * its booster is known, because what follows one that is not cannot be found.
 *
 * @throws {MalformedError} Trees or strings end after the file does.
 */
export function* learnerSteps(cursor: Cursor): Generator<Step, boolean> {
  yield sizes.numbers;
  const hasAttributes = flagAt(cursor, attributesFlag);
  const hasMetrics = flagAt(cursor, metricsFlag);
  cursor.skip(sizes.numbers);
  yield* textSteps(cursor, "$.objective");
  const booster = yield* textSteps(cursor, "$.booster");
  if (!(yield* boosterSteps(cursor, booster))) return false;
  if (hasAttributes) yield* attributeSteps(cursor);
  if (cursor.left >= 8 && hasMetrics) yield* listSteps(cursor, "$.metrics");
  return true;
}

/** Whether a number of four bytes, `ahead` of the cursor, is not zero. */
const flagAt = (cursor: Cursor, ahead: number): boolean =>
  [0, 1, 2, 3].some((each) => cursor.peek(ahead + each) !== 0);

function* textSteps(cursor: Cursor, key: string): Generator<Step, string> {
  const length = yield* countSteps(cursor, 1);
  return yield* countedText(cursor, { length, key });
}

/** A count of things of at least `least` bytes each. */
function* countSteps(cursor: Cursor, least: number): Generator<Step, number> {
  yield 8;
  const count = cursor.u64();
  if (count * least > cursor.left)
    throw cursor.malformed(`${count} items, ${cursor.left} bytes left`, 8);
  return count;
}

function* boosterSteps(cursor: Cursor, booster: string): Generator<Step, boolean> {
  if (booster === "gblinear") {
    cursor.skip(sizes.linear);
    yield* numberSteps(cursor, "weights");
  } else if (booster === "gbtree" || booster === "dart") {
    yield* treesSteps(cursor);
    if (booster === "dart" && cursor.left >= 8) yield* numberSteps(cursor, "weight_drop");
  } else return false;
  return true;
}

/** A vector of four-byte numbers. */
function* numberSteps(cursor: Cursor, name: string): Generator<Step> {
  const count = yield* countSteps(cursor, 4);
  yield { kind: "tensor", name, span: span(cursor.at, cursor.at + count * 4) };
  cursor.skip(count * 4);
}

function* treesSteps(cursor: Cursor): Generator<Step> {
  yield sizes.booster;
  const count = cursor.u32();
  cursor.skip(sizes.booster - 4);
  const start = cursor.at;
  if (count * sizes.tree > cursor.left)
    throw cursor.malformed(`${count} trees, ${cursor.left} bytes left`);
  for (let index = 0; index < count; index++) yield* treeSteps(cursor);
  cursor.skip(count * 4);
  if (cursor.at > start) yield { kind: "tensor", name: "trees", span: span(start, cursor.at) };
}

function* treeSteps(cursor: Cursor): Generator<Step> {
  yield sizes.tree;
  const start = cursor.at;
  cursor.at = start + nodesAt;
  const nodes = cursor.u32();
  cursor.at = start + leafVectorAt;
  const leafVector = cursor.u32();
  cursor.at = start + sizes.tree;
  cursor.skip(nodes * (sizes.node + sizes.statistics));
  if (leafVector > noLeafVector) cursor.skip((yield* countSteps(cursor, 4)) * 4);
}

function* attributeSteps(cursor: Cursor): Generator<Step> {
  const count = yield* countSteps(cursor, 16);
  for (let index = 0; index < count; index++) {
    const length = yield* countSteps(cursor, 1);
    const key = `$.attributes${keyStep(yield* textAhead(cursor, length))}`;
    yield* countedText(cursor, { length, key, role: "name" });
    yield* textSteps(cursor, key);
  }
}

function* listSteps(cursor: Cursor, key: string): Generator<Step> {
  const count = yield* countSteps(cursor, 8);
  for (let index = 0; index < count; index++) yield* textSteps(cursor, `${key}[${index}]`);
}
