import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import type { DeadRegion, GapRegion } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { type Glance, glancer, smallestGlance } from "./glance.ts";
import { type Located, readDirectory, type ZipDirectory, type ZipEntry } from "./zip-directory.ts";
import { findEnd, type ZipEnd } from "./zip-end.ts";
import type { ExtraRegion } from "./zip-extra.ts";
import { explore } from "./zip-hole.ts";
import {
  descriptorSize,
  hasDescriptor,
  longestDescriptor,
  readLocal,
  type ZipLocal,
} from "./zip-local.ts";

/** One member: as the central directory has it, or its local header where the directory does not list it. */
export interface ZipMember {
  /** With `/` between folders; ends in `/` if it is one. */
  readonly name: string;
  /** The name as it stands in the central directory, or else in the local header. */
  readonly rawName: Located;
  /** The name in the local header, where it differs. */
  readonly localName: Located | undefined;
  /** In the central directory. */
  readonly comment: Span | undefined;
  /** What the extra fields tell, those of both headers. */
  readonly extras: readonly ExtraRegion[];
  readonly flags: number;
  /** 0 stored, 8 deflate; APPNOTE.TXT §4.4.5 has the others. */
  readonly method: number;
  /** Of the unpacked bytes. Undefined, as `size`, where no header says so. */
  readonly crc32: number | undefined;
  readonly size: number | undefined;
  /** The local header, with name and extra fields. */
  readonly header: Span;
  /** The data as stored. */
  readonly data: Span;
  readonly listed: boolean;
  /** Why the data cannot be had, as the reason of a gap: `header` and `data` are empty or not to be trusted then. */
  readonly fault: string | undefined;
}

/** Two readers of the archive may see different things here. */
export interface ZipMismatch {
  readonly name: string;
  /** For people: `name differs in the local header`. */
  readonly what: string;
  readonly span: Span;
}

export interface ZipLayout {
  /** In the order of their bytes. */
  readonly members: readonly ZipMember[];
  /** What stands before, between and after members. */
  readonly dead: readonly DeadRegion[];
  /** What could not be read of the archive itself. Members have faults of their own. */
  readonly gaps: readonly GapRegion[];
  readonly comment: Span | undefined;
  readonly mismatches: readonly ZipMismatch[];
}

/** What is put together while the archive is walked. */
interface Draft {
  readonly members: ZipMember[];
  readonly mismatches: ZipMismatch[];
  /** Bytes that belong to nothing that is listed. */
  readonly holes: Span[];
}

/**
 * Reads all that a zip says about its members, and no byte of their data:
 * the central directory, then each local header. What is left between them is
 * searched for members that the directory does not list.
 *
 * @throws {MalformedError} There is neither a central directory nor a member.
 */
export async function readZip(blob: Blob): Promise<ZipLayout> {
  const end = await findEnd(blob);
  const directory = end && (await readDirectory(blob, end));
  const draft: Draft = { members: [], mismatches: [], holes: [] };
  await place(blob, draft, directory?.entries ?? [], end?.directory.start ?? blob.size);
  holesAfter(draft, blob.size, end, directory);
  const dead: DeadRegion[] = [];
  const unlisted: ZipMember[] = [];
  for (const hole of draft.holes) {
    const found = await explore(blob, hole);
    unlisted.push(...found.members);
    for (const each of found.rest) dead.push({ kind: "dead", what: whatIs(each, end), span: each });
  }
  if (!end && unlisted.length === 0) throw new MalformedError("zip", 0, "no member");
  return {
    members: [...draft.members, ...unlisted].sort(byPlace),
    dead,
    gaps: gapsOf(blob, end, directory),
    comment: end && lengthOf(end.comment) > 0 ? end.comment : undefined,
    mismatches: draft.mismatches,
  };
}

const byPlace = (one: ZipMember, other: ZipMember): number => one.header.start - other.header.start;

function gapsOf(
  blob: Blob,
  end: ZipEnd | undefined,
  directory: ZipDirectory | undefined,
): GapRegion[] {
  const reason = "malformed: no central directory";
  if (!end) return [{ kind: "gap", reason, span: span(blob.size, blob.size) }];
  return directory?.gap ? [directory.gap] : [];
}

/** Finds the data of each entry; `limit` is where the members must end. */
async function place(
  blob: Blob,
  draft: Draft,
  entries: readonly ZipEntry[],
  limit: number,
): Promise<void> {
  const sorted = entries.toSorted((one, other) => one.offset - other.offset);
  await blob.prefetch?.(headersOf(sorted, limit));
  const glance = glancer(blob);
  let last: ZipEntry | undefined;
  let at = 0;
  for (const entry of sorted) {
    if (last && entry.offset >= at) at += await descriptorOf(glance, last, span(at, entry.offset));
    const local = await readLocal(glance, entry.offset);
    const fault = faultOf(entry, local, at, limit);
    draft.members.push(memberOf(entry, local, fault));
    draft.mismatches.push(...mismatchesOf(entry, local, fault));
    if (fault || !local) continue;
    if (at < entry.offset) draft.holes.push(span(at, entry.offset));
    at = local.header.end + entry.packedSize;
    last = entry;
  }
  if (last) at += await descriptorOf(glance, last, span(at, limit));
  if (at < limit) draft.holes.push(span(at, limit));
}

