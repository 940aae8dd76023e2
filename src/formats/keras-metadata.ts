import type { Format } from "../core/format.ts";
import { Cursor } from "./kit/cursor.ts";
import { messagesOf } from "./kit/protobuf-fields.ts";
import { firstFields, textOfField } from "./kit/protobuf-probe.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";

const { SavedMetadata, SavedObject } = messagesOf({
  SavedMetadata: { 1: "nodes[]: SavedObject" },
  SavedObject: {
    2: "node_id",
    3: "node_path: label",
    4: "identifier: string",
    5: "metadata: document",
    6: "version: Version",
  },
  Version: { 1: "producer", 2: "min_consumer", 3: "bad_consumers[]" },
});

const firstTag = 0x0a;

/**
 * `keras_metadata.pb`, which Keras 2 writes beside a SavedModel: what it needs to
 * make each layer again, the layer's settings as JSON.
 */
export const kerasMetadata: Format = {
  id: "keras-metadata",
  title: "Keras 2 metadata of a SavedModel",
  tier: "specific",
  specification:
    "https://github.com/keras-team/tf-keras/blob/master/tf_keras/protobuf/saved_metadata.proto",
  reads: "paths and kinds of layers; their settings as JSON",
  tested: "tf-keras",

  async matches({ head, blob }) {
    if (head[0] !== firstTag) return false;
    const [first] = await firstFields(blob, SavedMetadata, 1);
    if (!first) return false;
    const fields = await firstFields(blob, SavedObject, 5, first.payload);
    return (await textOfField(blob, fields, 4))?.startsWith("_tf_keras_") === true;
  },

  regions: (blob) =>
    messageRegions(new Cursor(blob, "keras-metadata"), {
      blob,
      message: SavedMetadata,
      key: "$",
      end: blob.size,
    }),
};
