import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { asBuffer } from "./kit/bytes.ts";
import { unread } from "./kit/steps.ts";

const magic = Buffer.from("RKNN");

/**
 * A model for Rockchip's processors. The maker says nowhere how it is built, so
 * that it is a gap; its strings are looked at as in any binary data.
 */
export const rknn: Format = {
  id: "rknn",
  title: "RKNN",
  tier: "specific",
  specification: "https://github.com/airockchip/rknn-toolkit2",
  reads: "printable runs only; its structure is not public",
  tested: "specification",

  matches: ({ head }) => magic.equals(asBuffer(head.subarray(0, magic.length))),

  async *regions(blob) {
    yield* unread("unsupported: structure is not public", span(0, blob.size));
  },

  fixed: () => "its structure is not public, so nobody can tell what would break",
};
