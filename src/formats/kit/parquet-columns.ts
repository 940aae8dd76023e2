import { type Span, span } from "../../core/span.ts";
import type { BlockCodec } from "./block-codecs.ts";
import { decodeName } from "./names.ts";
import { step } from "./table-metadata.ts";
import {
  bytesOf,
  isBytes,
  listOf,
  numberOf,
  structOf,
  type ThriftStruct,
  type ThriftValue,
} from "./thrift.ts";

/** One column of one row group. */
export interface ColumnChunk {
  /** `text`, or `image.bytes`. */
  readonly name: string;
  /** The key path of the row group: `$.row_groups[0]`. */
  readonly group: string;
  /** What the column adds to it: `.text`. */
  readonly path: string;
  readonly kind: "texts" | "numbers";
  /** Of items of a fixed length, in bytes. */
  readonly width: number | undefined;
  readonly levels: Levels;
  /** Undefined: by one that is not known, or LZO, or LZ4 in Hadoop's frames. */
  readonly codec: BlockCodec | undefined;
  readonly encrypted: boolean;
  readonly pages: Span;
  /** Where the smallest and largest value of each page are listed. */
  readonly index: Span | undefined;
  /** What else the footer says to belong to the column. */
  readonly others: readonly Span[];
}

/** How deep values may repeat, and how deep they may be missing. */
export interface Levels {
  readonly repetition: number;
  readonly definition: number;
}

/** `CompressionCodec` of parquet.thrift. */
const codecs: readonly (BlockCodec | undefined)[] = [
  "none",
  "snappy",
  "gzip",
  undefined,
  "brotli",
  undefined,
  "zstd",
  "lz4",
];

/** `Type`: BYTE_ARRAY and FIXED_LEN_BYTE_ARRAY. */
const byteArray = 6;
const fixedArray = 7;

interface Leaf {
  readonly levels: Levels;
  readonly width: number | undefined;
}

/**
 * The column chunks that a footer lists, in its order.
 *
 * @param end Where the footer starts: pages lie before. What a footer claims to lie elsewhere is left out.
 */
export function* columnsOf(footer: ThriftStruct, end: number): Generator<ColumnChunk> {
  const leaves = leavesOf(listOf(footer, 2));
  for (const [index, group] of listOf(footer, 4).entries()) {
    if (!(group instanceof Map)) continue;
    for (const [number, column] of listOf(group, 1).entries())
      if (column instanceof Map)
        yield columnOf(column, { key: `$.row_groups[${index}]`, leaf: leaves[number], end });
  }
}

function columnOf(
  column: ThriftStruct,
  {
    key,
    leaf,
    end,
  }: { readonly key: string; readonly leaf: Leaf | undefined; readonly end: number },
): ColumnChunk {
  const metadata = structOf(column, 3);
  const name = columnName(column) ?? "";
  const type = numberOf(metadata, 1);
  const at = (from: number | undefined, size: number | undefined): Span | undefined =>
    within(from, size, end);
  const others = [
    at(numberOf(column, 4), numberOf(column, 5)),
    at(numberOf(metadata, 14), numberOf(metadata, 15)),
  ];
  return {
    name,
    group: key,
    path: step(name),
    kind: type === byteArray || type === fixedArray ? "texts" : "numbers",
    width: type === fixedArray ? leaf?.width : undefined,
    levels: leaf?.levels ?? none,
    codec: codecs[numberOf(metadata, 4) ?? -1],
    encrypted: column.has(8) || column.has(9),
    pages: at(firstPage(metadata), numberOf(metadata, 7)) ?? span(0, 0),
    index: at(numberOf(column, 6), numberOf(column, 7)),
    others: others.filter((each) => each !== undefined),
  };
}

function within(from: number | undefined, size: number | undefined, end: number): Span | undefined {
  const isInside = from !== undefined && size !== undefined && from >= 4 && from + size <= end;
  return isInside && size > 0 ? span(from, from + size) : undefined;
}

/** A dictionary stands before the data. */
function firstPage(metadata: ThriftStruct | undefined): number {
  const dictionary = numberOf(metadata, 11) ?? 0;
  const data = numberOf(metadata, 9) ?? 0;
  return dictionary > 0 ? Math.min(dictionary, data) : data;
}

/** `path_in_schema`, with dots between. */
export function columnName(column: ThriftValue): string | undefined {
  if (!(column instanceof Map)) return undefined;
  const path = listOf(structOf(column, 3), 3);
  return path.length === 0
    ? undefined
    : path.map((each) => (isBytes(each) ? decodeName(each.bytes) : "")).join(".");
}

/** The leaves of the schema, which is a tree in depth-first order, each node saying how many children it has. */
function leavesOf(schema: readonly ThriftValue[]): Leaf[] {
  const leaves: Leaf[] = [];
  const open: { left: number; readonly levels: Levels }[] = [];
  for (const element of schema) {
    if (!(element instanceof Map)) continue;
    while (open.at(-1)?.left === 0) open.pop();
    const parent = open.at(-1);
    if (parent) parent.left--;
    const levels = parent ? below(parent.levels, numberOf(element, 3)) : none;
    const children = numberOf(element, 5) ?? 0;
    if (children > 0) open.push({ left: children, levels });
    else if (bytesOf(element, 4) && parent) leaves.push({ levels, width: numberOf(element, 2) });
  }
  return leaves;
}

const none: Levels = { repetition: 0, definition: 0 };

/** `FieldRepetitionType`: 0 required, 1 optional, 2 repeated. */
const below = ({ repetition, definition }: Levels, kind: number | undefined): Levels => ({
  repetition: repetition + Number(kind === 2),
  definition: definition + Number(kind === 1 || kind === 2),
});
