import { crc32 } from "node:zlib";
import { type Blob, memoryBlob } from "../../core/blob.ts";
import type { Members } from "../../core/format.ts";
import { LimitError, MalformedError } from "../../core/error.ts";
import { span } from "../../core/span.ts";
import { glancer } from "./glance.ts";
import { inflate } from "./inflate.ts";
import { deflate, piecesOf } from "./pack.ts";
import { isRecord, newRecord } from "./wheel-record.ts";
import { readDirectory, type ZipEntry } from "./zip-directory.ts";
import { findEnd, type ZipEnd } from "./zip-end.ts";
import { readLocal, type ZipLocal } from "./zip-local.ts";

/** Bytes of an entry and of a local header before the name (APPNOTE.TXT §4.3.7, §4.3.12). */
const entrySize = 46;
const localSize = 30;
const stored = 0;
const deflated = 8;
const unknown16 = 0xffff;
const unknown32 = 0xffff_ffff;

/** With this field torch moves the data of a member to a multiple of 64 bytes, so that it can be mapped. */
const padding = { id: 0x4246, alignment: 64, filler: 0x5a };

/** What is to stand in place of an entry. */
interface Plan {
  readonly entry: ZipEntry;
  readonly local: ZipLocal;
  readonly anew: Blob | undefined;
}

/** How the data of a member come out. */
interface Packed {
  readonly method: number;
  readonly sum: number;
  readonly size: number;
  readonly packedSize: number;
  readonly data: () => AsyncIterable<Uint8Array>;
}

/**
 * A zip with some of its members replaced or left out. The others are copied as
 * they stand, packed; what stands before the first one is kept, what lies
 * between them is not. A member that is replaced keeps its name, its times, and
 * its method where that is deflate or none; else it is deflated. A wheel's list
 * of its files is kept true.
 *
 * @throws {MalformedError} It has no directory, or a member that is not where that says.
 * @throws {LimitError} It would need larger numbers than its headers have room for, or a member is not listed.
 */
export async function* packZip(blob: Blob, members: Members): AsyncGenerator<Uint8Array> {
  const end = await findEnd(blob);
  if (!end) throw new MalformedError("zip", blob.size, "no central directory");
  const { start, plans } = await plansOf(blob, end, members);
  yield* piecesOf(blob, span(0, start));
  let at = start;
  const directory: Uint8Array[] = [];
  for (const plan of plans) {
    const packed = await packedOf(blob, plan);
    const header = await headerOf(blob, plan, packed, at);
    directory.push(await entryOf(blob, plan, packed, at - end.shift));
    yield header;
    yield* packed.data();
    at += header.length + packed.packedSize;
  }
  yield* directory;
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  yield* await endOf(blob, end, { count: plans.length, size, at: at - end.shift });
}

/** Plans for the members that stay, and where the first of all members starts, which may be gone. */
async function plansOf(
  blob: Blob,
  end: ZipEnd,
  members: Members,
): Promise<{ readonly start: number; readonly plans: readonly Plan[] }> {
  const plans: Plan[] = [];
  const changes = new Map<string, Blob | undefined>();
  const { entries } = await readDirectory(blob, end);
  const left = new Set(members.keys());
  const inOrder = entries.toSorted((one, other) => one.offset - other.offset);
  const glance = glancer(blob);
  for (const entry of inOrder) {
    const local = await readLocal(glance, entry.offset);
    if (!local) throw new MalformedError("zip", entry.offset, "no local header");
    const anew = members.get(local.header.end);
    const isChanged = members.has(local.header.end);
    left.delete(local.header.end);
    if (isChanged) changes.set(entry.name, anew);
    if (anew || !isChanged) plans.push({ entry, local, anew });
  }
  const start = inOrder[0]?.offset ?? end.directory.start;
  // What is not listed is left out, but for what stands before the first that is.
  if (left.values().some((at) => at < start || at >= end.directory.end))
    throw new LimitError("a member outside of the archive's directory cannot be packed anew");
  return { start, plans: await Promise.all(plans.map((plan) => recorded(blob, plan, changes))) };
}

