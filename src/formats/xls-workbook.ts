import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { viewOf } from "./kit/fields.ts";
import { namesAt, type Part, swept } from "./kit/parts.ts";

/** Records that hold text (MS-XLS §2.3.2). */
const names: Readonly<Record<number, string>> = {
  0x14: "header",
  0x15: "footer",
  0x18: "defined name",
  0x1c: "note",
  0x31: "font",
  0x3c: "(continued)",
  0x5c: "user who wrote last",
  0x85: "sheet",
  0xfc: "text of cells",
  0x1ae: "link to a workbook",
  0x1b6: "text box",
  0x1b8: "hyperlink",
  0x204: "label",
};
const beginning = 0x809;
const password = 0x2f;

/** The stream of an old Excel file that holds its sheets: records of a number, a length and data. */
export const xlsWorkbook: Format = {
  id: "xls-workbook",
  title: "Sheets of an old Excel file (BIFF8)",
  tier: "specific",
  specification: "https://learn.microsoft.com/en-us/openspecs/office_file_formats/ms-xls/",
  reads: "all records swept, UTF-16 too; says in which kind a value stands",
  tested: "xlwt",

  // The first record, and the version that all Excels from 1997 to 2003 write.
  matches: ({ head }) =>
    head.length >= 8 &&
    viewOf(head).getUint16(0, true) === beginning &&
    viewOf(head).getUint16(2, true) === 16 &&
    viewOf(head).getUint16(4, true) === 0x600,

  async *regions(blob) {
    const all = span(0, blob.size);
    yield* swept(blob, { name: "record", span: all });
    for (const { name } of await records(blob, password))
      if (name === passwordName) yield { kind: "gap", reason: "encrypted: all records", span: all };
  },

  keys: async (blob, offsets) => namesAt(await records(blob), offsets),
};

const passwordName = "password";

/** The records up to the first that is cut off, or up to the first of the kind `last`. */
async function records(blob: Blob, last = -1): Promise<Part[]> {
  const cursor = new Cursor(blob, "xls-workbook");
  const all: Part[] = [];
  while (cursor.left >= 4) {
    await cursor.need(4);
    const [kind, size] = [cursor.u16(), cursor.u16()];
    const end = Math.min(blob.size, cursor.at + size);
    const name = kind === password ? passwordName : (names[kind] ?? "record");
    all.push({ name, span: span(cursor.at, end) });
    if (kind === last) break;
    cursor.skip(end - cursor.at);
  }
  return all;
}
