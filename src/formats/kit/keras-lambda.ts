import type { Region, StringRegion } from "../../core/region.ts";
import { plain } from "../../core/coding.ts";
import { Base64Decoder, looksLikeBase64 } from "./base64.ts";

/** No function is compiled to less. */
const shortestCode = 80;

/** How base64 of a code object of Python starts, with the flag for references and without. */
const codeStarts = ["4w", "Yw"];

/**
 * A string that is a Lambda layer's function, compiled and in base64, as the
 * code object itself; undefined for any other string.
 *
 * @param key Names the code object.
 */
export function lambdaRegion(region: StringRegion): Region | undefined {
  const { bytes, coding, spans, key, role } = region;
  const start = String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0);
  if (role === "name" || bytes.length < shortestCode || !codeStarts.includes(start))
    return undefined;
  const text = coding === plain ? bytes : coding.decode(bytes);
  if (!looksLikeBase64(text)) return undefined;
  return {
    kind: "packed",
    name: key,
    span: { start: spans[0].start, end: spans.at(-1)?.end ?? spans[0].end },
    unpack: async function* () {
      yield new Base64Decoder("keras").take(text, spans[0].start);
    },
  };
}
