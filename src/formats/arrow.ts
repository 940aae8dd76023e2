import type { Blob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { columnsOf } from "./kit/arrow-columns.ts";
import { type Field, fieldsOf, pairRegions, schemaRegions } from "./kit/arrow-schema.ts";
import { type ArrowCodec, packedTextRegions, textRegions } from "./kit/arrow-texts.ts";
import { Cursor } from "./kit/cursor.ts";
import { type FlatBuffer, FlatTable } from "./kit/flat-table.ts";
import { unread } from "./kit/steps.ts";
import { uncovered } from "./kit/uncovered.ts";

/** A file starts and ends with it; Feather version 2 is such a file. */
const magic = Buffer.from("ARROW1");
const fileStart = 8;
/** Messages since version 0.15 start with it. */
const continuation = 0xffff_ffff;
/** Schemas with the metadata of people's choice in them; those of batches are far smaller. In bytes. */
const longestMetadata = 64 * 1024 * 1024;
/** What stands between the strings of metadata is offsets; more bytes than this are looked at. */
const longestBetween = 16;

/** `MessageHeader` of Message.fbs. https://github.com/apache/arrow/blob/main/format/Message.fbs */
const headers = { schema: 1, dictionary: 2, batch: 3, tensor: 4, sparse: 5 } as const;
const codecs: readonly (ArrowCodec | undefined)[] = ["lz4", "zstd"];
/** `MetadataVersion`. */
const version5 = 4;

/**
 * Arrow's own format, as a file or a stream: messages, each with a flatbuffer
 * and a body of buffers. Regions are the names and metadata of the schema, each
 * text of each batch and dictionary, and what lies between the messages.
 */
export const arrow: Format = {
  id: "arrow",
  title: "Arrow IPC, Feather 2",
  tier: "specific",
  specification: "https://arrow.apache.org/docs/format/Columnar.html#format-ipc",
  reads: "schema, metadata and texts, packed ones too; numbers skipped; all else swept",
  tested: "pyarrow",

  matches: ({ head }) => magic.equals(head.subarray(0, magic.length)) || startsStream(head),

  async *regions(blob) {
    const isFile = magic.equals(await blob.read(span(0, Math.min(magic.length, blob.size))));
    const end = isFile ? await footerStart(blob) : blob.size;
    const cursor = new Cursor(blob, "arrow", span(isFile ? fileStart : 0, end ?? blob.size));
    const table: Table = { fields: [], dictionaries: new Map(), batches: 0, dictionaryBatches: 0 };
    for (;;) {
      const start = cursor.at;
      const message = await messageAt(cursor);
      if (message === undefined) break;
      if (typeof message === "string") {
        yield* unread(message, span(start, cursor.end));
        cursor.at = cursor.end;
        break;
      }
      yield* messageRegions(blob, message, table);
      cursor.at = message.body.end;
    }
    if (cursor.at < cursor.end) yield dead(span(cursor.at, cursor.end));
    if (isFile && end === undefined) yield gap("malformed: no footer", blob.size);
    else if (end !== undefined && isFile) yield* footerRegions(blob, end);
  },
};

const dead = (at: Span): Region => ({ kind: "dead", what: "after the last batch", span: at });
const gap = (reason: string, at: number): Region => ({ kind: "gap", reason, span: span(at, at) });

/** A stream starts with a schema: its message's header says so. */
function startsStream(head: Uint8Array): boolean {
  if (head.length < 32) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (view.getUint32(0, true) !== continuation) return false;
  const size = view.getUint32(4, true);
  if (size < 16 || size > longestMetadata) return false;
  try {
    return FlatTable.root(bufferOf(head.subarray(8, 8 + size), 8)).byte(1) === headers.schema;
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  }
}

/** Where the footer of a file starts; undefined when it has none. */
async function footerStart(blob: Blob): Promise<number | undefined> {
  const tailSize = 4 + magic.length;
  if (blob.size < fileStart + tailSize) return undefined;
  const tail = await blob.read(span(blob.size - tailSize, blob.size));
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  const start = blob.size - tailSize - length;
  const isWhole = magic.equals(tail.subarray(4)) && start >= fileStart;
  return isWhole && length <= longestMetadata ? start : undefined;
}

const bufferOf = (bytes: Uint8Array, base: number): FlatBuffer => ({
  bytes,
  base,
  format: "arrow",
  texts: [],
});

interface Message {
  readonly table: FlatTable;
  readonly metadata: FlatBuffer;
  readonly body: Span;
}

/** The message at the cursor; undefined at the end of the stream, a reason where there is none. */
async function messageAt(cursor: Cursor): Promise<Message | string | undefined> {
  if (cursor.left < 4) return undefined;
  await cursor.need(4);
  let size = cursor.u32();
  if (size === continuation) {
    if (cursor.left < 4) return "malformed: message without length";
    await cursor.need(4);
    size = cursor.u32();
  }
  if (size === 0) return undefined;
  if (size > longestMetadata || size > cursor.left) return `malformed: message of ${size} bytes`;
  await cursor.need(size);
  const base = cursor.at;
  const metadata = bufferOf(cursor.bytes(size), base);
  try {
    const table = FlatTable.root(metadata);
    const length = table.long(3);
    if (length < 0 || length > cursor.left) return `malformed: body of ${length} bytes`;
    return { table, metadata, body: span(cursor.at, cursor.at + length) };
  } catch (error) {
    if (error instanceof MalformedError) return `malformed: ${error.message}`;
    throw error;
  }
}

/** What the messages so far have told. */
interface Table {
  fields: readonly Field[];
  /** The columns whose values are in dictionaries, by the dictionaries' numbers. */
  dictionaries: ReadonlyMap<number, Field>;
  batches: number;
  dictionaryBatches: number;
}

async function* messageRegions(blob: Blob, message: Message, state: Table): AsyncGenerator<Region> {
  const { table, metadata, body } = message;
  try {
    yield* pairRegions(blob, table.tables(4), "$.message");
    const header = table.table(2);
    const type = table.byte(1);
    if (type === headers.schema && header) {
      // Bounds the schema, too.
      state.fields = fieldsOf(header);
      state.dictionaries = dictionariesOf(state.fields);
      yield* schemaRegions(blob, header, "$");
    }
    yield* betweenTexts(metadata);
    if (header)
      yield* bodyRegions(blob, { type, header, body, isOld: table.short(0) < version5 }, state);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    yield* unread(`malformed: ${error.message}`, span(metadata.base, body.end));
  }
}

/** What no text of the metadata covers: offsets, and what somebody hid. */
function* betweenTexts({ base, bytes, texts }: FlatBuffer): Generator<Region> {
  for (const { start, end } of uncovered(texts, bytes.length))
    if (end - start > longestBetween)
      yield { kind: "stretch", as: "binary", span: span(base + start, base + end) };
}

function dictionariesOf(fields: readonly Field[]): Map<number, Field> {
  const found = new Map<number, Field>();
  const left = [...fields];
  for (let field = left.pop(); field; field = left.pop()) {
    if (field.dictionary !== undefined) found.set(field.dictionary, field);
    left.push(...field.children);
  }
  return found;
}

interface Body {
  readonly type: number;
  readonly header: FlatTable;
  readonly body: Span;
  readonly isOld: boolean;
}

async function* bodyRegions(
  blob: Blob,
  { type, header, body, isOld }: Body,
  state: Table,
): AsyncGenerator<Region> {
  if (type === headers.batch) {
    const batch = { header, body, isOld, key: `$.batches[${state.batches++}]` };
    yield* batchRegions(blob, batch, state.fields);
  } else if (type === headers.dictionary) {
    const field = state.dictionaries.get(header.long(0));
    const data = header.table(1);
    const key = `$.dictionaries[${state.dictionaryBatches++}]`;
    if (field && data)
      yield* batchRegions(blob, { header: data, body, isOld, key }, [
        { ...field, dictionary: undefined },
      ]);
    else yield* unread("malformed: dictionary of no column", body);
  } else if (type === headers.tensor || type === headers.sparse) {
    if (lengthOf(body) > 0) yield { kind: "tensor", name: "$.tensor", span: body };
  } else if (lengthOf(body) > 0) yield* unread(`unsupported: message of type ${type}`, body);
}

interface Batch {
  readonly header: FlatTable;
  readonly body: Span;
  readonly isOld: boolean;
  readonly key: string;
}

async function* batchRegions(
  blob: Blob,
  { header, body, isOld, key }: Batch,
  fields: readonly Field[],
): AsyncGenerator<Region> {
  const compression = header.table(3);
  const codec = compression && codecs[compression.byte(0)];
  if (compression && !codec) {
    yield* unread("unsupported: codec of the buffers", body);
    return;
  }
  const spans = header.longs(2, 2).map(([offset = 0, size = 0]) => within(body, offset, size));
  const variadic = header.longs(4, 1).map(([count = 0]) => count);
  for (const column of columnsOf(fields, { spans, variadic, unionsHaveNulls: isOld }, key)) {
    if (column.kind === "numbers") {
      if (lengthOf(column.main) > 0)
        yield { kind: "tensor", name: column.batch + column.path, span: column.main };
    } else if (codec) yield* packedTextRegions(blob, column, codec);
    else yield* textRegions(blob, column);
  }
  const used = spans.map(({ start, end }) => span(start - body.start, end - body.start));
  for (const { start, end } of uncovered(used, lengthOf(body)))
    if (end - start > alignment)
      yield {
        kind: "dead",
        what: "between buffers",
        span: span(body.start + start, body.start + end),
      };
}

/** Buffers are padded to so many bytes at most. */
const alignment = 7;

function within(body: Span, offset: number, size: number): Span {
  if (offset < 0 || size < 0 || offset + size > lengthOf(body))
    throw new MalformedError("arrow", body.start, `buffer of ${size} bytes at ${offset}`);
  return span(body.start + offset, body.start + offset + size);
}

/** The footer repeats the schema, and may have metadata of its own. */
async function* footerRegions(blob: Blob, start: number): AsyncGenerator<Region> {
  const at = span(start, blob.size - 4 - magic.length);
  const metadata = bufferOf(await blob.read(at), start);
  try {
    const footer = FlatTable.root(metadata);
    const schema = footer.table(1);
    yield* pairRegions(blob, footer.tables(4), "$.footer");
    if (schema && fieldsOf(schema).length > 0)
      yield* schemaRegions(blob, schema, "$.footer.schema");
    yield* betweenTexts(metadata);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    yield* unread(`malformed: ${error.message}`, at);
  }
}
