import { latin1 } from "../core/latin1.ts";
import { slice } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { nobodyKnows } from "./kit/unpublished.ts";

const magics = new Set(["ptrt", "ftrt"]);
/** Versions of the container that are known go up to 0x61. */
const latestVersion = 0xffff;
const openingBrace = 0x7b;
/** Ultralytics writes some hundred bytes. */
const longestPreface = 16 * 1024 * 1024;

/**
 * An engine of TensorRT. Its format is not published, and changes with each
 * version: all of it, weights too, is swept for strings, and the report says that
 * more may be in it. Ultralytics puts JSON before it, with its length.
 */
export const tensorrt: Format = {
  id: "tensorrt",
  title: "TensorRT engine",
  tier: "specific",
  specification: "https://docs.nvidia.com/deeplearning/tensorrt/latest/",
  reads: "strings swept, since the format is not published: said to be incomplete",
  tested: "specification",

  async matches({ head, blob }) {
    if (isEngine(head)) return true;
    const start = prefaceEnd(head);
    if (start === undefined || start + 8 > blob.size) return false;
    return isEngine(await blob.read(span(start, start + 8)));
  },

  async *regions(blob) {
    const head = await blob.read(span(0, Math.min(8, blob.size)));
    const start = isEngine(head) ? 0 : Math.min(prefaceEnd(head) ?? 0, blob.size);
    if (start > 0) yield { kind: "child", blob: slice(blob, span(4, start), "metadata.json") };
    const engine = span(start, blob.size);
    const reason =
      "partial: the format of TensorRT engines is not published; swept for strings only";
    yield { kind: "gap", reason, span: engine };
    yield { kind: "stretch", as: "binary", span: engine };
  },

  fixed: nobodyKnows,
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

const isEngine = (bytes: Uint8Array): boolean =>
  bytes.length >= 8 &&
  magics.has(latin1(bytes.subarray(0, 4))) &&
  viewOf(bytes).getUint32(4, true) <= latestVersion;

/** Where JSON that stands before the engine ends. */
function prefaceEnd(head: Uint8Array): number | undefined {
  if (head.length < 8 || head[4] !== openingBrace) return undefined;
  const length = viewOf(head).getUint32(0, true);
  return length <= longestPreface ? 4 + length : undefined;
}