/** Where a descriptor and the local header behind it are looked for. */
const headersOf = (entries: readonly ZipEntry[], limit: number): Span[] =>
  entries
    .filter(({ offset }) => offset < limit)
    .map(({ offset, flags }) =>
      span(
        Math.max(0, offset - (hasDescriptor(flags) ? longestDescriptor : 0)),
        Math.min(limit, offset + smallestGlance),
      ),
    );

const descriptorOf = async (glance: Glance, entry: ZipEntry, room: Span): Promise<number> =>
  hasDescriptor(entry.flags) ? descriptorSize(glance, room, entry) : 0;

function faultOf(
  { offset, packedSize }: ZipEntry,
  local: ZipLocal | undefined,
  at: number,
  limit: number,
): string | undefined {
  if (!local) return `malformed: no local header at byte ${offset}`;
  // Bombs let thousands of members share one stream: https://www.bamsoftware.com/hacks/zipbomb/
  if (offset < at) return "malformed: overlaps the member before it";
  if (local.header.end + packedSize > limit) return "malformed: data outside the archive";
  return undefined;
}

function memberOf(
  entry: ZipEntry,
  local: ZipLocal | undefined,
  fault: string | undefined,
): ZipMember {
  const header = local?.header ?? span(0, 0);
  return {
    name: entry.name,
    rawName: entry.rawName,
    localName: local && local.name !== entry.name ? copied(local.rawName) : undefined,
    comment: entry.comment,
    extras: [...entry.extras, ...newExtras(entry, local)],
    flags: entry.flags,
    method: entry.method,
    crc32: entry.crc32,
    size: entry.size,
    header,
    data: fault ? span(header.end, header.end) : span(header.end, header.end + entry.packedSize),
    listed: true,
    fault,
  };
}

/** Cut loose from the larger read that the bytes came with. */
const copied = ({ bytes, span }: Located): Located => ({ bytes: bytes.slice(), span });

/** Most writers put the same fields in both headers; once is enough. */
function newExtras(entry: ZipEntry, local: ZipLocal | undefined): ExtraRegion[] {
  return (local?.extras ?? []).flatMap((extra): ExtraRegion[] => {
    if (extra.kind === "dead") return [extra];
    const known = entry.extras.some((each) => each.kind === "string" && isSame(each, extra));
    return known ? [] : [{ ...extra, bytes: extra.bytes.slice() }];
  });
}

type StringExtra = Extract<ExtraRegion, { kind: "string" }>;

const isSame = (one: StringExtra, other: StringExtra): boolean =>
  one.key === other.key && one.bytes.join() === other.bytes.join();

function* mismatchesOf(
  entry: ZipEntry,
  local: ZipLocal | undefined,
  fault: string | undefined,
): Generator<ZipMismatch> {
  const at = local?.header ?? entry.rawName.span;
  const differs = (what: string): ZipMismatch => ({
    name: entry.name,
    what: `${what} in the local header`,
    span: at,
  });
  if (fault) yield { name: entry.name, what: fault.replace("malformed: ", ""), span: at };
  if (!local) return;
  if (local.name !== entry.name) yield differs("name differs");
  if (local.method !== entry.method) yield differs("method differs");
  if (hasDescriptor(local.flags)) return;
  if (local.packedSize !== entry.packedSize || local.size !== entry.size)
    yield differs("size differs");
  if (local.crc32 !== entry.crc32) yield differs("checksum differs");
}

/** Adds what lies between directory, end records and the end of the blob. */
function holesAfter(
  { holes }: Draft,
  size: number,
  end: ZipEnd | undefined,
  directory: ZipDirectory | undefined,
): void {
  if (!end || !directory) return;
  const entries = span(end.directory.start, directory.gap?.span.end ?? directory.end);
  let at = entries.end;
  for (const record of [...end.records, span(size, size)].sort((a, b) => a.start - b.start)) {
    if (record.start > at) holes.push(span(at, record.start));
    at = Math.max(at, record.end);
  }
}

function whatIs(hole: Span, end: ZipEnd | undefined): string {
  if (hole.start === 0) return "before the first member";
  if (end && hole.start >= end.comment.end) return "after the archive";
  if (end && hole.start >= end.directory.start) return "around the central directory";
  return "between members";
}
