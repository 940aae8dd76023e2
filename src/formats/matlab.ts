import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { value } from "../core/region.ts";
import { lengthOf, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { elementSteps, isElement } from "./kit/matlab.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";
import { inflate } from "./kit/inflate.ts";
import { packedStream } from "./kit/packed.ts";

const magic = Buffer.from("MATLAB 5.0 MAT-file");
const headerSize = 128;
/** The text in the header; behind it stand an offset, the version and the order of bytes. */
const textSize = 116;
const orderAt = 126;
const variable = 14;
const compressed = 15;

/**
 * A MAT-file of version 5 to 7: a header of text that tells when and on what it
 * was written, then variables, most of them compressed. A variable that was
 * unpacked is read by the same format. Version 7.3 is HDF5.
 */
export const matlab: Format = {
  id: "matlab",
  title: "MATLAB",
  tier: "specific",
  specification: "https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf",
  reads: "header, names, fields and text; numbers skipped; variables unpacked; trailer swept",
  tested: "SciPy",

  matches: ({ head }) => magic.equals(head.subarray(0, magic.length)) || isElement(head),

  async *regions(blob) {
    const cursor = new Cursor(blob, "matlab");
    await cursor.need(8);
    const isFile = cursor.peek() === magic[0];
    // A variable that was unpacked has no header that tells the order.
    cursor.littleEndian = cursor.peek() !== 0;
    if (isFile) yield* regionsBySteps(cursor, headerSteps(cursor));
    for (let index = 0; cursor.left >= 8; index++) {
      await cursor.need(8);
      const start = cursor.at;
      const kind = cursor.u32();
      const size = cursor.u32();
      if (kind === compressed && isFile) {
        if (size > cursor.left) throw cursor.malformed(`variable of ${size} bytes`, 4);
        const at = span(cursor.at, cursor.at + size);
        yield* packedStream(blob, at, `variable ${index}`, (inner, where) =>
          inflate("zlib", inner, where),
        );
        cursor.at = at.end;
      } else {
        cursor.at = start;
        // Nothing but variables stands by itself: the rest is none.
        if (kind !== variable) break;
        yield* regionsBySteps(cursor, elementSteps(cursor, "$"));
      }
    }
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the last variable", span: span(cursor.at, blob.size) };
  },
};

function* headerSteps(cursor: Cursor): Generator<Step> {
  yield headerSize;
  cursor.littleEndian = cursor.peek(orderAt) === 0x49;
  const start = cursor.at;
  const header = cursor.bytes(headerSize);
  let end = textSize;
  while (end > 0 && (header[end - 1] === 0x20 || header[end - 1] === 0)) end--;
  const at = span(start, start + end);
  if (lengthOf(at) > 0) yield value("$.header", at, plain, header.subarray(0, end));
}
