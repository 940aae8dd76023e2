import type { Format } from "../core/format.ts";
import { Cursor } from "./kit/cursor.ts";
import { firstFields, textOfField } from "./kit/protobuf-probe.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";
import { tensorflowMessages } from "./kit/tensorflow-messages.ts";

const { FrameEntry, GraphDebugInfo, TraceEntry } = tensorflowMessages;

const firstTag = 0x0a;
/** Source files that a graph came from. A large program has some hundred. */
const mostFiles = 5000;

/**
 * `debug/saved_model_debug_info.pb`: for each node of a graph the calls that made
 * it, with the paths of source files and the lines themselves.
 */
export const tensorflowDebugInfo: Format = {
  id: "tensorflow-debug-info",
  title: "TensorFlow debug info",
  tier: "specific",
  specification:
    "https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/framework/graph_debug_info.proto",
  reads: "paths of source files, lines of source, names of functions and nodes",
  tested: "tensorflow",

  async matches({ head, blob }) {
    if (head[0] !== firstTag) return false;
    const fields = await firstFields(blob, GraphDebugInfo, mostFiles);
    const entry = fields.find(({ number }) => number !== 1);
    if (!entry || !/[./]/.test((await textOfField(blob, fields, 1)) ?? "")) return false;
    const inner = entry.number === 4 ? FrameEntry : TraceEntry;
    return (await firstFields(blob, inner, 2, entry.payload)).length > 0;
  },

  regions: (blob) =>
    messageRegions(new Cursor(blob, "tensorflow-debug-info"), {
      blob,
      message: GraphDebugInfo,
      key: "$",
      end: blob.size,
    }),
};
