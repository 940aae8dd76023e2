import type { Blob } from "../../core/blob.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { type Glance, glancer } from "./glance.ts";
import type { ZipMember } from "./zip-layout.ts";
import { describedSize, hasDescriptor, readLocal, type ZipLocal } from "./zip-local.ts";

/** What was found in bytes that the central directory does not account for. */
export interface Explored {
  readonly members: readonly ZipMember[];
  /** What belongs to no member. */
  readonly rest: readonly Span[];
}

const pieceSize = 64 * 1024;

/** Marks that turn out to be none. More than this is a trap for readers like this one. */
const mostFalse = 10_000;
const mostFound = 100_000;

/**
 * Looks for members that the central directory does not list: deleted ones,
 * hidden ones, or all of them where the directory is lost.
 */
export async function explore(blob: Blob, hole: Span): Promise<Explored> {
  const glance = glancer(blob);
  const members: ZipMember[] = [];
  const rest: Span[] = [];
  let wrong = 0;
  let at = hole.start;
  for await (const { offset, kind } of marks(blob, hole)) {
    if (offset < at || kind !== "header") continue;
    const found = await memberAt(blob, glance, span(offset, hole.end));
    if (!found && ++wrong > mostFalse) break;
    if (!found) continue;
    if (at < offset) rest.push(span(at, offset));
    members.push(found.member);
    if (members.length === mostFound) break;
    at = found.end;
  }
  if (at < hole.end) rest.push(span(at, hole.end));
  return { members, rest };
}

interface Mark {
  readonly offset: number;
  readonly kind: "header" | "descriptor";
}

/** Every `PK\3\4` and `PK\7\8` in the hole. */
async function* marks(blob: Blob, { start, end }: Span): AsyncGenerator<Mark> {
  for (let from = start; from + 4 <= end; from += pieceSize) {
    // Three bytes more, so that a mark on the edge of two pieces is seen, and seen once.
    const bytes = await blob.read(span(from, Math.min(from + pieceSize + 3, end)));
    for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
      if (bytes[at + 1] !== 0x4b) continue;
      if (bytes[at + 2] === 3 && bytes[at + 3] === 4) yield { offset: from + at, kind: "header" };
      if (bytes[at + 2] === 7 && bytes[at + 3] === 8)
        yield { offset: from + at, kind: "descriptor" };
    }
  }
}

interface Found {
  readonly member: ZipMember;
  /** Where the member ends, its descriptor included. */
  readonly end: number;
}

async function memberAt(blob: Blob, glance: Glance, room: Span): Promise<Found | undefined> {
  const local = await readLocal(glance, room.start);
  if (!local || !isPlausible(local) || local.header.end > room.end) return undefined;
  const open = hasDescriptor(local.flags) && local.packedSize === 0;
  const left = span(local.header.end, room.end);
  if (open) return openMember(blob, glance, local, left);
  const data = span(left.start, Math.min(left.end, left.start + local.packedSize));
  return { member: unlisted(local, data, local.crc32), end: data.end };
}

/** Its size stands behind it, so the data ends at a descriptor that knows it, or at the next header. */
async function openMember(blob: Blob, glance: Glance, local: ZipLocal, left: Span): Promise<Found> {
  for await (const { offset, kind } of marks(blob, left)) {
    const data = span(left.start, offset);
    if (kind === "header") return { member: unlisted(local, data, undefined), end: offset };
    const described = await describedSize(glance, offset);
    if (described?.packedSize === lengthOf(data))
      return {
        member: unlisted(local, data, described.crc32),
        end: Math.min(offset + 16, left.end),
      };
  }
  return { member: unlisted(local, left, undefined), end: left.end };
}

/** Known methods run to 20 and from 93 to 99; no version over 6.3 was published (APPNOTE.TXT §4.4.3, §4.4.5). */
const isPlausible = ({ method, rawName }: ZipLocal): boolean =>
  (method <= 20 || (method >= 93 && method <= 99)) &&
  rawName.bytes.length > 0 &&
  rawName.bytes.length <= 4096 &&
  !rawName.bytes.includes(0);

function unlisted(local: ZipLocal, data: Span, crc32: number | undefined): ZipMember {
  const known = !hasDescriptor(local.flags);
  return {
    name: local.name,
    rawName: { ...local.rawName, bytes: local.rawName.bytes.slice() },
    localName: undefined,
    comment: undefined,
    extras: local.extras,
    flags: local.flags,
    method: local.method,
    crc32,
    size: known ? local.size : undefined,
    header: local.header,
    data,
    listed: false,
    fault: undefined,
  };
}
