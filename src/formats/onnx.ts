import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { onnxMessages } from "./kit/onnx-messages.ts";
import { fieldHeadSize, readField, wires } from "./kit/protobuf.ts";
import type { Message } from "./kit/protobuf-fields.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";

const { ModelProto, GraphProto } = onnxMessages;
const irVersion = 1;
const graph = 7;

/** The newest in 2026 is 13; the number grows by about one a year. */
const latestIrVersion = 100;
/** Fields before both the version and the graph were met. Exporters write two to ten. */
const mostFields = 1000;

/**
 * An ONNX file is one protobuf message, ModelProto. Regions are its strings down
 * to the last attribute of the last node; exporters write stack traces into
 * `doc_string` and `metadata_props`. Weights are hopped over by their length.
 */
export const onnx: Format = {
  id: "onnx",
  title: "ONNX",
  tier: "specific",
  specification: "https://github.com/onnx/onnx/blob/main/docs/IR.md",
  reads: "all strings of the graph and its metadata; weights skipped; unknown fields swept",
  tested: "onnx, torch",

  matches: async ({ head, blob }) => mayBegin(head) && isModel(blob),

  async *regions(blob) {
    const root = { blob, message: ModelProto, key: "$", end: blob.size };
    yield* messageRegions(new Cursor(blob, "onnx"), root);
  },
};

/** Whether the first byte is the tag of a field that a model has. */
const mayBegin = ([tag = 0]: Uint8Array): boolean => isField(ModelProto, tag >> 3, tag % 8);

const isField = (message: Message, number: number, wire: number): boolean => {
  const kind = message.fields.get(number)?.kind;
  return kind !== undefined && wire === (kind === "number" ? wires.varint : wires.bytes);
};

/**
 * Protobuf has no magic number. A model is what has a sane version, a graph that
 * begins like one, and up to there no field of another number or kind. That the
 * graph ends after the file does is no matter: then the file was cut off.
 */
async function isModel(blob: Blob): Promise<boolean> {
  const cursor = new Cursor(blob, "onnx");
  let version = 0;
  let graphStart = -1;
  for (let count = 0; count < mostFields && cursor.left > 0; count++) {
    await cursor.need(Math.min(fieldHeadSize, cursor.left));
    const field = readField(cursor, cursor.end);
    if (!isField(ModelProto, field.number, field.wire)) return false;
    if (field.number === irVersion) version = field.value;
    if (field.number === graph) graphStart = field.payload.start;
    if (version > 0 && graphStart >= 0)
      return version <= latestIrVersion && isGraph(blob, graphStart);
    cursor.at = field.payload.end;
  }
  return false;
}

/** Whether the message at `start` begins as a graph does. */
async function isGraph(blob: Blob, start: number): Promise<boolean> {
  const cursor = new Cursor(blob, "onnx", span(start, blob.size));
  await cursor.need(Math.min(fieldHeadSize, cursor.left));
  const { number, wire } = readField(cursor, cursor.end);
  return wire === wires.bytes && isField(GraphProto, number, wire);
}
