import type { Blob } from "../core/blob.ts";
import { utf16le } from "../core/codings.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name as nameAt, type Region } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { appended } from "./kit/appended.ts";
import { asciiOf } from "./kit/fields.ts";
import { folderObstacle, unpackFile, unpackFolder } from "./kit/seven-unpack.ts";
import {
  headerSpan,
  isEncoded,
  longestHeader,
  readSevenHeader,
  type SevenFolder,
  type SevenHeader,
} from "./kit/seven-zip.ts";

/** Of a folder with more files, each would be unpacked again from its start. */
const mostSingle = 64;
/** A header that is packed may be packed again; nobody does that more than once. */
const mostLayers = 4;

/** 7-Zip archives. Several files are packed as one: each is read as a file where they are not too many. */
export const _7z: Format = {
  id: "7z",
  title: "7-Zip archive",
  tier: "specific",
  specification: "https://github.com/ip7z/7zip/blob/main/DOC/7zFormat.txt",
  reads: "names; files packed with LZMA, LZMA2, deflate, bzip2, zstd or not at all; others as gaps",
  tested: "py7zr",

  matches: ({ head }) => asciiOf(head.subarray(0, 6)) === "7z\xbc\xaf\x27\x1c",

  async *regions(blob) {
    const at = await headerSpan(blob);
    yield* headerRegions(blob, at);
    yield* appended(blob, at.end, "after the end of the archive");
  },

  fixed: () => "checksums over what is packed would no longer hold",
};

async function* headerRegions(blob: Blob, at: Span): AsyncGenerator<Region> {
  let bytes = await blob.read(at);
  let isPlain = true;
  for (let layer = 0; isEncoded(bytes); layer++) {
    const folder = readSevenHeader(bytes).folders[0];
    if (!folder || layer === mostLayers) throw new MalformedError("7z", at.start, "no header");
    const obstacle = folderObstacle(folder) ?? inFile(blob, folder);
    if (obstacle) {
      yield { kind: "gap", reason: obstacle, span: span(0, blob.size) };
      return;
    }
    isPlain = false;
    bytes = await whole(unpackFolder(blob, folder));
  }
  if (bytes.length === 0) return;
  const header = readSevenHeader(bytes);
  const names = namesOf(bytes, header);
  if (header.names && isPlain) yield* plainNames(bytes, header.names, at.start);
  else if (header.names)
    yield packedNames(bytes.subarray(header.names.start, header.names.end), at);
  const files = names.filter((_, index) => !header.empty(index));
  for (const folder of header.folders)
    yield* folderRegions(blob, folder, files.splice(0, folder.files.length));
}

const inFile = (blob: Blob, { packed }: SevenFolder): string | undefined =>
  packed.end > blob.size ? "malformed: a stream ends after the archive" : undefined;

/** @throws {MalformedError} A header is longer than any. */
async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > longestHeader) throw new MalformedError("7z", 0, `header of ${size} bytes`);
    all.push(chunk);
  }
  return Buffer.concat(all);
}

const namesOf = (bytes: Uint8Array, { names }: SevenHeader): string[] =>
  names ? Buffer.from(bytes.subarray(names.start, names.end)).toString("utf16le").split("\0") : [];

function* plainNames(bytes: Uint8Array, { start, end }: Span, base: number): Generator<Region> {
  for (let at = start; at + 2 <= end;) {
    let stop = at;
    while (stop + 2 <= end && (bytes[stop] || bytes[stop + 1])) stop += 2;
    const text = bytes.subarray(at, stop);
    const shown = Buffer.from(text).toString("utf16le");
    if (stop > at) yield nameAt(shown, span(base + at, base + stop), utf16le, text);
    at = stop + 2;
  }
}

/** Names that stand packed, as a text of their own. */
const packedNames = (names: Uint8Array, at: Span): Region => ({
  kind: "packed",
  name: "(names)",
  span: at,
  unpack: async function* () {
    const text = Buffer.from(names).toString("utf16le").replaceAll("\0", "\n");
    yield Buffer.from(text);
  },
});

async function* folderRegions(
  blob: Blob,
  folder: SevenFolder,
  names: readonly string[],
): AsyncGenerator<Region> {
  const { packed, files } = folder;
  const obstacle = folderObstacle(folder) ?? inFile(blob, folder);
  const [first = "(files)"] = names;
  if (obstacle)
    yield {
      kind: "gap",
      name: first,
      reason: obstacle,
      span: span(Math.min(packed.start, packed.end), packed.end),
    };
  else if (files.length > mostSingle) {
    yield {
      kind: "packed",
      name: "(files)",
      span: packed,
      unpack: () => unpackFolder(blob, folder),
    };
    yield {
      kind: "gap",
      name: "(files)",
      reason: `limit: ${files.length} files of one block were read as one`,
      span: packed,
    };
  } else {
    let at = 0;
    for (const [index, size] of files.entries()) {
      const file = span(at, at + size);
      const name = names[index] ?? `file ${index}`;
      if (size > 0)
        yield { kind: "packed", name, span: packed, unpack: () => unpackFile(blob, folder, file) };
      at += size;
    }
  }
}
