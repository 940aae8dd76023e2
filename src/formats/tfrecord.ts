import { type Blob, slice } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { lengthOf } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { isText } from "./kit/printable.ts";
import { fieldHeadSize, readField, wires } from "./kit/protobuf.ts";
import { messagesOf } from "./kit/protobuf-fields.ts";
import { messageSteps } from "./kit/protobuf-walk.ts";
import { regionsBySteps, type Step, unread } from "./kit/steps.ts";
import { framesOf, sealRecords, startsRecord } from "./kit/tfrecord-frames.ts";

/** `example.proto` and `feature.proto` of TensorFlow; a SequenceExample's context is an Example's features. */
const { Example } = messagesOf({
  Example: { 1: "features: Features", 2: "feature_lists: FeatureLists" },
  Features: { 1: "=[]: FeatureEntry" },
  FeatureEntry: { 1: "key: label", 2: "=: Feature" },
  Feature: { 1: "=: BytesList", 2: "float_list: NumberList", 3: "int64_list: NumberList" },
  BytesList: { 1: "=[]: file" },
  NumberList: { 1: "value[]" },
  FeatureLists: { 1: "=[]: FeatureListEntry" },
  FeatureListEntry: { 1: "key: label", 2: "=: FeatureList" },
  FeatureList: { 1: "=[]: Feature" },
});

/**
 * A TFRecord file other than TensorBoard's, mostly a data set. Records that are
 * `tf.train.Example` give their texts, and images as blobs of their own; any
 * other record is a blob. Data is not held against its checksum.
 */
export const tfrecord: Format = {
  id: "tfrecord",
  title: "TFRecord file",
  tier: "general",
  specification: "https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details",
  reads: "texts of examples; images and other records as files; numbers skipped",
  tested: "specification",

  matches: ({ head }) => startsRecord(head),

  regions(blob) {
    const cursor = new Cursor(blob, "tfrecord");
    return regionsBySteps(cursor, recordSteps(cursor, blob));
  },

  reseal: sealRecords,
};

function* recordSteps(cursor: Cursor, blob: Blob): Generator<Step> {
  for (const frame of framesOf(cursor, false)) {
    if (typeof frame === "number") yield frame;
    else if (frame.kind === "damaged") yield* unread(`malformed: ${frame.reason}`, frame.span);
    else {
      const { index, data } = frame;
      yield Math.min(nameWithin + longestName, lengthOf(data));
      if (isExample(cursor, data.end))
        yield* messageSteps(cursor, { blob, message: Example, key: `$[${index}]`, end: data.end });
      else if (lengthOf(data) > 0)
        yield { kind: "child", blob: slice(blob, data, `record ${index}`) };
    }
  }
}

/** A feature's name stands this far behind the record's start: after three tags and lengths. */
const nameWithin = 3 * fieldHeadSize;
const longestName = 256;

/** Whether the message at hand begins with features, the first of which has a name. The cursor stays. */
function isExample(cursor: Cursor, end: number): boolean {
  const start = cursor.at;
  try {
    const features = readField(cursor, end);
    const entry = readField(cursor, features.payload.end);
    const name = readField(cursor, entry.payload.end);
    const isNested = [features, entry, name].every(
      ({ wire, missing }) => wire === wires.bytes && missing === 0,
    );
    const size = lengthOf(name.payload);
    return (
      isNested &&
      features.number <= 2 &&
      entry.number === 1 &&
      name.number === 1 &&
      size <= longestName &&
      isText(cursor.bytes(size))
    );
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  } finally {
    cursor.at = start;
  }
}
