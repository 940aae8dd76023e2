import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { name, type Region } from "../core/region.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { asciiOf } from "./kit/fields.ts";
import { decodeName } from "./kit/names.ts";
import { swept } from "./kit/parts.ts";

const mark = "Rar!\x1a\x07\x01\0";
/** Before version 5. */
const oldMark = "Rar!\x1a\x07\0";
/** RAR refuses larger headers (technote, "General archive block format"). */
const largestHeader = 2 << 20;

const block = { file: 2, service: 3, encryption: 4, end: 5 } as const;

/** RAR archives: names are read; how the data is packed is nobody's but its maker's. */
export const rar: Format = {
  id: "rar",
  title: "RAR archive",
  tier: "specific",
  specification: "https://www.rarlab.com/technote.htm",
  reads: "names of files; packed data is a gap; all swept",
  tested: "specification",

  matches: ({ head }) => {
    const start = asciiOf(head.subarray(0, 8));
    return start === mark || start.startsWith(oldMark);
  },

  async *regions(blob) {
    yield* swept(blob, { name: "archive", span: span(0, blob.size) });
    yield { kind: "gap", reason: "unsupported: packed by RAR", span: span(0, blob.size) };
    if (asciiOf(await blob.read(span(0, Math.min(8, blob.size)))) === mark) yield* names(blob);
  },

  keys: async (_, offsets) => offsets.map(() => "archive"),

  fixed: () => "checksums over what is packed would no longer hold",
};

/** Blocks: a checksum, a size, and a type; those of files and services have a name at their end. */
async function* names(blob: Blob): AsyncGenerator<Region> {
  const cursor = new Cursor(blob, "rar");
  cursor.skip(mark.length);
  while (cursor.left > 4) {
    cursor.skip(4);
    const size = await number(cursor);
    if (size > largestHeader) throw cursor.malformed(`header of ${size} bytes`);
    const end = cursor.at + size;
    const kind = await number(cursor);
    if (kind === block.encryption) {
      yield { kind: "gap", reason: "encrypted: names, too", span: span(cursor.at, blob.size) };
      return;
    }
    const flags = await number(cursor);
    if (flags & 1) await number(cursor);
    const data = flags & 2 ? await number(cursor) : 0;
    if (kind === block.file) yield* fileName(cursor);
    if (kind === block.end) return;
    cursor.skip(end - cursor.at);
    cursor.skip(data);
  }
}

/** Flags, size, attributes, at times a time and a checksum, then method, system and name. */
async function* fileName(cursor: Cursor): AsyncGenerator<Region> {
  const flags = await number(cursor);
  await number(cursor);
  await number(cursor);
  cursor.skip((flags & 2 ? 4 : 0) + (flags & 4 ? 4 : 0));
  await number(cursor);
  await number(cursor);
  const size = await number(cursor);
  if (size > largestHeader) throw cursor.malformed(`name of ${size} bytes`);
  await cursor.need(size);
  const start = cursor.at;
  const bytes = cursor.bytes(size);
  yield name(decodeName(bytes), span(start, start + size), plain, bytes);
}

/** Seven bits in each byte, the lowest first; the eighth says that another byte follows. */
async function number(cursor: Cursor): Promise<number> {
  let value = 0;
  for (let each = 0; each < 8; each++) {
    await cursor.need(1);
    const byte = cursor.u8();
    value += (byte & 0x7f) * 2 ** (7 * each);
    if (byte < 0x80) return value;
  }
  throw cursor.malformed("number is too long");
}
