import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";

/** `ptrt` and `ftrt`, then four bytes that have been zero. */
const magics = [Buffer.from("ptrt\0\0\0\0"), Buffer.from("ftrt\0\0\0\0")];

/**
 * An engine of TensorRT. Its format is not published, and changes with each
 * version: all of it, weights too, is swept for strings, and the report says that
 * more may be in it.
 */
export const tensorrt: Format = {
  id: "tensorrt",
  title: "TensorRT engine",
  tier: "specific",
  specification: "https://docs.nvidia.com/deeplearning/tensorrt/latest/",
  reads: "strings swept, since the format is not published: said to be incomplete",

  matches: ({ head }) => magics.some((magic) => magic.equals(head.subarray(0, magic.length))),

  async *regions(blob) {
    const reason =
      "partial: the format of TensorRT engines is not published; swept for strings only";
    yield { kind: "gap", reason, span: span(0, blob.size) };
    yield { kind: "stretch", as: "binary", span: span(0, blob.size) };
  },
};
