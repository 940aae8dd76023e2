import type { Format } from "../core/format.ts";
import { Cursor } from "./kit/cursor.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";
import { tensorflowMessages } from "./kit/tensorflow-messages.ts";
import { isGraph } from "./kit/tensorflow-probe.ts";

const firstTag = 0x0a;

/** A graph by itself, as TensorFlow 1 froze them: nodes whose constants are the weights. */
export const tensorflowGraph: Format = {
  id: "tensorflow-graph",
  title: "TensorFlow graph",
  tier: "specific",
  specification:
    "https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/framework/graph.proto",
  reads: "all strings of nodes and functions; weights skipped; unknown fields swept",
  tested: "tensorflow",

  matches: async ({ head, blob }) => head[0] === firstTag && isGraph(blob),

  regions: (blob) =>
    messageRegions(new Cursor(blob, "tensorflow-graph"), {
      blob,
      message: tensorflowMessages.GraphDef,
      key: "$",
      end: blob.size,
    }),
};
