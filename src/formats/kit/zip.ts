import { crc32 } from "node:zlib";
import { type Blob, slice } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { name as nameAt, type Region, value } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { unpackBzip2 } from "./bzip2.ts";
import { inflate, tapped, type Unpack } from "./inflate.ts";
import { unpackZipLzma } from "./lzma-alone.ts";
import { unpackXz } from "./xz.ts";
import type { ZipLayout, ZipMember } from "./zip-layout.ts";
import { unpackZstd } from "./zstd.ts";

export { readZip, type ZipLayout, type ZipMember } from "./zip-layout.ts";

const stored = 0;

/** How each method is undone (APPNOTE.TXT §4.4.5). 20 is what zstd had before 93. */
const unpackers: Readonly<Record<number, (member: ZipMember) => Unpack>> = {
  8: () => (blob, at) => inflate("raw", blob, at),
  12: () => unpackBzip2,
  14:
    ({ size }) =>
    (blob, at) =>
      unpackZipLzma(blob, at, size),
  20: () => (blob, at) => unpackZstd(blob, at),
  93: () => (blob, at) => unpackZstd(blob, at),
  95: () => unpackXz,
};

/**
 * Everything of a zip that can carry text: names, comments, extra fields, the
 * members as blobs of their own, and the bytes between them.
 *
 * @param isTensor Which members hold only weights; these are passed over if they are stored.
 */
export async function* zipRegions(
  blob: Blob,
  layout: ZipLayout,
  isTensor: (member: ZipMember) => boolean = () => false,
): AsyncGenerator<Region> {
  yield* layout.dead;
  yield* layout.gaps;
  if (layout.comment) yield await textAt(blob, "(comment)", layout.comment);
  for (const member of layout.members) {
    yield* labels(blob, member);
    yield* content(blob, member, isTensor);
  }
}

/** What the headers say of a member. */
async function* labels(blob: Blob, member: ZipMember): AsyncGenerator<Region> {
  for (const raw of [member.rawName, member.localName])
    if (raw) yield nameAt(member.name, raw.span, plain, raw.bytes);
  yield* member.extras;
  if (member.comment) yield await textAt(blob, `${member.name} (comment)`, member.comment);
}

const textAt = async (blob: Blob, key: string, at: Span): Promise<Region> =>
  value(key, at, plain, await blob.read(at));

/** Nothing, deflated. Some writers store folders so. */
const deflatedNothing = 2;

/** The data of a member. A folder has none, unless something was hidden there. */
async function* content(
  blob: Blob,
  member: ZipMember,
  isTensor: (member: ZipMember) => boolean,
): AsyncGenerator<Region> {
  const { name, data, method } = member;
  if (name.endsWith("/") && lengthOf(data) <= deflatedNothing && !member.fault) return;
  const unpack = unpackers[method]?.(member);
  const obstacle = member.fault ?? obstacleOf(member, unpack);
  if (obstacle) yield { kind: "gap", name, reason: obstacle, span: data };
  else if (method === stored && isTensor(member)) yield { kind: "tensor", name, span: data };
  else if (method === stored) yield { kind: "child", blob: slice(blob, data, name) };
  else if (unpack) yield* packed(blob, member, unpack);
}

/** Flag bits 0 and 6 are the two kinds of encryption; method 99 is AES (APPNOTE.TXT §4.4.4, §7). */
function obstacleOf({ flags, method }: ZipMember, unpack: Unpack | undefined): string | undefined {
  if (method === 99) return "encrypted: member uses AES";
  if (flags & 0x41) return "encrypted: member needs a password";
  return method === stored || unpack ? undefined : `unsupported: compression method ${method}`;
}

/** The packed data, then what stands behind the end of its stream: known once that was reached. */
async function* packed(blob: Blob, member: ZipMember, unpack: Unpack): AsyncGenerator<Region> {
  const { name, data } = member;
  let end = data.end;
  yield {
    kind: "packed",
    name,
    span: data,
    unpack: async function* () {
      end = yield* checked(member, unpack(blob, data));
    },
  };
  if (end < data.end)
    yield { kind: "dead", what: "after the compressed data", span: span(end, data.end) };
}

/** Passes chunks on, and compares size and checksum at the end. */
async function* checked(
  { name, data, size, crc32: wanted }: ZipMember,
  chunks: AsyncGenerator<Uint8Array, number>,
): AsyncGenerator<Uint8Array, number> {
  let length = 0;
  let sum = 0;
  const end = yield* tapped(chunks, (chunk) => {
    length += chunk.length;
    sum = crc32(chunk, sum);
  });
  if (size !== undefined && length !== size)
    throw new MalformedError("zip", data.start, `'${name}' unpacks to ${length} of ${size} bytes`);
  if (wanted !== undefined && sum !== wanted)
    throw new MalformedError("zip", data.start, `checksum of '${name}' is wrong`);
  return end;
}
