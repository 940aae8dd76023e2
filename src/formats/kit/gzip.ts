import { crc32 } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import type { Patch } from "../../core/patch.ts";
import { name as nameAt, type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { Feed } from "./feed.ts";
import { inflate, tapped } from "./inflate.ts";
import { decodeName } from "./names.ts";
import { isChanged } from "./seal.ts";

/** RFC 1952 §2.3. */
const fixedSize = 10;
const trailerSize = 8;
/** No file system has longer names; a comment is not likely to be longer either. */
const longestText = 64 * 1024;

const flag = { headerSum: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;

/** What stands before the data of one member. */
export interface GzipHeader {
  /** Of the file that was compressed. */
  readonly name: string | undefined;
  readonly rawName: Uint8Array | undefined;
  /** Name, comment and extra field, where they stand. */
  readonly labels: readonly Region[];
  readonly end: number;
}

/** Whether the bytes start a member: the marks, the one method there is, no reserved flag. */
export const isGzip = (bytes: Uint8Array): boolean =>
  bytes.length >= fixedSize &&
  bytes[0] === 0x1f &&
  bytes[1] === 0x8b &&
  bytes[2] === 8 &&
  ((bytes[3] ?? 0) & flag.reserved) === 0;

/** Whether the last two bytes of a header are a checksum over it. */
export const hasHeaderSum = (header: Uint8Array): boolean =>
  ((header[3] ?? 0) & flag.headerSum) !== 0;

/** @throws {MalformedError} No member starts at `at.start`, or its header does not end. */
export async function readGzipHeader(blob: Blob, at: Span): Promise<GzipHeader> {
  const feed = new Feed(blob, "gzip", at);
  const fixed = await feed.take(fixedSize);
  if (!isGzip(fixed)) throw feed.malformed("no header");
  const flags = fixed[3] ?? 0;
  const labels: Region[] = flags & flag.extra ? await readExtra(feed) : [];
  const name = flags & flag.name ? await text(feed) : undefined;
  if (name) labels.push(nameAt("(name)", name.span, plain, name.bytes));
  const comment = flags & flag.comment ? await text(feed) : undefined;
  if (comment) labels.push(value("(comment)", comment.span, plain, comment.bytes));
  if (flags & flag.headerSum) await feed.take(2);
  const rawName = name?.bytes;
  return { name: rawName && decodeName(rawName), rawName, labels, end: feed.offset };
}

/** The checksum of the first member's header, if it has one: the lower half of a CRC-32. */
export async function* sealGzipHeader(blob: Blob, changed: readonly Span[]): AsyncGenerator<Patch> {
  const { end } = await readGzipHeader(blob, span(0, blob.size));
  const header = await blob.read(span(0, end));
  if (!hasHeaderSum(header) || !isChanged(span(0, end - 2), changed)) return;
  const sum = crc32(header.subarray(0, -2));
  yield { at: end - 2, bytes: Uint8Array.of(sum & 0xff, (sum >> 8) & 0xff) };
}

async function readExtra(feed: Feed): Promise<Region[]> {
  const length = await feed.take(2);
  const extra = await feed.take((length[0] ?? 0) | ((length[1] ?? 0) << 8));
  const place = span(feed.offset - extra.length, feed.offset);
  return isIndex(extra) ? [] : [{ kind: "stretch", as: "binary", span: place }];
}

/** `bgzip` writes the size of each member, two bytes under the letters BC, in its extra field. */
const isIndex = (extra: Uint8Array): boolean =>
  extra.length === 6 && extra[0] === 0x42 && extra[1] === 0x43 && extra[2] === 2;

/** Bytes up to a zero, which is passed over. */
async function text(feed: Feed): Promise<{ readonly bytes: Uint8Array; readonly span: Span }> {
  await feed.fill(longestText);
  const end = feed.bytes.indexOf(0, feed.at);
  if (end < 0) throw feed.malformed("text without end");
  const bytes = feed.bytes.slice(feed.at, end);
  const start = feed.offset;
  feed.at = end + 1;
  return { bytes, span: span(start, start + bytes.length) };
}

/**
 * Unpacks the members that follow one another as one stream, as `gzip -d` does.
 *
 * @param note Told what the headers of all members but the first say.
 * @throws {MalformedError} A member is damaged, or ends too soon.
 */
export async function* unpackGzip(
  blob: Blob,
  at: Span,
  note: (region: Region) => void = () => {},
): AsyncGenerator<Uint8Array, number> {
  let end = at.start;
  do {
    const header = await readGzipHeader(blob, span(end, at.end));
    if (end > at.start) for (const label of header.labels) note(label);
    end = yield* unpackMember(blob, span(header.end, at.end));
  } while (await startsMember(blob, span(end, at.end)));
  return end;
}

export async function startsMember(blob: Blob, { start, end }: Span): Promise<boolean> {
  return end - start >= fixedSize && isGzip(await blob.read(span(start, start + fixedSize)));
}

/** One member behind its header, with its trailer. */
export async function* unpackMember(blob: Blob, at: Span): AsyncGenerator<Uint8Array, number> {
  let sum = 0;
  let size = 0;
  const chunks = inflate("raw", blob, at);
  const end = yield* tapped(chunks, (chunk) => {
    sum = crc32(chunk, sum);
    size = (size + chunk.length) % 2 ** 32;
  });
  const feed = new Feed(blob, "gzip", span(end, at.end));
  const trailer = await feed.take(trailerSize);
  const view = new DataView(trailer.buffer, trailer.byteOffset, trailer.length);
  if (view.getUint32(0, true) !== sum) throw feed.malformed("checksum is wrong");
  if (view.getUint32(4, true) !== size) throw feed.malformed("size is wrong");
  return feed.offset;
}
