import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { type Span, span } from "../core/span.ts";
import { caffeMessages } from "./kit/caffe-messages.ts";
import { Cursor } from "./kit/cursor.ts";
import { isText } from "./kit/printable.ts";
import { type Field, fieldHeadSize, readField, wires } from "./kit/protobuf.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";

const { NetParameter } = caffeMessages;
const layers = 2;
const layer = 100;
/** Fields before the first layer: a name, inputs and their sizes. */
const mostFields = 100;
const longestName = 256;

/**
 * A `.caffemodel`: one protobuf message, NetParameter. Regions are its strings:
 * names of layers, and the paths of the data that it was trained on.
 */
export const caffe: Format = {
  id: "caffe",
  title: "Caffe",
  tier: "specific",
  specification: "https://github.com/BVLC/caffe/blob/master/src/caffe/proto/caffe.proto",
  reads: "all strings of the net; weights skipped; unknown fields swept",
  tested: "specification",

  matches: async ({ head, blob }) => mayBegin(head) && isNet(blob),

  async *regions(blob) {
    const root = { blob, message: NetParameter, key: "$", end: blob.size };
    yield* messageRegions(new Cursor(blob, "caffe"), root);
  },
};

/** The first tag: of a name, of an input, or of a layer in its old or new form. */
const mayBegin = ([tag, next]: Uint8Array): boolean =>
  tag === 0x0a || tag === 0x1a || tag === 0x12 || (tag === 0xa2 && next === 0x06);

/**
 * Protobuf has no magic number. A net is what has a layer that begins as layers
 * do, with names, and before it only fields that a net has.
 */
async function isNet(blob: Blob): Promise<boolean> {
  const cursor = new Cursor(blob, "caffe");
  for (let count = 0; count < mostFields && cursor.left > 0; count++) {
    const field = await nextField(cursor);
    if (!NetParameter.fields.has(field.number)) return false;
    if (field.number === layer) return hasNames(blob, field.payload, 2);
    if (field.number === layers) return hasNames(blob, field.payload, 4);
    if (field.number === 1 && !(await isName(blob, field))) return false;
    cursor.at = field.payload.end;
  }
  return false;
}

async function nextField(cursor: Cursor): Promise<Field> {
  await cursor.need(Math.min(fieldHeadSize, cursor.left));
  return readField(cursor, cursor.end);
}

/** Whether the message starts with at least two texts, the last of which is in the field `last`. */
async function hasNames(blob: Blob, at: Span, last: number): Promise<boolean> {
  const cursor = new Cursor(blob, "caffe", at);
  for (let count = 0; count < mostFields && cursor.left > 0; count++) {
    const field = await nextField(cursor);
    if (field.number > last || !(await isName(blob, field))) return false;
    if (field.number === last) return count > 0;
    cursor.at = field.payload.end;
  }
  return false;
}

async function isName(blob: Blob, { wire, payload, missing }: Field): Promise<boolean> {
  const size = payload.end - payload.start;
  if (wire !== wires.bytes || missing > 0 || size === 0 || size > longestName) return false;
  return isText(await blob.read(span(payload.start, payload.end)));
}
