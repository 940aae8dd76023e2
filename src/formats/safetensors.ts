import type { Blob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { Region, TensorRegion } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { jsonRegions } from "./kit/json.ts";
import { cutMetadata } from "./kit/safetensors-cut.ts";

/** The reference implementation refuses longer headers. */
const longestHeader = 100_000_000;

/**
 * A safetensors file is a header length (u64, little-endian), a JSON header of
 * that many bytes, and the tensors. Regions are the strings of the header: the
 * names of tensors, and `__metadata__`, where trainers write what they like;
 * then the tensors, and what lies between and after them.
 */
export const safetensors: Format = {
  id: "safetensors",
  title: "Safetensors",
  tier: "specific",
  specification: "https://github.com/huggingface/safetensors#format",
  reads: "header strings; tensors skipped; gaps and trailer swept",
  tested: "safetensors",

  matches: ({ head }) => head.length > 8 && head[8] === 0x7b && headerLength(head) <= longestHeader,

  async *regions(blob) {
    const { start, end } = await headerSpan(blob);
    const header = await blob.read(span(start, end));
    yield* jsonRegions("safetensors", header, start);
    yield* layout(tensorSpans(header, end), span(end, blob.size));
  },

  cut: async function* (blob, keys) {
    yield* cutMetadata(blob, await headerSpan(blob), keys);
  },
};

async function headerSpan(blob: Blob): Promise<Span> {
  const length = headerLength(await blob.read(span(0, Math.min(8, blob.size))));
  const end = 8 + length;
  if (length > longestHeader)
    throw new MalformedError("safetensors", 0, `header of ${length} bytes`);
  if (end > blob.size)
    throw new MalformedError("safetensors", 0, `header ends at ${end} of ${blob.size}`);
  return span(8, end);
}

type Tensor = Omit<TensorRegion, "kind">;

/** Infinity when the head is too short or the length is not a safe integer. */
function headerLength(head: Uint8Array): number {
  if (head.length < 8) return Infinity;
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
  return length <= Number.MAX_SAFE_INTEGER ? Number(length) : Infinity;
}

/** The tensors that the header declares, in the order of their bytes. */
function tensorSpans(header: Uint8Array, base: number): Tensor[] {
  const tensors: Tensor[] = [];
  for (const [name, entry] of Object.entries(parsed(header))) {
    const [start, end] = offsetsOf(entry);
    if (name === "__metadata__" || start === undefined || end === undefined) continue;
    if (!(start >= 0 && end >= start)) throw damaged(`offsets of '${name}' run backwards`);
    tensors.push({ name, span: span(base + start, base + end), ...typeOf(entry) });
  }
  return tensors.sort((one, other) => one.span.start - other.span.start);
}

function typeOf(entry: unknown): Pick<Tensor, "dtype" | "shape"> {
  const { dtype, shape } = entry as { dtype?: unknown; shape?: unknown };
  return {
    ...(typeof dtype === "string" && { dtype }),
    ...(isShape(shape) && { shape }),
  };
}

const isShape = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);

function offsetsOf(entry: unknown): readonly (number | undefined)[] {
  const offsets: unknown = (entry as { data_offsets?: unknown } | null)?.data_offsets;
  return Array.isArray(offsets)
    ? offsets.map((each) => (Number.isSafeInteger(each) ? (each as number) : undefined))
    : [];
}

function parsed(header: Uint8Array): object {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(header));
    if (typeof value === "object" && value !== null) return value;
  } catch {
    throw damaged("header is not JSON");
  }
  throw damaged("header is not an object");
}

const damaged = (message: string): MalformedError => new MalformedError("safetensors", 8, message);

/** Tensors, and the bytes of `data` that belong to none. */
function* layout(tensors: readonly Tensor[], data: Span): Generator<Region> {
  let at = data.start;
  for (const tensor of tensors) {
    if (tensor.span.end > data.end)
      throw damaged(`'${tensor.name}' ends at ${tensor.span.end} of ${data.end}`);
    if (tensor.span.start > at)
      yield { kind: "dead", what: "between tensors", span: span(at, tensor.span.start) };
    yield { kind: "tensor", ...tensor };
    at = Math.max(at, tensor.span.end);
  }
  if (at < data.end)
    yield { kind: "dead", what: "after the last tensor", span: span(at, data.end) };
}
