import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { coremlMessages } from "./kit/coreml-messages.ts";
import { Cursor } from "./kit/cursor.ts";
import { type Field, wires } from "./kit/protobuf.ts";
import { firstFields, textOfField } from "./kit/protobuf-probe.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";

const { Feature, Model, ModelDescription } = coremlMessages;

const firstTag = 0x08;
/** It was 10 in 2025, and grows by about one a year. */
const latestVersion = 100;
/** The fields of the kinds of models start here. */
const firstKind = 200;

/**
 * A Core ML model: an `.mlmodel`, or the one in an `.mlpackage`. Regions are its
 * strings: author, licence, what converters and users put into `userDefined`,
 * names, and the string constants of programs.
 */
export const coreml: Format = {
  id: "coreml",
  title: "Core ML model",
  tier: "specific",
  specification: "https://apple.github.io/coremltools/mlmodel/Format/Model.html",
  reads: "all strings of metadata, layers and programs; weights skipped; unknown fields swept",
  tested: "coremltools",

  async matches({ head, blob }) {
    if (head[0] !== firstTag) return false;
    const fields = await firstFields(blob, Model, 4);
    const [version, description] = fields;
    return (
      version?.number === 1 &&
      version.value <= latestVersion &&
      description?.number === 2 &&
      fields.some(({ number, wire }) => number >= firstKind && wire === wires.bytes) &&
      isDescription(blob, description)
    );
  },

  regions: (blob) =>
    messageRegions(new Cursor(blob, "coreml"), { blob, message: Model, key: "$", end: blob.size }),
};

/** Whether a description is empty, or begins as one does: with a feature that has a name. */
async function isDescription(blob: Blob, { payload }: Field): Promise<boolean> {
  if (payload.start === payload.end) return true;
  const [first] = await firstFields(blob, ModelDescription, 1, payload);
  if (first?.number !== 1) return first !== undefined;
  const feature = await firstFields(blob, Feature, 2, first.payload);
  return (await textOfField(blob, feature, 1)) !== undefined;
}
