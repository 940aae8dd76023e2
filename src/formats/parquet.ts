import type { Blob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { Base64Decoder, looksLikeBase64 } from "./kit/base64.ts";
import { decodeName } from "./kit/names.ts";
import { type ColumnChunk, columnName, columnsOf } from "./kit/parquet-columns.ts";
import { columnIndex, fileMetadata } from "./kit/parquet-names.ts";
import { pageRegions, sealPages } from "./kit/parquet-pages.ts";
import { isChanged } from "./kit/seal.ts";
import { unread } from "./kit/steps.ts";
import { cellRegions, metadataRegions, step } from "./kit/table-metadata.ts";
import {
  bytesOf,
  ThriftReader,
  type ThriftStruct,
  type ThriftText,
  thriftTexts,
  type ThriftValue,
} from "./kit/thrift.ts";
import { uncovered } from "./kit/uncovered.ts";

const magic = "PAR1";
const encryptedMagic = "PARE";
/** Length of the footer (u32) and the magic. */
const tailSize = 8;
/** A table of ten thousand columns in a hundred row groups has so much. Larger ones are swept. */
const longestFooter = 128 * 1024 * 1024;
/** The bounds of the pages of one column; longer lists are swept. */
const longestIndex = 16 * 1024 * 1024;
const schemaKey = "$.metadata.ARROW:schema";

/**
 * A table by columns. The footer holds names, the writers' own metadata
 * (`pandas`, `huggingface`), and of each column chunk the smallest and largest
 * value, which are data. Regions are all its strings, those of the pages' headers
 * and the values of columns of byte arrays, each by itself where they are not packed.
 */
export const parquet: Format = {
  id: "parquet",
  title: "Parquet",
  tier: "specific",
  specification: "https://parquet.apache.org/docs/file-format/",
  reads: "footer, statistics, and values of string columns; numbers skipped; all else swept",
  tested: "pyarrow, pandas",

  matches: ({ head }) => {
    const start = Buffer.from(head.subarray(0, 4)).toString("latin1");
    return start === magic || start === encryptedMagic;
  },

  async *regions(blob) {
    const at = await footerSpan(blob);
    if (typeof at === "string") {
      yield* unread(at, span(Math.min(4, blob.size), blob.size));
      return;
    }
    const reader = new ThriftReader(await blob.read(at), at.start, "parquet");
    const footer = reader.struct();
    yield* footerRegions(blob, footer);
    const used: Span[] = [span(0, 4), span(at.start, reader.offset), span(at.end, blob.size)];
    for (const column of columnsOf(footer, at.start)) {
      used.push(column.pages, ...column.others, ...(column.index ? [column.index] : []));
      yield* columnRegions(blob, column);
    }
    for (const left of uncovered(used, blob.size))
      yield { kind: "dead", what: "between the parts of the table", span: left };
  },

  async *reseal(blob, changed) {
    const at = await footerSpan(blob);
    if (typeof at === "string") return;
    const footer = new ThriftReader(await blob.read(at), at.start, "parquet").struct();
    for (const column of columnsOf(footer, at.start))
      if (isChanged(column.pages, changed)) yield* sealPages(blob, column, changed);
  },
};

/** Where the footer stands, or why there is none to read. */
async function footerSpan(blob: Blob): Promise<Span | string> {
  if (blob.size < 4 + tailSize) return "malformed: no footer";
  const tail = await blob.read(span(blob.size - tailSize, blob.size));
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  const end = Buffer.from(tail.subarray(4)).toString("latin1");
  if (end === encryptedMagic) return "unsupported: footer is encrypted";
  if (end !== magic) return "malformed: no footer at the end";
  const start = blob.size - tailSize - length;
  if (start < 4) return `malformed: footer of ${length} bytes`;
  return length > longestFooter
    ? `limit: footer of ${length} bytes`
    : span(start, blob.size - tailSize);
}

function* footerRegions(blob: Blob, footer: ThriftStruct): Generator<Region> {
  for (const text of thriftTexts(footer, fileMetadata, "$", labelOf)) {
    const isValue = text.key.startsWith("$.metadata") && text.key.endsWith(".value");
    if (!isValue) yield* cellRegions(blob, text);
    else if (text.key.startsWith(schemaKey)) yield* schemaRegions(blob, text);
    else yield* metadataRegions(blob, { ...text, key: text.key.slice(0, -".value".length) });
  }
}

/** Columns and metadata stand under their names. */
function labelOf(item: ThriftValue, list: string): string | undefined {
  if (list.endsWith(".columns")) {
    const name = columnName(item);
    return name === undefined ? undefined : step(name);
  }
  const key = list.endsWith(".metadata") && item instanceof Map ? bytesOf(item, 1) : undefined;
  return key && key.bytes.length <= 200 ? step(decodeName(key.bytes)) : undefined;
}

/** The schema of Arrow, as the first message of a stream, in base64. */
function* schemaRegions(blob: Blob, text: ThriftText): Generator<Region> {
  const { at, bytes } = text;
  if (!looksLikeBase64(bytes)) yield* cellRegions(blob, text);
  else
    yield {
      kind: "packed",
      name: "ARROW:schema",
      span: at,
      unpack: async function* () {
        yield new Base64Decoder("parquet").take(bytes, at.start);
      },
    };
}

async function* columnRegions(blob: Blob, column: ColumnChunk): AsyncGenerator<Region> {
  const { pages, index } = column;
  const name = column.group + column.path;
  if (lengthOf(pages) > 0)
    if (column.encrypted) yield { kind: "gap", name, reason: "encrypted", span: pages };
    else if (column.kind === "numbers") yield { kind: "tensor", name, span: pages };
    else yield* guarded(pages, pageRegions(blob, column));
  if (index && !column.encrypted && column.kind === "texts") yield* indexRegions(blob, index, name);
}

/** Damage in one column does not keep the others from being read. */
async function* guarded(at: Span, regions: AsyncGenerator<Region>): AsyncGenerator<Region> {
  try {
    yield* regions;
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    yield* unread(`malformed: ${error.message}`, at);
  }
}

/** The smallest and largest value of each page. */
async function* indexRegions(blob: Blob, at: Span, key: string): AsyncGenerator<Region> {
  if (lengthOf(at) > longestIndex) {
    yield* unread(`limit: index of ${lengthOf(at)} bytes`, at);
    return;
  }
  try {
    const index = new ThriftReader(await blob.read(at), at.start, "parquet").struct();
    for (const text of thriftTexts(index, columnIndex, `${key}.index`))
      yield* cellRegions(blob, text);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    yield* unread(`malformed: ${error.message}`, at);
  }
}
