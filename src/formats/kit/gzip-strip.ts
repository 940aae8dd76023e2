import { crc32 } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import type { Extra } from "../../core/extra.ts";
import { type Span, span } from "../../core/span.ts";
import type { Splice } from "../../core/splice.ts";
import {
  type GzipHeader,
  hasHeaderSum,
  readGzipHeader,
  startsMember,
  unpackMember,
} from "./gzip.ts";

/** RFC 1952 §2.3: a time of zero says that there is none. */
const time = span(4, 8);
const sumSize = 2;

/** `Format.strip`: the time and the comment of each member. To find the next, one is unpacked. */
export async function* stripGzip(blob: Blob, extras: ReadonlySet<Extra>): AsyncGenerator<Splice> {
  if (!extras.has("times") && !extras.has("comments")) return;
  let start = 0;
  do {
    const header = await readGzipHeader(blob, span(start, blob.size));
    const at = span(start, header.end);
    yield { at, bytes: stripped(await blob.read(at), at, header, extras) };
    start = await memberEnd(blob, span(header.end, blob.size));
  } while (await startsMember(blob, span(start, blob.size)));
}

function stripped(
  bytes: Uint8Array,
  at: Span,
  { labels }: GzipHeader,
  extras: ReadonlySet<Extra>,
): Uint8Array {
  const header = Buffer.from(bytes);
  if (extras.has("times")) header.fill(0, time.start, time.end);
  for (const label of labels)
    if (extras.has("comments") && label.kind === "string" && label.key === "(comment)")
      for (const place of label.spans)
        header.fill(0x20, place.start - at.start, place.end - at.start);
  const sumAt = header.length - sumSize;
  if (hasHeaderSum(header)) header.writeUInt16LE(crc32(header.subarray(0, sumAt)) & 0xffff, sumAt);
  return header;
}

async function memberEnd(blob: Blob, at: Span): Promise<number> {
  const chunks = unpackMember(blob, at);
  let step = await chunks.next();
  while (!step.done) step = await chunks.next();
  return step.value;
}
