import type { Blob } from "../../core/blob.ts";
import type { Extra } from "../../core/extra.ts";
import { type Span, span } from "../../core/span.ts";
import type { Splice } from "../../core/splice.ts";
import { decodeName } from "./names.ts";
import { type PaxRecord, paxRecords } from "./pax.ts";
import { blockSize, setNumber, setSum } from "./tar-header.ts";
import { tarMembers } from "./tar-members.ts";

const mode = { uid: span(108, 116), gid: span(116, 124), mtime: span(136, 148) };
/** Names of user and group; POSIX and GNU have them, V7 does not. */
const names = span(265, 329);
/** GNU's times of access and change; POSIX has the prefix of the name there. */
const gnuTimes = span(345, 369);

const records: Readonly<Partial<Record<Extra, RegExp>>> = {
  owners: /^(?:[ug]name|[ug]id|SCHILY\.acl\..*)$/,
  times: /^(?:[acm]time|LIBARCHIVE\.creationtime)$/,
  comments: /^comment$/,
};

/** Owners become user 0 without a name, times become 1970, as `tar --owner=0 --mtime=@0` has them; pax records are filled. */
export async function* stripTar(blob: Blob, extras: ReadonlySet<Extra>): AsyncGenerator<Splice> {
  for await (const { extensions, header, at, data } of tarMembers(blob)) {
    for (const each of extensions) {
      yield await strippedHeader(blob, each.at, extras);
      yield* strippedRecords(each.records, extras);
    }
    yield await strippedHeader(blob, at, extras);
    if (header.type === "g")
      yield* strippedRecords([...paxRecords(await blob.read(data), data.start)], extras);
  }
}

async function strippedHeader(
  blob: Blob,
  start: number,
  extras: ReadonlySet<Extra>,
): Promise<Splice> {
  const at = span(start, start + blockSize);
  const block = Uint8Array.from(await blob.read(at));
  const magic = decodeName(block.subarray(257, 265));
  const clear = (place: Span): void => void block.fill(0, place.start, place.end);
  if (extras.has("owners")) {
    setNumber(block, mode.uid, 0);
    setNumber(block, mode.gid, 0);
    if (magic.startsWith("ustar")) clear(names);
  }
  if (extras.has("times")) {
    setNumber(block, mode.mtime, 0);
    if (magic === "ustar  \0") clear(gnuTimes);
  }
  setSum(block);
  return { at, bytes: block };
}

function* strippedRecords(
  all: readonly PaxRecord[],
  extras: ReadonlySet<Extra>,
): Generator<Splice> {
  for (const { key, bytes, span: at } of all)
    for (const [extra, pattern] of Object.entries(records))
      if (extras.has(extra as Extra) && pattern.test(key)) yield { at, bytes: neutral(bytes) };
}

/** Numbers become zeros of as many digits, all else `x`. */
function neutral(bytes: Uint8Array): Uint8Array {
  const isNumber = bytes.every((byte) => byte === 0x2e || (byte >= 0x30 && byte <= 0x39));
  return bytes.map((byte) => (!isNumber ? 0x78 : byte === 0x2e ? byte : 0x30));
}
