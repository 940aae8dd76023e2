import type { Format } from "../core/format.ts";
import { Cursor } from "./kit/cursor.ts";
import { wires } from "./kit/protobuf.ts";
import { messagesOf } from "./kit/protobuf-fields.ts";
import { firstFields } from "./kit/protobuf-probe.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";
import { tensorflowTable } from "./kit/tensorflow-messages.ts";
import { isMetaGraph } from "./kit/tensorflow-probe.ts";

const { SavedModel } = messagesOf({
  ...tensorflowTable,
  SavedModel: { 1: "saved_model_schema_version", 2: "meta_graphs[]: MetaGraphDef" },
});

/** It has been 1 since 2016. */
const latestVersion = 16;

/**
 * `saved_model.pb`, TensorFlow's graphs with all that is needed to run them.
 * Regions are its strings: names, attributes, constants (the paths of assets are
 * such), functions, collections, versions; the settings of objects as documents.
 */
export const tensorflowSavedmodel: Format = {
  id: "tensorflow-savedmodel",
  title: "TensorFlow SavedModel",
  tier: "specific",
  specification:
    "https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/saved_model.proto",
  reads: "all strings of graphs, functions and objects; weights skipped; unknown fields swept",
  tested: "tensorflow, tf-keras",

  async matches({ head, blob }) {
    if (head[0] !== 0x08) return false;
    const [version, graph] = await firstFields(blob, SavedModel, 2);
    return (
      version?.number === 1 &&
      version.value <= latestVersion &&
      graph?.number === 2 &&
      graph.wire === wires.bytes &&
      isMetaGraph(blob, graph.payload)
    );
  },

  regions: (blob) =>
    messageRegions(new Cursor(blob, "tensorflow-savedmodel"), {
      blob,
      message: SavedModel,
      key: "$",
      end: blob.size,
    }),

  fixedNames: "the checkpoint has the variables by these names, in order",
};
