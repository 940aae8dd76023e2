import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { name, type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { type Block, blockSize, readBlock } from "./blocks.ts";

const lineFeed = 0x0a;
const space = 0x20;

/** Longer headers than a block holds are swept as text: signatures take a few KiB. */
const longestHeaders = blockSize;

/**
 * A commit or a tag: lines of `key value` (one that goes on starts with a
 * space), an empty line, and the message.
 */
export async function* messageRegions(blob: Blob, object: Span): AsyncGenerator<Region> {
  const { start, end: last } = object;
  const block = await readBlock(blob, span(start, Math.min(last, start + longestHeaders)));
  let at = 0;
  while (at < block.bytes.length && block.bytes[at] !== lineFeed) {
    const end = headerEnd(block.bytes, at);
    const key = block.bytes.indexOf(space, at);
    if (key > at && key < end)
      yield part(block, block.bytes.toString("latin1", at, key), [key + 1, end]);
    else yield part(block, "header", [at, end]);
    at = Math.min(end + 1, block.bytes.length);
  }
  const message = span(start + Math.min(at + 1, block.bytes.length), last);
  if (last - start > block.bytes.length) yield { kind: "stretch", as: "text", span: message };
  else if (message.start < message.end)
    yield value("message", message, plain, await blob.read(message));
}

/** Where the line feed stands after which another header starts. */
function headerEnd(bytes: Buffer, from: number): number {
  let end = bytes.indexOf(lineFeed, from);
  while (end >= 0 && bytes[end + 1] === space) end = bytes.indexOf(lineFeed, end + 1);
  return end < 0 ? bytes.length : end;
}

const part = ({ base, bytes }: Block, key: string, [from, to]: readonly [number, number]): Region =>
  value(key, span(base + from, base + to), plain, bytes.subarray(from, to));

/** Trees of one folder with more names than this are no sources: some hundred thousand. */
const largestTree = 64 * 1024 * 1024;

/**
 * A tree: for each entry mode, space, name, NUL, and the name of an object,
 * which takes 20 bytes, or 32 in a repository that uses SHA-256.
 *
 * @throws {MalformedError} An entry is cut, or the tree is larger than any.
 */
export async function* treeRegions(blob: Blob, at: Span): AsyncGenerator<Region> {
  if (at.end - at.start > largestTree)
    throw new MalformedError("git-object", at.start, `tree of ${at.end - at.start} bytes`);
  const { base, bytes } = await readBlock(blob, at);
  const names = treeNames(bytes, 20) ?? treeNames(bytes, 32);
  if (!names) throw new MalformedError("git-object", at.start, "tree with an entry that is cut");
  for (const [number, { start, end }] of names.entries()) {
    const text = bytes.subarray(start, end);
    yield name(`entries[${number}]`, span(base + start, base + end), plain, text);
  }
}

/** A mode takes six digits at most; some older tools wrote a zero before it. */
const mode = /^0?[1-7][0-7]{4,5} /;

/** Where the names stand; none where the bytes are no tree with object names of this length. */
function treeNames(bytes: Buffer, idLength: number): Span[] | undefined {
  const names: Span[] = [];
  for (let from = 0; from < bytes.length;) {
    const found = mode.exec(bytes.toString("latin1", from, from + 8));
    const start = from + (found?.[0].length ?? 0);
    const end = bytes.indexOf(0, start);
    if (!found || end < 0 || end + idLength >= bytes.length) return undefined;
    names.push(span(start, end));
    from = end + 1 + idLength;
  }
  return names;
}
