import { type Blob, slice } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { name as nameAt, type Region, value } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { decodeName } from "./kit/names.ts";
import { type PaxRecord, paxRecords } from "./kit/pax.ts";
import { imageReason } from "./kit/tar-members.ts";
import { packTar } from "./kit/tar-pack.ts";
import { sealHeaders } from "./kit/tar-seal.ts";
import { stripTar } from "./kit/tar-strip.ts";
import {
  blockSize,
  longestExtension,
  type TarHeader,
  tarHeader,
  type TarText,
} from "./kit/tar-header.ts";

/**
 * A tar: for each member a header with names of files, users and groups, then
 * its data. Old V7, POSIX with pax records, and GNU with its long names. Also
 * read is what stands behind the end of the archive, where `tar -t` stops.
 */
export const tar: Format = {
  id: "tar",
  title: "Tar",
  tier: "general",
  specification: "https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html",
  reads: "names, owners, links, pax records; members; padding and what follows the end swept",
  tested: "Python",

  matches: ({ head }) => tarHeader(head.subarray(0, blockSize), 0) !== undefined,

  async *regions(blob) {
    const cursor = new Cursor(blob, "tar");
    let extension = noExtension;
    let ended = false;
    while (cursor.left >= blockSize) {
      await cursor.need(blockSize);
      const start = cursor.at;
      const block = cursor.bytes(blockSize);
      const header = tarHeader(block, start);
      if (header) extension = yield* readMember(blob, cursor, header, extension);
      else if (isZero(block)) ended = true;
      else yield* strayBytes(cursor, start, ended);
    }
    yield* extensionLabels(extension, "");
    yield* paddingTo(cursor, cursor.end, "after the end of the archive");
  },

  reseal: sealHeaders,
  repack: packTar,
  strip: stripTar,
  fixed: imageReason,
};

/** What headers of their own say of the member that follows them. */
interface Extension {
  readonly records: readonly PaxRecord[];
  readonly name: TarText | undefined;
  readonly linkname: TarText | undefined;
}

const noExtension: Extension = { records: [], name: undefined, linkname: undefined };

/** Reads on from behind a header up to the next, and returns what it says of the next member. */
async function* readMember(
  blob: Blob,
  cursor: Cursor,
  header: TarHeader,
  extension: Extension,
): AsyncGenerator<Region, Extension> {
  const isExtension = /[xXgLK]/.test(header.type);
  const name = nameOf(header, isExtension ? noExtension : extension);
  yield* labels(header, name);
  if (isExtension) return yield* readExtension(cursor, header, extension);
  yield* extensionLabels(extension, name);
  if (header.isExtended) await skipSparseMap(cursor);
  const size = await dataSize(cursor, header, extension);
  const data = span(cursor.at, Math.min(cursor.end, cursor.at + size));
  yield* content(blob, data, { name, type: header.type, isSparse: isSparse(header, extension) });
  if (size > lengthOf(data))
    yield { kind: "gap", name, reason: "malformed: archive ends inside the member", span: data };
  cursor.skip(lengthOf(data));
  yield* padding(cursor, size, name);
  return noExtension;
}

/** The name by which readers know the member: pax before GNU before the header's own. */
function nameOf({ name, prefix }: TarHeader, extension: Extension): string {
  const path = extension.records.findLast(isPath) ?? extension.name;
  if (path) return decodeName(path.bytes);
  const own = decodeName(name.bytes);
  return prefix.bytes.length > 0 ? `${decodeName(prefix.bytes)}/${own}` : own;
}

const isPath = ({ key }: Pick<PaxRecord, "key">): boolean =>
  key === "path" || key === "GNU.sparse.name";

/** The texts of a header. Prefix and name are told by themselves, as they stand. */
function* labels(header: TarHeader, name: string): Generator<Region> {
  for (const { bytes, span } of [header.prefix, header.name])
    if (bytes.length > 0) yield nameAt(name, span, plain, bytes);
  for (const field of ["linkname", "uname", "gname"] as const) {
    const { bytes, span } = header[field];
    if (bytes.length > 0) yield value(keyOf(name, field), span, plain, bytes);
  }
  for (const span of header.slack)
    yield { kind: "dead", what: `unused in the header of ${name}`, span };
}

const keyOf = (name: string, field: string): string => `${name} (${field})`.trimStart();

function* extensionLabels(extension: Extension, name: string): Generator<Region> {
  if (extension.name) yield nameAt(name, extension.name.span, plain, extension.name.bytes);
  if (extension.linkname)
    yield value(keyOf(name, "linkname"), extension.linkname.span, plain, extension.linkname.bytes);
  yield* recordLabels(extension.records, name);
}

/** Numbers, which most records are, tell nothing. */
function* recordLabels(records: readonly PaxRecord[], name: string): Generator<Region> {
  for (const { key, bytes, span } of records) {
    if (isPath({ key })) yield nameAt(name, span, plain, bytes);
    else if (bytes.some((byte) => byte > 0x39)) yield value(keyOf(name, key), span, plain, bytes);
  }
}

