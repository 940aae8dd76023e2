import { latin1 } from "../core/latin1.ts";
import { type Blob, slice } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { type FlatRecord, FlatWalk } from "./kit/flatbuffer.ts";
import { holeRegions } from "./kit/flatbuffer-holes.ts";
import { flatTables } from "./kit/flatbuffer-schema.ts";
import { isText } from "./kit/printable.ts";

const id = "executorch";
/** `ET` and two digits, the version of the schema. */
const identifier = /^ET\d\d$/;
const headerMagic = "eh00";
/** Where the extended header stands, and the least that it has: magic, length, two numbers. */
const headerAt = 8;
const leastHeader = 24;
const largestHeader = 1024;
/** `DataLocation.SEGMENT`. */
const inSegment = 1;
/** A longer value of a compile spec is swept where it stands instead of being held. */
const longestValue = 64 * 1024;

/** `program.fbs` of ExecuTorch. Segments stand last: what they are is told by what refers to them. */
const { Program } = flatTables({
  Program: {
    execution_plan: "1: [ExecutionPlan]",
    constant_buffer: "2: [Buffer]",
    backend_delegate_data: "3: [InlineData]",
    constant_segment: "5: Subsegments",
    mutable_data_segments: "6: [Subsegments]",
    named_data: "7: [NamedData]",
    segments: "4: [DataSegment]",
  },
  ExecutionPlan: {
    name: "0: label",
    container_meta_type: "1: ContainerMetadata",
    values: "2: [EValue]",
    inputs: "3: numbers(4)",
    outputs: "4: numbers(4)",
    chains: "5: [Chain]",
    operators: "6: [Operator]",
    delegates: "7: [Delegate]",
    non_const_buffer_sizes: "8: numbers(8)",
    non_const_buffer_device: "9: [Nothing]",
  },
  ContainerMetadata: { encoded_inp_str: "0: string", encoded_out_str: "1: string" },
  Nothing: {},
  EValue: {
    val: "1: union(Nothing Nothing Nothing Nothing Tensor String Longs Longs Bools Ints Ints)",
  },
  String: { string_val: "0: string" },
  Longs: { items: "0: numbers(8)" },
  Bools: { items: "0: numbers(1)" },
  Ints: { items: "0: numbers(4)" },
  Tensor: {
    sizes: "2: numbers(4)",
    dim_order: "3: numbers(1)",
    allocation_info: "6: Nothing",
    extra_tensor_info: "9: ExtraInfo",
  },
  ExtraInfo: { fully_qualified_name: "1: name" },
  Chain: {
    inputs: "0: numbers(4)",
    outputs: "1: numbers(4)",
    instructions: "2: [Instruction]",
    stacktrace: "3: [FrameList]",
  },
  Instruction: { instr_args: "1: union(Call Call Nothing Nothing Nothing)" },
  Call: { args: "1: numbers(4)" },
  FrameList: { items: "0: [Frame]" },
  Frame: { filename: "0: string", name: "2: name", context: "3: string" },
  Operator: { name: "0: name", overload: "1: name" },
  Delegate: { id: "0: label", processed: "1: DataReference", compile_specs: "2: [CompileSpec]" },
  DataReference: {},
  CompileSpec: { key: "0: label", value: "1: bytes" },
  Buffer: { storage: "0: bytes" },
  InlineData: { data: "0: bytes" },
  Subsegments: { offsets: "1: numbers(8)" },
  NamedData: { key: "0: name" },
  DataSegment: {},
});

/**
 * An ExecuTorch program: a flatbuffer, then segments of weights and of what
 * backends made of a part of the model. Regions are all strings, stack traces
 * among them, and the data of backends as blobs of their own.
 */
export const executorch: Format = {
  id,
  title: "ExecuTorch program",
  tier: "specific",
  specification: "https://github.com/pytorch/executorch/blob/main/schema/program.fbs",
  reads:
    "names, stack traces, compile specs; data of backends as files; weights skipped; gaps swept",
  tested: "executorch",

  matches: ({ head }) => identifier.test(latin1(head.subarray(4, 8))),

  async *regions(blob) {
    const { base, header } = await readHeader(blob);
    const parts = new Parts();
    const walk = new FlatWalk(blob, id, span(0, blob.size), {
      seen: (record) => parts.see(record),
      bytes: (at, record, path) => content(blob, { at, record, path }, parts),
    });
    walk.took(header);
    yield* walk.regions(Program, "$");
    let taken = 0;
    for (const [index, at] of parts.segments.entries()) {
      const place = span(base + at.start, base + at.end);
      taken += lengthOf(place);
      if (place.end > blob.size)
        throw new MalformedError(id, place.start, `segment ends at ${place.end} of ${blob.size}`);
      if (taken > blob.size)
        throw new MalformedError(id, place.start, "segments lie over one another");
      walk.took(place);
      if (lengthOf(place) === 0) continue;
      const backend = parts.inSegments.get(index);
      if (backend === undefined) yield { kind: "tensor", name: `segments[${index}]`, span: place };
      else yield { kind: "child", blob: slice(blob, place, `${backend} in segments[${index}]`) };
    }
    yield* holeRegions(blob, walk.unread(span(0, blob.size)), "after the last segment");
  },
};

/** The extended header tells where the segments start; without one there are none. */
async function readHeader(blob: Blob): Promise<{ readonly base: number; readonly header: Span }> {
  const nothing = { base: 0, header: span(headerAt, headerAt) };
  if (blob.size < headerAt + leastHeader) return nothing;
  const cursor = new Cursor(blob, id, span(headerAt, blob.size));
  await cursor.need(leastHeader);
  if (latin1(cursor.bytes(4)) !== headerMagic) return nothing;
  const size = cursor.u32();
  if (size < leastHeader || size > largestHeader || size > blob.size - headerAt)
    throw cursor.malformed(`header of ${size} bytes`, 4);
  cursor.skip(8);
  return { base: cursor.u64(), header: span(headerAt, headerAt + size) };
}

/** What the program says that its parts are. */
class Parts {
  readonly segments: Span[] = [];
  /** Which backend the data belong to, by the index of the segment, and of the data in the program. */
  readonly inSegments = new Map<number, string>();
  readonly inline = new Map<number, string>();
  #backend = "";

  async see(record: FlatRecord): Promise<void> {
    if (record.table === "Delegate") this.#backend = (await record.text(0)) ?? "";
    else if (record.table === "DataReference") {
      const isFar = (await record.number(0, 1)) === inSegment;
      (isFar ? this.inSegments : this.inline).set(await record.number(1, 4), this.#backend);
    } else if (record.table === "DataSegment") {
      const start = await record.number(0, 8);
      this.segments.push(span(start, start + (await record.number(1, 8))));
    }
  }
}

interface Bytes {
  readonly at: Span;
  readonly record: FlatRecord;
  readonly path: string;
}

async function* content(
  blob: Blob,
  { at, record, path }: Bytes,
  parts: Parts,
): AsyncGenerator<Region> {
  if (record.table === "Buffer")
    yield { kind: "tensor", name: `constant_buffer[${record.index}]`, span: at };
  else if (record.table === "InlineData") {
    const backend = parts.inline.get(record.index) ?? "unknown backend";
    yield { kind: "child", blob: slice(blob, at, `${backend} in data[${record.index}]`) };
  } else {
    const bytes = lengthOf(at) <= longestValue ? await blob.read(at) : undefined;
    if (bytes && isText(bytes)) yield value(path, at, plain, bytes);
    else yield { kind: "stretch", as: "binary", span: at };
  }
}
