import type { Region } from "../../core/region.ts";
import type { Span } from "../../core/span.ts";
import { isText } from "./printable.ts";

/** One value of a table, with the name of its column. */
export interface Cell {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Binary values that are given as blobs of their own, of one block. */
const mostBlobs = 10_000;
/** How much is handed on at once, in characters. */
const chunkSize = 64 * 1024;
/** Shorter bytes that are no text are numbers, hashes and the like. */
const shortestBlob = 16;

const utf8 = new TextDecoder();

/**
 * The values that a packed block of a table holds: texts as JSON Lines, one
 * object for each, so that a value is judged beside its column's name; other
 * bytes, a picture say, as blobs by themselves.
 *
 * @param at Where the packed block lies.
 * @param unpack Unpacks the block, and fails as `unpack` of a packed region does.
 */
export async function* packedRows(
  title: string,
  at: Span,
  unpack: () => Promise<Iterable<Cell>>,
): AsyncGenerator<Region> {
  const blobs: Cell[] = [];
  let left = 0;
  yield {
    kind: "packed",
    name: `${title}.jsonl`,
    span: at,
    unpack: async function* () {
      blobs.length = left = 0;
      let lines = "";
      for (const cell of await unpack())
        if (isText(cell.bytes)) {
          lines += lineOf(cell);
          if (lines.length < chunkSize) continue;
          yield Buffer.from(lines);
          lines = "";
        } else if (cell.bytes.length < shortestBlob) continue;
        else if (blobs.length < mostBlobs) blobs.push(cell);
        else left++;
      if (lines !== "") yield Buffer.from(lines);
    },
  };
  for (const [index, { name, bytes }] of blobs.entries())
    yield {
      kind: "packed",
      name: `${title}/${name}[${index}]`,
      span: at,
      unpack: async function* () {
        yield bytes;
      },
    };
  if (left > 0)
    yield { kind: "gap", reason: `limit: ${left} more binary values in one block`, span: at };
}

const lineOf = ({ name, bytes }: Cell): string =>
  `${JSON.stringify({ [name]: utf8.decode(bytes) })}\n`;
