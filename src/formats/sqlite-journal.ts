import type { Blob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Span, span } from "../core/span.ts";
import { bigSeal, isChanged } from "./kit/seal.ts";
import { isPageSize, loosePage } from "./kit/sqlite-loose.ts";
import { pageSum } from "./kit/sqlite-sums.ts";

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
    const head = await headOf(blob);
    const { sector, pageSize } = head;
    yield {
      kind: "dead",
      what: "after the header",
      span: span(headSize, Math.min(sector, blob.size)),
    };
    let at = sector;
    for (const [index, there] of pages(blob, head).entries()) {
      const page = Buffer.from(await blob.read(span(there.start - 4, there.start))).readUInt32BE(0);
      const key = `$.records[${index}].page${page}`;
      yield* loosePage(blob, there, key, page === 1 ? 100 : 0);
      at = there.start + pageSize + 4;
    }
    if (at < blob.size)
      yield { kind: "dead", what: "after the last page", span: span(at, blob.size) };
  },

  async *reseal(blob, changed) {
    const head = await headOf(blob);
    for (const page of pages(blob, head))
      if (isChanged(page, changed))
        yield bigSeal(page.end, pageSum(await blob.read(page), head.nonce));
  },
};

/** Until the journal is safe on disk its mark and count are zero. */
function isUnfinished(head: Uint8Array): boolean {
  if (head.length < headSize || head.subarray(0, magic.length + 4).some((byte) => byte !== 0))
    return false;
  const view = new DataView(head.buffer, head.byteOffset);
  return isPageSize(view.getUint32(20)) && isPageSize(view.getUint32(24));
}

/** Where the pages stand, without their numbers and checksums. */
function pages({ size }: Blob, { count, sector, pageSize }: Head): Span[] {
  const spans: Span[] = [];
  for (let at = sector; spans.length < count && at + around + pageSize <= size;) {
    spans.push(span(at + 4, at + 4 + pageSize));
    at += around + pageSize;
  }
  return spans;
}

interface Head {
  /** How many pages follow. */
  readonly count: number;
  /** What each checksum starts with. */
  readonly nonce: number;
  /** So many bytes the header is padded to. */
  readonly sector: number;
  readonly pageSize: number;
}

async function headOf(blob: Blob): Promise<Head> {
  if (blob.size < headSize) throw new MalformedError("sqlite-journal", 0, "header ends too soon");
  const head = Buffer.from(await blob.read(span(0, headSize)));
  const [count, nonce, sector, pageSize] = [8, 12, 20, 24].map((at) =>
    head.readUInt32BE(at),
  ) as Four;
  if (!isPageSize(pageSize) || sector < headSize)
    throw new MalformedError("sqlite-journal", 20, `pages of ${pageSize} bytes`);
  // After a crash the count may be left at zero or all ones: then records go on to the end.
  return {
    count: count === 0 || count === 0xffff_ffff ? Infinity : count,
    nonce,
    sector,
    pageSize,
  };
}

type Four = [number, number, number, number];
