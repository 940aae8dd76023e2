import type { Blob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { isPageSize, loosePage } from "./kit/sqlite-loose.ts";

const magic = Buffer.from("d9d505f920a163d7", "hex");
const headSize = 28;
/** The number of a page before it, a checksum behind it. */
const around = 8;

/**
 * The pages of a database as they were before a change, from which SQLite
 * restores it after a crash. Regions are the texts of their records.
 */
export const sqliteJournal: Format = {
  id: "sqlite-journal",
  title: "SQLite rollback journal",
  tier: "specific",
  specification: "https://sqlite.org/fileformat2.html#rollbackjournal",
  reads: "texts of the records of all pages; what was deleted in them, and all else, swept",
  tested: "Python's sqlite3",

  matches: ({ head, name }) =>
    magic.equals(head.subarray(0, magic.length)) ||
    (name.endsWith("-journal") && isUnfinished(head)),

  async *regions(blob) {
    const { count, sector, pageSize } = await headOf(blob);
    yield {
      kind: "dead",
      what: "after the header",
      span: span(headSize, Math.min(sector, blob.size)),
    };
    let at = sector;
    for (let index = 0; index < count && at + around + pageSize <= blob.size; index++) {
      const page = Buffer.from(await blob.read(span(at, at + 4))).readUInt32BE(0);
      const start = at + 4;
      const key = `$.records[${index}].page${page}`;
      yield* loosePage(blob, span(start, start + pageSize), key, page === 1 ? 100 : 0);
      at = start + pageSize + 4;
    }
    if (at < blob.size)
      yield { kind: "dead", what: "after the last page", span: span(at, blob.size) };
  },
};

/** Until the journal is safe on disk its mark and count are zero. */
function isUnfinished(head: Uint8Array): boolean {
  if (head.length < headSize || head.subarray(0, magic.length + 4).some((byte) => byte !== 0))
    return false;
  const view = new DataView(head.buffer, head.byteOffset);
  return isPageSize(view.getUint32(20)) && isPageSize(view.getUint32(24));
}

interface Head {
  /** How many pages follow. */
  readonly count: number;
  /** So many bytes the header is padded to. */
  readonly sector: number;
  readonly pageSize: number;
}

async function headOf(blob: Blob): Promise<Head> {
  if (blob.size < headSize) throw new MalformedError("sqlite-journal", 0, "header ends too soon");
  const head = Buffer.from(await blob.read(span(0, headSize)));
  const [count, sector, pageSize] = [8, 20, 24].map((at) => head.readUInt32BE(at)) as Triple;
  if (!isPageSize(pageSize) || sector < headSize)
    throw new MalformedError("sqlite-journal", 20, `pages of ${pageSize} bytes`);
  // After a crash the count may be left at zero or all ones: then records go on to the end.
  return { count: count === 0 || count === 0xffff_ffff ? Infinity : count, sector, pageSize };
}

type Triple = [number, number, number];
