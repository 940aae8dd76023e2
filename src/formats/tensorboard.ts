import { latin1 } from "../core/latin1.ts";
import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { Cursor } from "./kit/cursor.ts";
import { eventMessages } from "./kit/event-messages.ts";
import { messageSteps } from "./kit/protobuf-walk.ts";
import { regionsBySteps, type Step, unread } from "./kit/steps.ts";
import { framesOf, sealRecords, startsRecord } from "./kit/tfrecord-frames.ts";

/** Each writer begins a file with an event whose `file_version` is this and a number. */
const fileVersion = "brain.Event:";
/** How far behind the record's head that stands: after `wall_time`, and at most a step. */
const versionWithin = 64;

/**
 * An event file of TensorBoard: TFRecord frames, each of them an Event message.
 * Regions are its strings, down to the arguments that the text and HParams
 * plugins keep, the nodes of graphs, and the images as blobs of their own.
 */
export const tensorboard: Format = {
  id: "tensorboard",
  title: "TensorBoard event file",
  tier: "specific",
  specification:
    "https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto",
  reads: "all strings of events, graphs and plugins; images as files; numbers skipped",
  tested: "tensorboardX, torch",

  matches: ({ head }) =>
    startsRecord(head) && latin1(head.subarray(12, 12 + versionWithin)).includes(fileVersion),

  regions(blob) {
    const cursor = new Cursor(blob, "tensorboard");
    return regionsBySteps(cursor, eventSteps(cursor, blob));
  },

  reseal: sealRecords,
};

function* eventSteps(cursor: Cursor, blob: Blob): Generator<Step> {
  const message = eventMessages.Event;
  for (const frame of framesOf(cursor, true))
    if (typeof frame === "number") yield frame;
    else if (frame.kind === "damaged") yield* unread(`malformed: ${frame.reason}`, frame.span);
    else {
      const root = { blob, message, key: `$[${frame.index}]`, end: frame.data.end };
      yield* messageSteps(cursor, root);
    }
}