/** The plan for a wheel's list of its files has what the files became; other plans stay as they are. */
async function recorded(
  blob: Blob,
  plan: Plan,
  changes: ReadonlyMap<string, Blob | undefined>,
): Promise<Plan> {
  if (changes.size === 0 || !isRecord(plan.entry.name)) return plan;
  return { ...plan, anew: await newRecord(plan.anew ?? (await contentOf(blob, plan)), changes) };
}

/** @throws {LimitError} It is packed in a way that no wheel uses. */
async function contentOf(blob: Blob, { entry, local }: Plan): Promise<Blob> {
  const data = span(local.header.end, local.header.end + entry.packedSize);
  if (entry.method === stored) return memoryBlob(await blob.read(data), blob.origin);
  if (entry.method !== deflated)
    throw new LimitError(`'${entry.name}' is packed by method ${entry.method}`);
  return memoryBlob(Buffer.concat(await Array.fromAsync(inflate("raw", blob, data))), blob.origin);
}

/** The data of a member. Those that are packed anew are packed twice, so that their size is known before them. */
async function packedOf(blob: Blob, { entry, local, anew }: Plan): Promise<Packed> {
  const { method, crc32: sum, size, packedSize } = entry;
  const data = span(local.header.end, local.header.end + packedSize);
  if (!anew) return { method, sum, size, packedSize, data: () => piecesOf(blob, data) };
  const isStored = method === stored;
  const chunks = (): AsyncIterable<Uint8Array> =>
    isStored ? piecesOf(anew) : deflate("raw", anew);
  return {
    method: isStored ? stored : deflated,
    sum: (await measured(piecesOf(anew))).sum,
    size: anew.size,
    packedSize: (await measured(chunks())).size,
    data: chunks,
  };
}

async function measured(chunks: AsyncIterable<Uint8Array>): Promise<{ sum: number; size: number }> {
  let sum = 0;
  let size = 0;
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum);
    size += chunk.length;
  }
  return { sum, size };
}

/** Bit 3 says that sizes stand behind the data: here they are known before. */
const withoutDescriptor = (flags: number): number => flags & ~8;

async function headerOf(
  blob: Blob,
  { local }: Plan,
  packed: Packed,
  at: number,
): Promise<Uint8Array> {
  const { header, rawName } = local;
  const nameEnd = rawName.span.end;
  const extra = Buffer.from(await blob.read(span(nameEnd, header.end)));
  const kept = fieldsIn(extra).filter(({ id }) => id !== padding.id);
  const isPadded = kept.reduce((sum, { bytes }) => sum + bytes.length, 0) < extra.length;
  const fields = kept.map((field) =>
    field.id === 1 ? sized(field.bytes, [packed.size, packed.packedSize]) : field.bytes,
  );
  const start = at + (nameEnd - header.start) + fields.reduce((sum, { length }) => sum + length, 0);
  const all = isPadded ? [...fields, paddingFrom(start)] : fields;
  const bytes = Buffer.concat([await blob.read(span(header.start, nameEnd)), ...all]);
  bytes.writeUInt16LE(withoutDescriptor(local.flags), 6);
  bytes.writeUInt16LE(packed.method, 8);
  writeNumbers(bytes, 14, packed, hasField(fields, 1));
  bytes.writeUInt16LE(bytes.length - localSize - rawName.bytes.length, 28);
  return bytes;
}

/** A field that ends at a multiple of the alignment. */
function paddingFrom(start: number): Uint8Array {
  const size = (2 * padding.alignment - 4 - (start % padding.alignment)) % padding.alignment;
  const bytes = Buffer.alloc(4 + size, padding.filler);
  bytes.writeUInt16LE(padding.id, 0);
  bytes.writeUInt16LE(size, 2);
  return bytes;
}

interface Field {
  readonly id: number;
  /** With id and length. */
  readonly bytes: Buffer;
}

/** The extra fields; what is no whole field is left out. */
function fieldsIn(extra: Buffer): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) break;
    fields.push({ id: extra.readUInt16LE(at), bytes: extra.subarray(at, end) });
    at = end;
  }
  return fields;
}

const hasField = (fields: readonly Uint8Array[], id: number): boolean =>
  fields.some((bytes) => Buffer.from(bytes).readUInt16LE(0) === id);

