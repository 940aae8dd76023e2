import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { decodeName } from "./names.ts";
import { type PaxRecord, paxRecords } from "./pax.ts";
import { blockSize, longestExtension, type TarHeader, tarHeader } from "./tar-header.ts";

/** A header that tells of the member behind it. */
export interface TarExtension {
  readonly header: TarHeader;
  readonly at: number;
  readonly records: readonly PaxRecord[];
}

/** A member as it lies in its archive, or a header for all that follow, with its records as data. */
export interface TarMember {
  /** Where it starts, with the headers that tell of it. */
  readonly start: number;
  readonly extensions: readonly TarExtension[];
  readonly header: TarHeader;
  /** Where its own header starts. */
  readonly at: number;
  readonly data: Span;
  /** Behind the padding of its data. */
  readonly end: number;
}

/**
 * The members up to the end of the archive, or to what is no header. The last may
 * be cut off.
 *
 * @throws {MalformedError} A size is no number, or an extended header is too long.
 */
export async function* tarMembers(blob: Blob): AsyncGenerator<TarMember> {
  let extensions: TarExtension[] = [];
  for (let at = 0; at + blockSize <= blob.size;) {
    const header = tarHeader(await blob.read(span(at, at + blockSize)), at);
    if (!header) return;
    const start = extensions[0]?.at ?? at;
    const data = await dataOf(blob, header, at, extensions);
    const end = Math.min(blob.size, data.start + blocks(data.end - data.start));
    if (/[xXLK]/.test(header.type))
      extensions.push({ header, at, records: await recordsIn(blob, header, data) });
    else {
      yield { start, extensions, header, at, data, end };
      extensions = [];
    }
    at = end;
  }
}

const blocks = (size: number): number => Math.ceil(size / blockSize) * blockSize;

async function recordsIn(blob: Blob, { type }: TarHeader, data: Span): Promise<PaxRecord[]> {
  if (data.end - data.start > longestExtension)
    throw new MalformedError("tar", data.start, "extended header is too long");
  return /[xX]/.test(type) ? [...paxRecords(await blob.read(data), data.start)] : [];
}

/** Links and folders may give a size without having data: then the next header follows at once. */
async function dataOf(
  blob: Blob,
  { type, size: own, isExtended }: TarHeader,
  at: number,
  extensions: readonly TarExtension[],
): Promise<Span> {
  let start = at + blockSize;
  for (let more = isExtended; more && start + blockSize <= blob.size; start += blockSize)
    more = (await blob.read(span(start + 504, start + 505)))[0] === 1;
  const record = extensions.flatMap(({ records }) => records).findLast(isSize);
  const declared = record ? Number(decodeName(record.bytes)) : own;
  const size = /[1-6V]/.test(type) && !(await hasData(blob, start)) ? 0 : declared;
  if (Number.isNaN(size)) throw new MalformedError("tar", at, "size that is no number");
  return span(Math.min(start, blob.size), Math.min(start + size, blob.size));
}

export const isSize = ({ key }: PaxRecord): boolean => key === "size";

async function hasData(blob: Blob, at: number): Promise<boolean> {
  if (at + blockSize > blob.size) return false;
  const next = await blob.read(span(at, at + blockSize));
  return !tarHeader(next, at) && next.some((byte) => byte !== 0);
}

const imageBlob = /^(?:\.\/)?(?:blobs\/sha256\/[0-9a-f]{64}|[0-9a-f]{64}(?:\/layer\.tar|\.json))$/;
const imageManifest = /^(?:\.\/)?(?:manifest\.json|oci-layout)$/;

/** `Format.fixed` of a tar: a container image, whose manifests name its layers by their digests. */
export async function imageReason(blob: Blob): Promise<string | undefined> {
  let hasManifest = false;
  let hasBlob = false;
  for await (const { header } of tarMembers(blob)) {
    const name = decodeName(header.name.bytes);
    if (imageManifest.test(name)) hasManifest = true;
    if (imageBlob.test(name)) hasBlob = true;
    if (hasManifest && hasBlob)
      return "the layers of a container image are named by their digests: build it anew from clean files";
  }
  return undefined;
}
