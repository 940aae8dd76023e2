import type { Format, Probe } from "../core/format.ts";
import { span } from "../core/span.ts";
import { jsonRegions } from "./kit/json.ts";
import { narrowHead, opensWith } from "./kit/encoding.ts";
import { jsonShape } from "./kit/json-shape.ts";
import { escapedStrings, jsonKeys, wholeJson } from "./kit/json-text.ts";
import { lambdaRegion } from "./kit/keras-lambda.ts";

/** A larger configuration is looked at as text only; those of the largest models have some megabytes. */
const largest = 64 * 1024 * 1024;

/**
 * The configuration of a Keras model, as `model.to_json()` has it and each
 * `.keras` file. It is JSON, and read as that; the compiled functions of Lambda
 * layers, which stand in it as base64, are blobs of their own.
 */
export const kerasConfig: Format = {
  id: "keras-config",
  title: "Keras configuration",
  tier: "specific",
  specification:
    "https://github.com/keras-team/keras/blob/master/keras/src/saving/serialization_lib.py",
  lines: true,
  reads: "the text as it stands, strings with escapes decoded, functions of Lambda layers unpacked",
  tested: "Keras, TensorFlow",

  mayBeText: true,
  matches: (probe) => isConfig(probe) && jsonShape(probe) === "document",

  async *regions(blob) {
    const whole = span(0, blob.size);
    yield { kind: "stretch", as: "text", span: whole };
    yield* escapedStrings(blob, wholeJson(blob, "keras-config"));
    if (blob.size > largest) {
      yield { kind: "gap", reason: `limit: functions in ${blob.size} bytes`, span: whole };
      return;
    }
    for (const each of jsonRegions("keras-config", await blob.read(whole), 0)) {
      const lambda = lambdaRegion(each);
      if (lambda) yield lambda;
    }
  },

  keys: (blob, offsets) => jsonKeys(blob, offsets, wholeJson(blob, "keras-config")),
};

/** Every object of Keras is written with its class and its configuration. */
function isConfig({ head }: Probe): boolean {
  const text = opensWith(head, 0x7b) ? narrowHead(head) : undefined;
  return text !== undefined && /"class_name"\s*:/.test(text) && /"config"\s*:/.test(text);
}
