import type { Format } from "../core/format.ts";
import { narrowHead, opensWith } from "./kit/encoding.ts";
import { xmlKeys, xmlText } from "./kit/xml.ts";

const openingBracket = 0x3c;
/** The root of a network, behind a declaration and comments: both versions that there are. */
const network =
  /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,8}<net\s[^>]{0,2000}\bversion\s*=/;

/**
 * A network of OpenVINO (IR): layers, edges, and `rt_info` with the parameters of
 * the conversion. The weights stand in a `.bin` file beside it, which has no
 * structure of its own.
 */
export const openvino: Format = {
  id: "openvino",
  title: "OpenVINO IR",
  tier: "specific",
  specification: "https://docs.openvino.ai/2025/documentation/openvino-ir-format.html",
  lines: true,
  reads: "the text as it stands; names, rt_info and attributes with entities decoded",
  tested: "openvino",

  mayBeText: true,
  matches: ({ head }) =>
    opensWith(head, openingBracket) && network.test(narrowHead(head)?.slice(0, 4096) ?? ""),

  regions: xmlText,
  keys: xmlKeys,
};
