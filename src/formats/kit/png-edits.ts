import { crc32 } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import { LimitError } from "../../core/error.ts";
import type { Extra } from "../../core/extra.ts";
import type { Members } from "../../core/format.ts";
import type { Patch } from "../../core/patch.ts";
import { type Span, span } from "../../core/span.ts";
import { type Splice, without } from "../../core/splice.ts";
import { isUnder } from "./key-path.ts";
import { deflate, piecesOf } from "./pack.ts";
import { type Chunk, chunks, frame, longestKeyword } from "./png-chunks.ts";
import { bigSeal, isChanged, summed } from "./seal.ts";

/** The checksum is over the type too. */
const typeSize = 4;

/** With length, type and checksum. */
const wholeOf = ({ data }: Chunk): Span => span(data.start - frame.before, data.end + frame.after);

/** `Format.reseal`: the checksums of the chunks that were changed. */
export async function* sealPng(blob: Blob, changed: readonly Span[]): AsyncGenerator<Patch> {
  for await (const { data } of chunks(blob))
    if (isChanged(data, changed)) {
      const typed = span(data.start - typeSize, data.end);
      yield bigSeal(data.end, await summed(blob, typed, crc32));
    }
}

/**
 * `Format.repack`: chunks whose text is deflated, with another text, or left out.
 *
 * @throws {LimitError} A member stands behind the end of the picture.
 */
export async function* packPng(blob: Blob, members: Members): AsyncGenerator<Uint8Array> {
  const left = new Set(members.keys());
  let done = 0;
  for await (const chunk of chunks(blob)) {
    const { type, data } = chunk;
    const start = left.keys().find((at) => at > data.start && at < data.end);
    if (start === undefined) continue;
    left.delete(start);
    const whole = wholeOf(chunk);
    yield* piecesOf(blob, span(done, whole.start));
    const anew = members.get(start);
    if (anew) {
      const head = await blob.read(span(data.start, start));
      yield chunkOf(type, Buffer.concat([head, ...(await Array.fromAsync(deflate("zlib", anew)))]));
    }
    done = whole.end;
  }
  if (left.size > 0) throw new LimitError("what is appended to a picture cannot be packed anew");
  yield* piecesOf(blob, span(done, blob.size));
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(frame.before + data.length + frame.after);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(data, frame.before);
  const end = frame.before + data.length;
  bytes.writeUInt32BE(crc32(bytes.subarray(typeSize, end)), end);
  return bytes;
}

const texts: ReadonlySet<string> = new Set(["tEXt", "zTXt", "iTXt"]);

/** `Format.cut`: chunks by their type, if readers can do without, and texts by their keyword. */
export async function* cutPng(blob: Blob, keys: readonly string[]): AsyncGenerator<Splice> {
  for await (const chunk of chunks(blob)) {
    const names = texts.has(chunk.type) ? [chunk.type, await keywordOf(blob, chunk)] : [chunk.type];
    if (isAncillary(chunk.type) && names.some((name) => keys.some((key) => isUnder(key, name))))
      yield without(wholeOf(chunk));
  }
}

/** A small first letter says that the picture can be shown without the chunk (§5.4). */
const isAncillary = (type: string): boolean => /^[a-z]/.test(type);

async function keywordOf(blob: Blob, { data }: Chunk): Promise<string> {
  const head = await blob.read(
    span(data.start, Math.min(data.end, data.start + longestKeyword + 1)),
  );
  const end = head.indexOf(0);
  return Buffer.from(head.subarray(0, Math.max(0, end))).toString("latin1");
}

const extraOf: Readonly<Record<string, Extra>> = {
  tEXt: "metadata",
  zTXt: "metadata",
  iTXt: "metadata",
  eXIf: "metadata",
  tIME: "times",
};

/** `Format.strip`: texts, what cameras write, and the time. */
export async function* stripPng(blob: Blob, extras: ReadonlySet<Extra>): AsyncGenerator<Splice> {
  for await (const chunk of chunks(blob)) {
    const extra = extraOf[chunk.type];
    if (extra && extras.has(extra)) yield without(wholeOf(chunk));
  }
}