/** A zip64 field with other numbers, as many as it had room for. */
function sized(field: Buffer, numbers: readonly number[]): Buffer {
  const bytes = Buffer.from(field);
  const room = (bytes.length - 4) >> 3;
  for (const [index, number] of numbers.slice(0, room).entries())
    bytes.writeBigUInt64LE(BigInt(number), 4 + index * 8);
  return bytes;
}

/** Checksum and sizes; a size that stands in a zip64 field is only marked here. */
function writeNumbers(bytes: Buffer, at: number, packed: Packed, isLarge: boolean): void {
  const { sum, size, packedSize } = packed;
  const isMarked = isLarge && bytes.readUInt32LE(at + 8) === unknown32;
  if (!isMarked && Math.max(size, packedSize) >= unknown32)
    throw new LimitError("a member of 4 GiB needs zip64 fields, which its header does not have");
  bytes.writeUInt32LE(sum, at);
  if (isMarked) return;
  bytes.writeUInt32LE(packedSize, at + 4);
  bytes.writeUInt32LE(size, at + 8);
}

async function entryOf(
  blob: Blob,
  { entry }: Plan,
  packed: Packed,
  offset: number,
): Promise<Uint8Array> {
  const start = entry.rawName.span.start - entrySize;
  const fixed = Buffer.from(await blob.read(span(start, entry.rawName.span.start)));
  const rest = fixed.readUInt16LE(30) + fixed.readUInt16LE(32);
  const { end: nameEnd } = entry.rawName.span;
  const tail = Buffer.from(await blob.read(span(nameEnd, nameEnd + rest)));
  fixed.writeUInt16LE(withoutDescriptor(fixed.readUInt16LE(8)), 8);
  fixed.writeUInt16LE(packed.method, 10);
  // The numbers of the zip64 field, in the order of those that do not fit (APPNOTE.TXT §4.5.3).
  const large: number[] = [];
  const put = (at: number, number: number): void => {
    if (fixed.readUInt32LE(at) === unknown32) large.push(number);
    else if (number >= unknown32) throw new LimitError("an archive of 4 GiB needs zip64 fields");
    else fixed.writeUInt32LE(number, at);
  };
  fixed.writeUInt32LE(packed.sum, 16);
  put(24, packed.size);
  put(20, packed.packedSize);
  put(42, offset);
  const field = fieldsIn(tail.subarray(0, fixed.readUInt16LE(30))).find(({ id }) => id === 1);
  if (field) sized(field.bytes, large).copy(field.bytes);
  return Buffer.concat([fixed, entry.rawName.bytes, tail]);
}

interface Ending {
  readonly count: number;
  readonly size: number;
  readonly at: number;
}

/** The end records with other numbers, the comment as it was. */
async function endOf(blob: Blob, { records }: ZipEnd, ending: Ending): Promise<Uint8Array[]> {
  const all = await Promise.all(records.map(async (each) => Buffer.from(await blob.read(each))));
  const [large, locator, small] = all.length === 3 ? all : [undefined, undefined, ...all];
  if (large && locator) writeLarge(large, locator, ending);
  if (small) writeSmall(small, ending, large !== undefined);
  return all;
}

/** The zip64 end record, and where it is to be found (APPNOTE.TXT §4.3.14, §4.3.15). */
function writeLarge(record: Buffer, locator: Buffer, { count, size, at }: Ending): void {
  for (const [index, number] of [count, count, size, at].entries())
    record.writeBigUInt64LE(BigInt(number), 24 + index * 8);
  locator.writeBigUInt64LE(BigInt(at + size), 8);
}

/** The end record (§4.3.16). Where a zip64 record says a number, this one may only mark it. */
function writeSmall(record: Buffer, { count, size, at }: Ending, hasLarge: boolean): void {
  if (!hasLarge && (count > unknown16 || at >= unknown32))
    throw new LimitError("an archive as large as this needs a zip64 end record");
  const isMarked = (place: number, mark: number): boolean =>
    hasLarge && record.readUIntLE(place, mark === unknown16 ? 2 : 4) === mark;
  for (const place of [8, 10]) if (!isMarked(place, unknown16)) record.writeUInt16LE(count, place);
  if (!isMarked(12, unknown32)) record.writeUInt32LE(size, 12);
  if (!isMarked(16, unknown32)) record.writeUInt32LE(at, 16);
}
