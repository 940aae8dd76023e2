import { type Blob, slice } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { Region, StringRegion } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { jsonRegions } from "./kit/json.ts";
import { FlatReader } from "./kit/flatbuffer-lite.ts";
import { keyStep } from "./kit/key-path.ts";

const magic = [0x43, 0x42, 0x4d, 0x31];
const coreStart = 8;
/** What is left between two values is offsets and lengths, when it is not longer. */
const shortest = 16;

/** Fields of `TModelCore`, of its `TModelTrees`, and of the features in them (model.fbs, features.fbs). */
const core = { formatVersion: 0, trees: 1, info: 2, parts: 3 };
const trees = { splits: 1, cat: 4, float: 5, oneHot: 6, leafValues: 8, leafWeights: 9 };
const featureId = { float: 4, cat: 2 };
const oneHotTexts = 2;

/**
 * A CatBoost model: a flatbuffer with the trees, the names of features and a map
 * of texts, which holds the parameters of the training; other parts may follow.
 */
export const catboost: Format = {
  id: "catboost",
  title: "CatBoost",
  tier: "specific",
  specification:
    "https://github.com/catboost/catboost/blob/master/catboost/libs/model/flatbuffers/model.fbs",
  reads: "parameters, feature names, categories; leaves skipped; all else swept",
  tested: "CatBoost",

  matches: ({ head }) => head.length > coreStart && magic.every((byte, at) => head[at] === byte),

  async *regions(blob) {
    const end = coreStart + (await coreSize(blob));
    if (end > blob.size)
      throw new MalformedError("catboost", 4, `core ends at ${end} of ${blob.size}`);
    const inner = slice(blob, span(coreStart, end), "core");
    const seen: Span[] = [];
    for await (const region of coreRegions(inner)) {
      const moved = moveRegion(region);
      if (moved.kind === "string") seen.push(...moved.spans);
      else if (moved.kind === "tensor") seen.push(moved.span);
      yield moved;
    }
    yield* unseen(seen, span(coreStart, blob.size));
  },
};

async function coreSize(blob: Blob): Promise<number> {
  if (blob.size < coreStart) throw new MalformedError("catboost", 0, "no size of the core");
  const bytes = await blob.read(span(4, coreStart));
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
}

/** The same region in the file, of which the core is a part. */
function moveRegion(region: Region): Region {
  const move = ({ start, end }: Span): Span => span(start + coreStart, end + coreStart);
  if (region.kind === "string") return { ...region, spans: [move(region.spans[0])] };
  return region.kind === "tensor" ? { ...region, span: move(region.span) } : region;
}

async function* coreRegions(blob: Blob): AsyncGenerator<Region> {
  const reader = new FlatReader(blob, "catboost");
  const root = await reader.table(0);
  yield* reader.string("$.FormatVersion", root.field(core.formatVersion));
  yield* infoRegions(reader, root.field(core.info));
  yield* textRegions(reader, "$.ModelPartIds", root.field(core.parts));
  const at = root.field(core.trees);
  if (at !== undefined) yield* treeRegions(reader, at);
}

async function* infoRegions(reader: FlatReader, at: number | undefined): AsyncGenerator<Region> {
  const { count, start } = await reader.vector(at, 4);
  for (let index = 0; index < count; index++) {
    const pair = await reader.table(start + index * 4);
    let key = `$.InfoMap[${index}]`;
    for await (const region of reader.string(key, pair.field(0)))
      if (region.kind === "string") {
        key = `$.InfoMap${keyStep(shown(region.bytes))}`;
        yield { ...region, key, role: "name" };
      }
    for await (const region of reader.string(key, pair.field(1)))
      yield* region.kind === "string" ? settings(region) : [region];
  }
}

/** Most texts of the map are JSON: its strings, one by one. What is not stays one text. */
function settings(region: StringRegion): StringRegion[] {
  if (region.bytes[0] !== 0x7b) return [region];
  try {
    const base = region.spans[0].start;
    const inner = [...jsonRegions("catboost", region.bytes, base)];
    return inner.map((each) => ({ ...each, key: region.key + each.key.slice(1) }));
  } catch (error) {
    if (error instanceof MalformedError) return [region];
    throw error;
  }
}

const shown = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 200));

async function* textRegions(
  reader: FlatReader,
  key: string,
  at: number | undefined,
): AsyncGenerator<Region> {
  const { count, start } = await reader.vector(at, 4);
  for (let index = 0; index < count; index++)
    yield* reader.string(`${key}[${index}]`, start + index * 4);
}

async function* treeRegions(reader: FlatReader, at: number): AsyncGenerator<Region> {
  const table = await reader.table(at);
  for (const kind of ["float", "cat"] as const) {
    const { count, start } = await reader.vector(table.field(trees[kind]), 4);
    for (let index = 0; index < count; index++) {
      const feature = await reader.table(start + index * 4);
      yield* reader.string(`$.${kind}_features[${index}]`, feature.field(featureId[kind]));
    }
  }
  const { count, start } = await reader.vector(table.field(trees.oneHot), 4);
  for (let index = 0; index < count; index++) {
    const feature = await reader.table(start + index * 4);
    yield* textRegions(reader, `$.one_hot_features[${index}]`, feature.field(oneHotTexts));
  }
  yield* numberRegions(reader, "TreeSplits", { at: table.field(trees.splits), width: 4 });
  yield* numberRegions(reader, "LeafValues", { at: table.field(trees.leafValues), width: 8 });
  yield* numberRegions(reader, "LeafWeights", { at: table.field(trees.leafWeights), width: 8 });
}

async function* numberRegions(
  reader: FlatReader,
  name: string,
  { at, width }: { readonly at: number | undefined; readonly width: number },
): AsyncGenerator<Region> {
  const { count, start } = await reader.vector(at, width);
  if (count > 0) yield { kind: "tensor", name, span: span(start, start + count * width) };
}

/** What neither a string nor numbers were found in: offsets, other tables, the parts behind the core. */
function* unseen(seen: readonly Span[], within: Span): Generator<Region> {
  let at = within.start;
  const ends = [...seen].sort((one, other) => one.start - other.start);
  for (const next of [...ends, span(within.end, within.end)]) {
    if (next.start - at >= shortest)
      yield { kind: "stretch", as: "binary", span: span(at, next.start) };
    at = Math.max(at, next.end);
  }
}
