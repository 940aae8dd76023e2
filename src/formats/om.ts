import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { asBuffer } from "./kit/bytes.ts";
import { unread } from "./kit/steps.ts";

const magic = Buffer.from("IMOD");

/**
 * A model for Huawei's Ascend processors, which `atc` writes. It is a gap, since
 * no specification is public; its strings are looked at as in any binary data.
 */
export const om: Format = {
  id: "om",
  title: "Ascend offline model",
  tier: "specific",
  specification: "https://www.hiascend.com/document",
  reads: "printable runs only; its structure is not public",
  tested: "specification",

  matches: ({ head }) => magic.equals(asBuffer(head.subarray(0, magic.length))),

  async *regions(blob) {
    yield* unread("unsupported: structure is not public", span(0, blob.size));
  },

  fixed: () => "its structure is not public, so nobody can tell what would break",
};
