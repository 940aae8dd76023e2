import { type Span, span } from "../../core/span.ts";

/** One record of a pax header. */
export interface PaxRecord {
  /** `path`, `uname`, `SCHILY.xattr.user.note`, … */
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly span: Span;
}

/**
 * The records of a pax extended header: `25 path=a/long/name\n`, where the
 * number is the length of it all (POSIX.1-2017 pax, "pax Header Block"). Stops
 * where the bytes do not follow that, and returns where that is.
 *
 * @param base Where `body` starts in its blob; the spans are relative to the blob.
 */
export function* paxRecords(body: Uint8Array, base: number): Generator<PaxRecord, number> {
  let at = 0;
  while (at < body.length) {
    const space = body.indexOf(0x20, at);
    const digits = space - at > 0 && space - at <= 8 ? text(body.subarray(at, space)) : "";
    const end = at + (/^\d+$/.test(digits) ? Number(digits) : 0);
    const equals = body.indexOf(0x3d, space);
    if (end > body.length || equals < 0 || equals >= end - 1 || body[end - 1] !== 0x0a) break;
    const key = text(body.subarray(space + 1, equals));
    const bytes = body.subarray(equals + 1, end - 1);
    yield { key, bytes, span: span(base + equals + 1, base + end - 1) };
    at = end;
  }
  return base + at;
}

const decoder = new TextDecoder();
const text = (bytes: Uint8Array): string => decoder.decode(bytes);
