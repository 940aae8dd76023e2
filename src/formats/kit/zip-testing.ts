import { crc32, deflateRawSync } from "node:zlib";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { join, little } from "./testing.ts";

/** One member of a zip that a test builds. What is left out is as a plain writer would have it. */
export interface TestMember {
  readonly name: string;
  readonly data?: Uint8Array | string;
  /** Deflated, unless `packed` says what the data are as stored. */
  readonly method?: number;
  readonly packed?: Uint8Array;
  readonly flags?: number;
  readonly localName?: string;
  readonly extra?: Uint8Array;
  readonly localExtra?: Uint8Array;
  readonly comment?: string;
  /** Sizes go to the extra fields. */
  readonly zip64?: boolean;
  /** Left out of the central directory. */
  readonly unlisted?: boolean;
}

export interface TestZip {
  readonly prefix?: Uint8Array | string;
  /** Whether offsets count from the end of the prefix. */
  readonly shifted?: boolean;
  readonly comment?: string;
  readonly zip64?: boolean;
  /** Stands between the members and the central directory. */
  readonly gap?: Uint8Array | string;
}

const unknown = 0xffff_ffff;

/** The bytes of a zip, written by the letter of APPNOTE.TXT. */
export function zipOf(members: readonly TestMember[], options: TestZip = {}): Uint8Array {
  const prefix = join(options.prefix ?? "");
  const parts = [prefix];
  const directory: Uint8Array[] = [];
  let at = options.shifted ? 0 : prefix.length;
  for (const member of members) {
    const bytes = localPart(member);
    if (!member.unlisted) directory.push(entry(member, at));
    parts.push(bytes);
    at += bytes.length;
  }
  const gap = join(options.gap ?? "");
  const entries = join(...directory);
  const end = endOf(
    directory.length,
    span(at + gap.length, at + gap.length + entries.length),
    options,
  );
  return join(...parts, gap, entries, end);
}

/** A data descriptor behind the data, with its mark. */
const hasDescriptor = ({ flags = 0 }: TestMember): boolean => (flags & 8) !== 0;

function contentOf(member: TestMember): { sum: number; size: number; packed: Uint8Array } {
  const data = join(member.data ?? "");
  const packed = member.packed ?? (member.method === 8 ? deflateRawSync(data) : data);
  return { sum: crc32(data), size: data.length, packed };
}

function localPart(member: TestMember): Uint8Array {
  const { sum, size, packed } = contentOf(member);
  const name = join(member.localName ?? member.name);
  const isOpen = hasDescriptor(member);
  const sizes = member.zip64
    ? [little(1, 2), little(16, 2), little(size, 8), little(packed.length, 8)]
    : [];
  const extra = join(...sizes, member.localExtra ?? "");
  const sized = (count: number): Uint8Array =>
    little(isOpen ? 0 : member.zip64 ? unknown : count, 4);
  return join(
    "PK\x03\x04",
    little(20, 2),
    little(member.flags ?? 0, 2),
    little(member.method ?? 0, 2),
    little(0, 4),
    little(isOpen ? 0 : sum, 4),
    sized(packed.length),
    sized(size),
    little(name.length, 2),
    little(extra.length, 2),
    name,
    extra,
    packed,
    isOpen ? join("PK\x07\x08", little(sum, 4), little(packed.length, 4), little(size, 4)) : "",
  );
}

function entry(member: TestMember, offset: number): Uint8Array {
  const { sum, size, packed } = contentOf(member);
  const name = join(member.name);
  const comment = join(member.comment ?? "");
  const large = [
    little(1, 2),
    little(24, 2),
    little(size, 8),
    little(packed.length, 8),
    little(offset, 8),
  ];
  const extra = join(...(member.zip64 ? large : []), member.extra ?? "");
  const sized = (count: number): Uint8Array => little(member.zip64 ? unknown : count, 4);
  return join(
    "PK\x01\x02",
    little(20, 2),
    little(20, 2),
    little(member.flags ?? 0, 2),
    little(member.method ?? 0, 2),
    little(0, 4),
    little(sum, 4),
    sized(packed.length),
    sized(size),
    little(name.length, 2),
    little(extra.length, 2),
    little(comment.length, 2),
    little(0, 8),
    sized(offset),
    name,
    extra,
    comment,
  );
}

/** The end record, before it that of zip64 with its locator. `directory` is the place as the archive counts. */
function endOf(
  count: number,
  directory: Span,
  { comment = "", zip64 = false }: TestZip,
): Uint8Array {
  const text = join(comment);
  const size = lengthOf(directory);
  const small = (value: number, width: 2 | 4): Uint8Array => little(zip64 ? unknown : value, width);
  const large = [
    "PK\x06\x06",
    little(44, 8),
    little(45, 2),
    little(45, 2),
    little(0, 8),
    ...[count, count, size, directory.start].map((each) => little(each, 8)),
    "PK\x06\x07",
    little(0, 4),
    little(directory.end, 8),
    little(1, 4),
  ];
  return join(
    ...(zip64 ? large : []),
    "PK\x05\x06",
    little(0, 4),
    small(count, 2),
    small(count, 2),
    small(size, 4),
    small(directory.start, 4),
    little(text.length, 2),
    text,
  );
}
