import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import type { Region } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { treePage } from "./sqlite-page.ts";
import { recordAt, recordRegions } from "./sqlite-record.ts";

/**
 * A page that stands by itself, in a journal or log: nobody says of which table
 * it is. What is no page of a b-tree, or a damaged one, is swept.
 *
 * @param start Where the header of the b-tree stands in it.
 */
export async function* loosePage(
  blob: Blob,
  at: Span,
  key: string,
  start: number,
): AsyncGenerator<Region> {
  const bytes = await blob.read(at);
  try {
    const page = treePage(bytes, start, bytes.length);
    if (!page) {
      yield { kind: "stretch", as: "binary", span: at };
      return;
    }
    const parts = page.unused.map((each) => moved(each, at.start));
    for (const cell of page.cells) {
      const naming = { coding: plain, key: `${key}[${cell.rowid}]`, columns: [] };
      yield* recordRegions(recordAt(blob, [moved(cell.local, at.start)]), naming);
    }
    for (const each of parts) yield { kind: "dead", what: "no record of its page", span: each };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    yield { kind: "stretch", as: "binary", span: at };
  }
}

const moved = (at: Span, by: number): Span => span(at.start + by, at.end + by);

/** A power of two from 512 to 65536. */
export const isPageSize = (size: number): boolean =>
  size >= 512 && size <= 65536 && Number.isInteger(Math.log2(size));
