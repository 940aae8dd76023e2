import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { wires } from "./protobuf.ts";
import { firstFields, textOfField } from "./protobuf-probe.ts";
import { tensorflowMessages } from "./tensorflow-messages.ts";

const { GraphDef, MetaGraphDef, MetaInfoDef, NodeDef } = tensorflowMessages;

/** So many fields are looked at: the first node tells the most. */
const enough = 8;

/** The name of an operation begins with a capital; internal ones with an underscore (`op_def_builder.cc`). */
const operation = /^(?:\w+>)?[A-Z_]\w*$/;

/** Whether the message there begins as a GraphDef does: with a node that has a name and an operation. */
export async function isGraph(blob: Blob, within: Span = span(0, blob.size)): Promise<boolean> {
  const [first] = await firstFields(blob, GraphDef, enough, within);
  if (first?.number !== 1) return false;
  const node = await firstFields(blob, NodeDef, 2, first.payload);
  const name = await textOfField(blob, node, 1);
  return name !== undefined && operation.test((await textOfField(blob, node, 2)) ?? "");
}

/** Whether the message there is a MetaGraphDef: it tells TensorFlow's version, or holds a graph. */
export async function isMetaGraph(blob: Blob, within: Span = span(0, blob.size)): Promise<boolean> {
  const fields = await firstFields(blob, MetaGraphDef, enough, within);
  const [info, graph] = [1, 2].map((number) =>
    fields.find((each) => each.number === number && each.wire === wires.bytes),
  );
  if (info) {
    const told = await firstFields(blob, MetaInfoDef, mostTold, info.payload);
    if (/^\d+\.\d+/.test((await textOfField(blob, told, 5)) ?? "")) return true;
  }
  return graph !== undefined && isGraph(blob, graph.payload);
}

/** Tags and the list of operations stand before the version. */
const mostTold = 64;
