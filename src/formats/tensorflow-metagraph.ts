import type { Format } from "../core/format.ts";
import { Cursor } from "./kit/cursor.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";
import { tensorflowMessages } from "./kit/tensorflow-messages.ts";
import { isMetaGraph } from "./kit/tensorflow-probe.ts";

const firstTag = 0x0a;

/**
 * The `.meta` file beside a checkpoint of TensorFlow 1: one meta graph, with the
 * collections in which training code kept what it liked.
 */
export const tensorflowMetagraph: Format = {
  id: "tensorflow-metagraph",
  title: "TensorFlow meta graph",
  tier: "specific",
  specification:
    "https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/meta_graph.proto",
  reads: "all strings of the graph and its collections; weights skipped; unknown fields swept",
  tested: "tensorflow",

  matches: async ({ head, blob }) => head[0] === firstTag && isMetaGraph(blob),

  regions: (blob) =>
    messageRegions(new Cursor(blob, "tensorflow-metagraph"), {
      blob,
      message: tensorflowMessages.MetaGraphDef,
      key: "$",
      end: blob.size,
    }),

  fixedNames: "the checkpoint has the variables by these names, in order",
};
