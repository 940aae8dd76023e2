import { type Blob, slice } from "../../core/blob.ts";
import type { Region } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { asciiOf } from "./fields.ts";
import { endIn } from "./zip-end.ts";

/** How files start that people put behind another one: archives, file systems, programs, pictures. */
const starts: readonly (readonly [string, string])[] = [
  ["PK\x03\x04", "appended.zip"],
  ["hsqs", "appended.squashfs"],
  ["\x1f\x8b\x08", "appended.gz"],
  ["7z\xbc\xaf\x27\x1c", "appended.7z"],
  ["\xfd7zXZ\0", "appended.xz"],
  ["BZh", "appended.bz2"],
  ["Rar!\x1a\x07", "appended.rar"],
  ["\x7fELF", "appended.elf"],
  ["\xff\xd8\xff", "appended.jpg"],
  ["\x89PNG\r\n\x1a\n", "appended.png"],
  ["%PDF-", "appended.pdf"],
  ["SQLite format 3\0", "appended.sqlite"],
];

/** Reaches the end record of a zip with a short comment. */
const tail = 1024;

/**
 * What stands behind the end of a file: a file of its own where it can be told
 * (a zip may have other bytes before it), else bytes that no reader looks at.
 *
 * @param what The bytes are, for people: `after the last section`.
 */
export async function* appended(blob: Blob, from: number, what: string): AsyncGenerator<Region> {
  if (from >= blob.size) return;
  const rest = span(from, blob.size);
  const head = asciiOf(await blob.read(span(from, Math.min(from + 16, blob.size))));
  const known = starts.find(([mark]) => head.startsWith(mark));
  const inside = slice(blob, rest, known?.[1] ?? "appended.zip");
  const isFile = known !== undefined || (await endIn(inside, tail)) !== undefined;
  if (isFile) yield { kind: "child", blob: inside };
  else yield { kind: "dead", what, span: rest };
}
