import { createHash } from "node:crypto";
import { type Blob, memoryBlob } from "../../core/blob.ts";
import { LimitError } from "../../core/error.ts";
import { span } from "../../core/span.ts";
import { piecesOf } from "./pack.ts";

/** Where a wheel lists its files with their digests. */
export const isRecord = (name: string): boolean => /^[^/]+\.dist-info\/RECORD$/.test(name);

/** A list of a million files is no wheel. */
const largest = 64 * 1024 * 1024;

/** A line: a name, in quotes where it holds a comma, the digest, and the size. */
const line = /^(?:"((?:[^"]|"")*)"|([^",]*)),sha256=[\w-]*,\d*\r?$/;

/**
 * The list with the digests and sizes that files have now, and without those that
 * are gone (https://packaging.python.org/specifications/recording-installed-packages).
 *
 * @param changes What files became, by their names.
 * @throws {LimitError} The list is too large.
 */
export async function newRecord(
  old: Blob,
  changes: ReadonlyMap<string, Blob | undefined>,
): Promise<Blob> {
  if (old.size > largest) throw new LimitError(`a RECORD of ${old.size} bytes is too large`);
  const text = Buffer.from(await old.read(span(0, old.size))).toString();
  const lines: string[] = [];
  for (const each of text.split("\n")) {
    const found = line.exec(each);
    const name = found?.[1]?.replaceAll('""', '"') ?? found?.[2];
    if (name === undefined || !changes.has(name)) lines.push(each);
    else {
      const file = changes.get(name);
      if (file) lines.push(each.replace(/,sha256=.*$/, `,${await digestOf(file)}`));
    }
  }
  return memoryBlob(Buffer.from(lines.join("\n")), old.origin);
}

async function digestOf(file: Blob): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of piecesOf(file)) hash.update(piece);
  return `sha256=${hash.digest("base64url")},${file.size}`;
}
