import type { Blob } from "../core/blob.ts";
import { utf16be } from "../core/codings.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name as nameAt, type Region } from "../core/region.ts";
import { span } from "../core/span.ts";
import { asciiOf, fieldsAt } from "./kit/fields.ts";
import { swept } from "./kit/parts.ts";

/** The Finder writes some kilobytes; a folder of a hundred thousand files has some megabytes. */
const largest = 64 << 20;
/** HFS+ has names of up to 255 units. */
const longestName = 255;
/** The types of values that a record can have. */
const types = /^(?:bool|long|shor|type|comp|dutc|blob|ustr)$/;

/**
 * What the Finder of macOS notes of a folder: names of its files, of deleted
 * ones too. Records are looked for in the whole file, as blocks that were given
 * up still hold theirs.
 */
export const dsStore: Format = {
  id: "ds-store",
  title: "Finder's notes of a folder (.DS_Store)",
  tier: "specific",
  specification: "https://metacpan.org/dist/Mac-Finder-DSStore/view/DSStoreFormat.pod",
  reads: "names of files, of deleted ones too; all swept",
  tested: "ds_store",

  matches: ({ head }) => head.length >= 36 && asciiOf(head.subarray(0, 8)) === "\0\0\0\x01Bud1",

  async *regions(blob) {
    if (blob.size > largest) throw new MalformedError("ds-store", 0, `${blob.size} bytes`);
    yield* swept(blob, { name: "file", span: span(0, blob.size) });
    yield* records(blob);
  },

  keys: async (_, offsets) => offsets.map(() => "file"),

  fixedNames: "names stand in order, and are those of files",
};

/** A length, the name, the property and the type of its value, each of four letters. */
async function* records(blob: Blob): AsyncGenerator<Region> {
  const view = await fieldsAt(blob, "ds-store", 0, blob.size);
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = 4; at + 14 <= bytes.length;) {
    const size = view.getUint32(at);
    const start = at + 4;
    const end = start + 2 * size;
    const isName = size > 0 && size <= longestName && end + 8 <= bytes.length;
    if (!isName || !types.test(asciiOf(bytes.subarray(end + 4, end + 8)))) {
      at++;
      continue;
    }
    const text = bytes.subarray(start, end);
    const shown = Buffer.from(text).swap16().toString("utf16le");
    yield nameAt(shown, span(start, end), utf16be, text);
    at = end + 8;
  }
}
