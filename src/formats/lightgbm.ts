import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { plain } from "../core/coding.ts";
import { type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { jsonRegions } from "./kit/json.ts";
import { keyStep } from "./kit/key-path.ts";
import { type CursorLine, lineSteps } from "./kit/cursor-lines.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";

const beginning = /^tree\r?\nversion=v\d/;
const treesEnd = "end of trees";
/** Lines of the header with a word for each feature. */
const perFeature: ReadonlySet<string> = new Set(["feature_names", "feature_infos"]);

/**
 * What LightGBM saves: lines of text. A header names the features, then come the
 * trees, whose lengths the header tells, then the parameters, which name the
 * files that were trained on, and the categories of a data frame.
 */
export const lightgbm: Format = {
  id: "lightgbm",
  title: "LightGBM",
  tier: "specific",
  specification:
    "https://github.com/microsoft/LightGBM/blob/master/src/boosting/gbdt_model_text.cpp",
  lines: true,
  reads: "names of features, parameters, categories; trees skipped",
  tested: "LightGBM",

  mayBeText: true,
  matches: ({ head }) => beginning.test(Buffer.from(head.subarray(0, 64)).toString("latin1")),

  async *regions(blob) {
    const cursor = new Cursor(blob, "lightgbm");
    const sizes = yield* regionsBySteps(cursor, headerSteps(cursor));
    const trees = yield* regionsBySteps(cursor, treesSteps(cursor, sizes));
    for (const [index, at] of trees.entries())
      yield { kind: "tensor", name: `tree ${index}`, span: at };
    yield* regionsBySteps(cursor, restSteps(cursor));
  },
};

/** Yields what the header tells; the cursor then stands at the first tree. Returns how long the trees are. */
function* headerSteps(cursor: Cursor): Generator<Step, readonly number[]> {
  let sizes: readonly number[] = [];
  while (cursor.left > 0) {
    const line = yield* lineSteps(cursor);
    if (line.text.startsWith("Tree=") || line.text === treesEnd) {
      cursor.at = line.start;
      break;
    }
    const [key = "", text = ""] = halves(line.text, "=");
    if (key === "tree_sizes") sizes = text.trim().split(" ").map(Number);
    else if (perFeature.has(key)) yield* wordRegions(line, key);
    else yield* assignment(line, key, "=");
  }
  return sizes;
}

/** The trees, when the lengths that the header told lead to their end: else none, and all is read as text. */
function* treesSteps(cursor: Cursor, sizes: readonly number[]): Generator<Step, readonly Span[]> {
  const start = cursor.at;
  const spans: Span[] = [];
  let at = start;
  for (const size of sizes) {
    if (!(size > 0 && at + size <= cursor.end)) return [];
    spans.push(span(at, at + size));
    at += size;
  }
  cursor.at = at;
  const isEnd = cursor.left >= treesEnd.length && (yield* lineSteps(cursor)).text === treesEnd;
  cursor.at = isEnd ? at : start;
  return isEnd ? spans : [];
}

const parameter = /^\[(?<key>[^:\]]{1,200}): (?<text>.*)\]$/s;
const categories = "pandas_categorical:";

function* restSteps(cursor: Cursor): Generator<Step> {
  let section = "$";
  while (cursor.left > 0) {
    const line = yield* lineSteps(cursor);
    const found = parameter.exec(line.text);
    if (found)
      yield* part(line, `$.parameters${keyStep(found[1] ?? "")}`, line.text.indexOf(": ") + 2, 1);
    else if (line.text.startsWith(categories)) yield* categoryRegions(line);
    else if (/^[a-z_]+:$/.test(line.text)) section = `$.${line.text.slice(0, -1)}`;
    else if (section === "$.feature_importances") yield* part(line, section, 0);
    else yield* assignment(line, line.text.split("=", 1)[0] ?? "", "=");
  }
}

/** The text before the first of `mark`, and that after it. */
function halves(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** The value of `key=value`; a line of another kind is one by itself. */
function* assignment(line: CursorLine, key: string, mark: string): Generator<Region> {
  const isOne = key.length < line.text.length && key.length <= 200;
  if (isOne) yield* part(line, `$${keyStep(key)}`, key.length + mark.length);
  else yield* part(line, "$", 0);
}

/** The line from `from` on without its last `less` bytes, unless nothing is left. */
function* part(line: CursorLine, key: string, from: number, less = 0): Generator<Region> {
  const end = line.bytes.length - less;
  if (end <= from) return;
  const at = span(line.start + from, line.start + end);
  yield value(key, at, plain, line.bytes.subarray(from, end));
}

function* wordRegions(line: CursorLine, key: string): Generator<Region> {
  let from = key.length + 1;
  for (let index = 0; from < line.bytes.length; index++) {
    const found = line.bytes.indexOf(0x20, from);
    const end = found < 0 ? line.bytes.length : found;
    yield* part(line, `$.${key}[${index}]`, from, line.bytes.length - end);
    from = end + 1;
  }
}

/** `pandas_categorical:` and the categories of each column as JSON. */
function* categoryRegions(line: CursorLine): Generator<Region> {
  const from = categories.length;
  const base = line.start + from;
  for (const region of jsonRegions("lightgbm", line.bytes.subarray(from), base))
    yield { ...region, key: `$.pandas_categorical${region.key.slice(1)}` };
}
