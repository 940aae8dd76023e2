import { type Blob, slice } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { asciiOf, fieldsAt } from "./kit/fields.ts";
import { decodeName } from "./kit/names.ts";
import { isChanged, summed } from "./kit/seal.ts";

/** The two variants of the portable format, the second with checksums. */
const magic = /^07070[12]/;
const headerSize = 110;
/** The last of the thirteen numbers. */
const sumPlace = 102;
/** Linux's longest path. */
const longestName = 4096;
const lastName = "TRAILER!!!";

/** Which of the thirteen numbers tell of people: the user, the group, the time. */
const told = [
  { extra: "owners", index: 2 },
  { extra: "owners", index: 3 },
  { extra: "times", index: 5 },
] as const;

interface Member {
  readonly name: string;
  /** Where the sum of all bytes of the data stands; only the second variant has one. */
  readonly sumAt: number | undefined;
  readonly nameAt: Span;
  readonly data: Span;
}

/** Cpio archives (`newc`), as RPM packages and the first file systems of Linux are made of. */
export const cpio: Format = {
  id: "cpio",
  title: "Cpio archive",
  tier: "specific",
  specification: "https://docs.kernel.org/driver-api/early-userspace/buffer-format.html",
  reads: "names; members; what follows the end",
  tested: "specification",

  matches: ({ head }) => head.length >= headerSize && magic.test(asciiOf(head.subarray(0, 6))),

  async *regions(blob) {
    let at = 0;
    for await (const member of members(blob)) {
      at = Math.min(blob.size, padded(member.data.end));
      if (member.name === lastName) break;
      yield name(member.name, member.nameAt, plain, await blob.read(member.nameAt));
      if (member.data.end > member.data.start)
        yield { kind: "child", blob: slice(blob, member.data, member.name) };
    }
    if (at < blob.size)
      yield { kind: "dead", what: "after the last member", span: span(at, blob.size) };
  },

  async *strip(blob, extras) {
    for await (const { nameAt } of members(blob))
      for (const { extra, index } of told)
        if (extras.has(extra)) {
          const start = nameAt.start - headerSize + 6 + 8 * index;
          yield { at: span(start, start + 8), bytes: Buffer.from("00000000") };
        }
  },

  async *reseal(blob, changed) {
    for await (const { data, sumAt } of members(blob))
      if (sumAt !== undefined && isChanged(data, changed)) {
        const sum = await summed(blob, data, byteSum);
        yield { at: sumAt, bytes: Buffer.from(sum.toString(16).padStart(8, "0")) };
      }
  },
};

async function* members(blob: Blob): AsyncGenerator<Member> {
  let at = 0;
  let isLast = false;
  while (!isLast) {
    const member = await memberAt(blob, at);
    yield member;
    at = Math.min(blob.size, padded(member.data.end));
    isLast = member.name === lastName;
  }
}

const byteSum = (bytes: Uint8Array, before: number): number =>
  bytes.reduce((sum, byte) => (sum + byte) >>> 0, before);

const padded = (at: number): number => Math.ceil(at / 4) * 4;

/** Thirteen numbers of eight hexadecimal digits, the name and the data, both padded to four bytes. */
async function memberAt(blob: Blob, at: number): Promise<Member> {
  const view = await fieldsAt(blob, "cpio", at, headerSize);
  const text = asciiOf(new Uint8Array(view.buffer, view.byteOffset, headerSize));
  const number = (index: number): number =>
    Number(`0x${text.slice(6 + 8 * index, 14 + 8 * index)}`);
  const [size, nameSize] = [number(6), number(11)];
  if (!magic.test(text) || !(size >= 0 && nameSize > 0 && nameSize <= longestName))
    throw new MalformedError("cpio", at, "no header");
  const nameAt = span(at + headerSize, at + headerSize + nameSize - 1);
  const start = padded(nameAt.end + 1);
  if (start + size > blob.size)
    throw new MalformedError("cpio", at, `member ends at ${start + size} of ${blob.size}`);
  return {
    name: decodeName(await blob.read(nameAt)),
    sumAt: text[5] === "2" ? at + sumPlace : undefined,
    nameAt,
    data: span(start, start + size),
  };
}
