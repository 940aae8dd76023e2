import type { Blob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { StringRegion } from "../core/region.ts";
import { span } from "../core/span.ts";
import { FlatWalk } from "./kit/flatbuffer.ts";
import { isPadding } from "./kit/flatbuffer-holes.ts";
import { flatTables } from "./kit/flatbuffer-schema.ts";
import { jsonRegions } from "./kit/json.ts";

const magic = [0x43, 0x42, 0x4d, 0x31];
const coreStart = 8;

/** What of the core holds text or leads to some, and its long vectors of numbers (model.fbs, features.fbs). */
const { ModelCore } = flatTables({
  ModelCore: {
    FormatVersion: "0: string",
    InfoMap: "2: [KeyValue]",
    ModelPartIds: "3: [string]",
    ModelTrees: "1: ModelTrees",
  },
  KeyValue: { Key: "0: label", Value: "1: string" },
  ModelTrees: {
    TreeSplits: "1: numbers(4)",
    CatFeatures: "4: [CatFeature]",
    FloatFeatures: "5: [FloatFeature]",
    OneHotFeatures: "6: [OneHotFeature]",
    LeafValues: "8: numbers(8)",
    LeafWeights: "9: numbers(8)",
  },
  CatFeature: { FeatureId: "2: string" },
  FloatFeature: { FeatureId: "4: string" },
  OneHotFeature: { StringValues: "2: [string]" },
});

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
    const core = span(coreStart, end);
    const walk = new FlatWalk(blob, "catboost", core);
    for await (const region of walk.regions(ModelCore, "$"))
      yield* region.kind === "string" ? settings(region) : [region];
    for (const hole of walk.unread(core))
      if (!(await isPadding(blob, hole))) yield { kind: "stretch", as: "binary", span: hole };
    if (end < blob.size) yield { kind: "stretch", as: "binary", span: span(end, blob.size) };
  },
};

async function coreSize(blob: Blob): Promise<number> {
  if (blob.size < coreStart) throw new MalformedError("catboost", 0, "no size of the core");
  const bytes = await blob.read(span(4, coreStart));
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
}

/** Where the texts of the map stand; what is before the last step is their name. */
const inMap = /^(?<key>\$\.InfoMap.*)\.Value$/s;

/** Most texts of the map are JSON: its strings, one by one. What is not stays one text. */
function settings(region: StringRegion): StringRegion[] {
  const key = inMap.exec(region.key)?.groups?.["key"];
  if (key === undefined) return [region];
  const named = { ...region, key };
  if (region.bytes[0] !== 0x7b) return [named];
  try {
    const inner = [...jsonRegions("catboost", region.bytes, region.spans[0].start)];
    return inner.map((each) => ({ ...each, key: key + each.key.slice(1) }));
  } catch (error) {
    if (error instanceof MalformedError) return [named];
    throw error;
  }
}
