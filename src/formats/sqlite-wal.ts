import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { isPageSize, loosePage } from "./kit/sqlite-loose.ts";
import { sealFrames } from "./kit/sqlite-sums.ts";

/** The last bit says in which order checksums are. */
const magics = [0x377f_0682, 0x377f_0683];
const headSize = 32;
const frameHead = 24;

/**
 * The log that SQLite keeps beside a database: pages as they became, one after
 * the other, those of former rounds too. Regions are the texts of their records.
 */
export const sqliteWal: Format = {
  id: "sqlite-wal",
  title: "SQLite write-ahead log",
  tier: "specific",
  specification: "https://sqlite.org/fileformat2.html#walformat",
  reads: "texts of the records of all pages; what was deleted in them, and all else, swept",
  tested: "Python's sqlite3",

  matches: ({ head }) =>
    head.length >= headSize && magics.includes(Buffer.from(head.subarray(0, 4)).readUInt32BE(0)),

  async *regions(blob) {
    if (blob.size < headSize) throw new MalformedError("sqlite-wal", 0, "header ends too soon");
    const head = Buffer.from(await blob.read(span(0, headSize)));
    const pageSize = head.readUInt32BE(8);
    if (!isPageSize(pageSize))
      throw new MalformedError("sqlite-wal", 8, `pages of ${pageSize} bytes`);
    let at = headSize;
    for (let index = 0; at + frameHead + pageSize <= blob.size; index++) {
      const frame = Buffer.from(await blob.read(span(at, at + 4)));
      const page = frame.readUInt32BE(0);
      const start = at + frameHead;
      const key = `$.frames[${index}].page${page}`;
      yield* loosePage(blob, span(start, start + pageSize), key, page === 1 ? 100 : 0);
      at = start + pageSize;
    }
    if (at < blob.size)
      yield { kind: "dead", what: "after the last frame", span: span(at, blob.size) };
  },

  async *reseal(blob, changed) {
    const head = Buffer.from(await blob.read(span(0, headSize)));
    yield* sealFrames(blob, changed, {
      head,
      frameHead,
      pageSize: head.readUInt32BE(8),
      isBig: head.readUInt32BE(0) === magics[1],
    });
  },
};