/** Pax records (`x`, for all members `g`), or GNU's long names (`L`, of links `K`). */
async function* readExtension(
  cursor: Cursor,
  { type, size, name }: TarHeader,
  before: Extension,
): AsyncGenerator<Region, Extension> {
  if (size > Math.min(longestExtension, cursor.left)) {
    const reason =
      size === Infinity
        ? "malformed: extended header without a size"
        : `limit: extended header of ${size} bytes`;
    yield { kind: "gap", reason, span: span(cursor.at, cursor.at) };
    return before;
  }
  await cursor.need(size);
  const start = cursor.at;
  const body = cursor.bytes(size).slice();
  yield* padding(cursor, size, decodeName(name.bytes));
  const field = type === "L" ? "name" : type === "K" ? "linkname" : "records";
  if (field !== "records") return yield* extended(before, { [field]: untilZero(body, start) });
  const records = yield* readRecords(body, start);
  if (type !== "g") return yield* extended(before, { records });
  yield* recordLabels(records, "");
  return before;
}

/** Of two extensions in a row that say the same, readers take the last; the first is told all the same. */
function* extended(before: Extension, more: Partial<Extension>): Generator<Region, Extension> {
  const isNew = Object.keys(more).every((field) => isUnset(before, field as keyof Extension));
  if (!isNew) yield* extensionLabels(before, "");
  return { ...(isNew ? before : noExtension), ...more };
}

const isUnset = (extension: Extension, field: keyof Extension): boolean =>
  extension[field] === noExtension[field];

function* readRecords(body: Uint8Array, start: number): Generator<Region, PaxRecord[]> {
  const records: PaxRecord[] = [];
  const walk = paxRecords(body, start);
  let step = walk.next();
  for (; !step.done; step = walk.next()) records.push(step.value);
  const end = start + body.length;
  if (step.value < end)
    yield { kind: "dead", what: "after the pax records", span: span(step.value, end) };
  return records;
}

function untilZero(body: Uint8Array, start: number): TarText {
  const zero = body.indexOf(0);
  const bytes = zero < 0 ? body : body.subarray(0, zero);
  return { bytes, span: span(start, start + bytes.length) };
}

interface Member {
  readonly name: string;
  readonly type: string;
  readonly isSparse: boolean;
}

/** Links, devices and folders have no data; unknown types are files, as POSIX wants it. */
function* content(blob: Blob, data: Span, { name, type, isSparse }: Member): Generator<Region> {
  if (isSparse) {
    yield {
      kind: "gap",
      name,
      reason: "unsupported: sparse member, swept as it stands",
      span: data,
    };
    yield { kind: "stretch", as: "binary", span: data };
  } else if (type === "D") yield { kind: "stretch", as: "binary", span: data };
  else if (!/[1-6V]/.test(type) || lengthOf(data) > 0)
    yield { kind: "child", blob: slice(blob, data, name) };
}

const isSparse = ({ type }: TarHeader, { records }: Extension): boolean =>
  type === "S" || records.some(({ key }) => key.startsWith("GNU.sparse."));

/** GNU's old sparse files: more blocks of places follow as long as a byte in the last one says so. */
async function skipSparseMap(cursor: Cursor): Promise<void> {
  let isLast = false;
  while (!isLast) {
    await cursor.need(blockSize);
    isLast = cursor.bytes(blockSize)[504] !== 1;
  }
}

/**
 * How many bytes of data follow. Links and folders may give a size without
 * having data: then the next header follows at once.
 */
async function dataSize(
  cursor: Cursor,
  { type, size }: TarHeader,
  { records }: Extension,
): Promise<number> {
  const record = records.findLast(({ key }) => key === "size");
  const declared = record ? Number(decodeName(record.bytes)) : size;
  if (!(declared >= 0)) throw cursor.malformed("size that is no number");
  if (declared === 0 || !/[1-6V]/.test(type)) return declared;
  if (cursor.left < blockSize) return 0;
  await cursor.need(blockSize);
  const next = cursor.bytes(blockSize);
  cursor.at -= blockSize;
  return isZero(next) || tarHeader(next, cursor.at) ? 0 : declared;
}

/** What fills the last block of data; the header that follows is read with it. */
async function* padding(cursor: Cursor, size: number, name: string): AsyncGenerator<Region> {
  const count = Math.min(cursor.left, -size & (blockSize - 1));
  await cursor.need(Math.min(cursor.left, count + blockSize));
  yield* paddingTo(cursor, cursor.at + count, `padding of ${name}`);
}

/** Passes over bytes that should be zero; those that are not are dead. */
async function* paddingTo(cursor: Cursor, end: number, what: string): AsyncGenerator<Region> {
  const start = cursor.at;
  await cursor.need(end - start);
  if (!isZero(cursor.bytes(end - start))) yield { kind: "dead", what, span: span(start, end) };
}

/** Bytes where a header should stand, or behind the end: all up to the next header. */
async function* strayBytes(cursor: Cursor, start: number, ended: boolean): AsyncGenerator<Region> {
  while (cursor.left >= blockSize) {
    await cursor.need(blockSize);
    if (tarHeader(cursor.bytes(blockSize), cursor.at)) {
      cursor.at -= blockSize;
      break;
    }
  }
  const stray = span(start, cursor.left < blockSize ? cursor.end : cursor.at);
  cursor.at = stray.end;
  if (!ended)
    yield { kind: "gap", reason: "malformed: no header where one should be", span: stray };
  yield {
    kind: "dead",
    what: ended ? "after the end of the archive" : "in place of a header",
    span: stray,
  };
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
