import { crc32 } from "../../core/crc32.ts";
import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import type { Patch } from "../../core/patch.ts";
import { type Span, span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";
import { isChanged, littleSeal } from "./seal.ts";

/** One record, in as many parts as blocks cut it into; or bytes that are none. */
export type LogEntry =
  | { readonly kind: "record"; readonly parts: readonly [Span, ...Span[]] }
  | { readonly kind: "padding"; readonly span: Span }
  | { readonly kind: "damaged"; readonly reason: string; readonly span: Span };

/** Blocks are counted from the start of the file, its header included. */
const blockSize = 32 * 1024;
/** CRC-32 of type and data (u32), length (u16), type (u8). */
const headSize = 7;
const types = { full: 1, first: 2, middle: 3, last: 4 } as const;

/** A record, or a part of one that lies in one block whole. */
interface Part {
  readonly type: number;
  readonly data: Span;
}

/** What tells the logs of two programs apart. */
export interface LogKind {
  /** The id that errors name. */
  readonly format: string;
  /** The checksum of a part's type and data. */
  readonly sum: (type: number, data: Uint8Array) => number;
}

/** The checksum is that of zip. */
const wandbLog: LogKind = {
  format: "wandb",
  sum: (type, data) => crc32(data, crc32(Uint8Array.of(type))),
};

/**
 * The records of a log from where the cursor stands. It is laid out as LevelDB's
 * (`log_format.md`). At a record of one part the
 * cursor stands at its data; it may be moved. Where a part is damaged, its length
 * cannot be trusted, so all up to the end of the block is. A number is how many
 * bytes must be at hand before it goes on, as in `Step`.
 */
export function* logEntries(
  cursor: Cursor,
  kind: LogKind = wandbLog,
): Generator<LogEntry | number> {
  let begun: readonly Span[] = [];
  while (cursor.left > 0) {
    const start = cursor.at;
    const blockEnd = Math.min(cursor.end, start - (start % blockSize) + blockSize);
    const part = yield* partAt(cursor, blockEnd, kind);
    if (part === undefined) yield { kind: "padding", span: span(start, blockEnd) };
    else if (part instanceof MalformedError) {
      yield* abandoned(begun);
      begun = [];
      yield { kind: "damaged", reason: part.message, span: span(start, blockEnd) };
    } else {
      begun = yield* joined(begun, part);
      cursor.at = part.data.end;
      continue;
    }
    cursor.at = blockEnd;
  }
  yield* abandoned(begun);
}

/** Yields the record that a part completes; returns the parts of one that is begun. */
function* joined(
  begun: readonly Span[],
  { type, data }: Part,
): Generator<LogEntry, readonly Span[]> {
  const isStart = type === types.full || type === types.first;
  const [first, ...others] = isStart ? [] : begun;
  if (isStart) yield* abandoned(begun);
  else if (!first) {
    yield* abandoned([data]);
    return [];
  }
  const parts = first ? ([first, ...others, data] as const) : ([data] as const);
  if (type === types.first || type === types.middle) return parts;
  yield { kind: "record", parts };
  return [];
}

function* abandoned(parts: readonly Span[]): Generator<LogEntry> {
  for (const part of parts)
    yield { kind: "damaged", reason: `part of a record at byte ${part.start}`, span: part };
}

/** The part at the cursor, which then stands at its data. Undefined: the rest of the block has no room for one. */
function* partAt(
  cursor: Cursor,
  blockEnd: number,
  kind: LogKind,
): Generator<number, Part | MalformedError | undefined> {
  const start = cursor.at;
  if (blockEnd - start < headSize)
    return blockEnd % blockSize === 0 ? undefined : cursor.malformed("part without end");
  yield headSize;
  const sum = cursor.u32();
  const length = cursor.u16();
  const type = cursor.u8();
  if (cursor.at + length > blockEnd) return cursor.malformed(`part of ${length} bytes`, headSize);
  yield length;
  const data = span(cursor.at, cursor.at + length);
  if (kind.sum(type, cursor.bytes(length)) !== sum)
    return new MalformedError(kind.format, start, "part with another checksum");
  if (type < types.full || type > types.last)
    return new MalformedError(kind.format, start, `part of type ${type}`);
  cursor.at = data.start;
  return { type, data };
}

/**
 * The checksums of the parts whose data was changed.
 *
 * @param from Where the first part stands.
 */
export async function* sealLog(
  blob: Blob,
  changed: readonly Span[],
  { kind = wandbLog, from = 0 }: { readonly kind?: LogKind; readonly from?: number },
): AsyncGenerator<Patch> {
  for (let at = from; at + headSize <= blob.size;) {
    const blockEnd = at - (at % blockSize) + blockSize;
    const start = at + headSize;
    const head = start <= blockEnd ? Buffer.from(await blob.read(span(at, start))) : undefined;
    const end = start + (head?.readUInt16LE(4) ?? Infinity);
    if (head && end <= Math.min(blockEnd, blob.size)) {
      if (isChanged(span(start, end), changed))
        yield littleSeal(at, kind.sum(head.readUInt8(6), await blob.read(span(start, end))));
      at = end;
    } else at = blockEnd;
  }
}
