import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { unpackBzip2 } from "./bzip2.ts";
import { Feed } from "./feed.ts";
import { History } from "./history.ts";
import { inflate } from "./inflate.ts";
import { largestDictionary } from "./lzma.ts";
import { unpackLzma2 } from "./lzma2.ts";
import { unpackLzmaAlone } from "./lzma-alone.ts";
import type { SevenFolder } from "./seven-zip.ts";
import { unpackZstd } from "./zstd.ts";

type Chunks = AsyncIterable<Uint8Array>;

/** How each method is undone (Methods.txt of the 7-Zip sources). */
const methods: Readonly<
  Record<string, (blob: Blob, at: Span, properties: Uint8Array, size: number) => Chunks>
> = {
  "00": (blob, at) => asItStands(blob, at),
  "030101": lzma,
  "21": lzma2,
  "040108": (blob, at) => inflate("raw", blob, at),
  "040202": (blob, at) => unpackBzip2(blob, at),
  "04f71101": (blob, at) => unpackZstd(blob, at),
};

const aes = "06f10701";

/**
 * Filters that come before the packing of programs. They change addresses in
 * machine code and leave text as it is, so that they need not be undone.
 */
const branches: ReadonlySet<string> = new Set([
  ..."03030103 03030205 03030401 03030501 03030701 03030805".split(" "),
  ..."04 05 06 07 08 09 0a".split(" "),
]);

/** The coder that packs, and the size of what it packs. */
function packerOf({ coders, sizes }: SevenFolder) {
  const packers = [...coders.entries()].filter(([, { method }]) => !branches.has(method));
  const [only, ...others] = packers;
  const unpack = only && Object.hasOwn(methods, only[1].method) && methods[only[1].method];
  if (!only || !unpack || others.length > 0) return undefined;
  return { unpack, properties: only[1].properties, size: sizes[only[0]] ?? 0 };
}

/** Why a folder cannot be unpacked; undefined if it can. */
export function folderObstacle(folder: SevenFolder): string | undefined {
  const methods = folder.coders.map(({ method }) => method);
  if (methods.includes(aes)) return "encrypted: archive needs a password";
  return packerOf(folder) ? undefined : `unsupported: methods ${methods.join(" ")}`;
}

/** @throws {MalformedError} The folder is damaged. */
export async function* unpackFolder(blob: Blob, folder: SevenFolder): AsyncGenerator<Uint8Array> {
  const packer = packerOf(folder);
  if (packer) yield* packer.unpack(blob, folder.packed, packer.properties, packer.size);
}

/** The part of a folder that is one file: what is before it is unpacked and dropped. */
export async function* unpackFile(
  blob: Blob,
  folder: SevenFolder,
  file: Span,
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of unpackFolder(blob, folder)) {
    const part = chunk.subarray(Math.max(0, file.start - at), Math.max(0, file.end - at));
    if (part.length > 0) yield part;
    at += chunk.length;
    if (at >= file.end) return;
  }
}

const pieceSize = 256 * 1024;

async function* asItStands(blob: Blob, at: Span): AsyncGenerator<Uint8Array> {
  for (let from = at.start; from < at.end; from += pieceSize)
    yield blob.read(span(from, Math.min(at.end, from + pieceSize)));
}

/** LZMA with the header before it that a stream alone has: the properties, and the size. */
function lzma(blob: Blob, at: Span, properties: Uint8Array, size: number): Chunks {
  const header = Buffer.alloc(13);
  header.set(properties.subarray(0, 5));
  header.writeBigUInt64LE(BigInt(size), 5);
  const whole = {
    origin: blob.origin,
    size: header.length + at.end - at.start,
    read: async ({ start, end }: Span): Promise<Uint8Array> => {
      const [from, to] = [Math.max(start, header.length), Math.max(end, header.length)];
      const shift = at.start - header.length;
      const rest = await blob.read(span(from + shift, to + shift));
      return start < header.length ? Buffer.concat([header.subarray(start, end), rest]) : rest;
    },
  };
  return unpackLzmaAlone(whole, span(0, whole.size));
}

/** The property is the size of the dictionary as a power of two, or one and a half times that. */
function lzma2(blob: Blob, at: Span, properties: Uint8Array, size: number): Chunks {
  const [power = 0] = properties;
  const dictionary = (2 + (power % 2)) * 2 ** (Math.floor(power / 2) + 11);
  const history = new History(Math.min(dictionary, size, largestDictionary));
  return unpackLzma2(new Feed(blob, "7z", at), history);
}
