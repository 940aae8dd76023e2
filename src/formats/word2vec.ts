import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { glancer, bytesOf } from "./kit/glance.ts";
import { isText } from "./kit/printable.ts";

/** How many words there are, and how many numbers of each. */
const header = /^(?<words>\d{1,10}) (?<dimensions>\d{1,6})\n/;
/** Words of the C program are cut after 50 bytes; phrases of others are longer. */
const longestWord = 1024;
/** How far is looked for a word's end at first, in bytes. */
const look = 64;
const blank = 0x20;
const lineFeed = 0x0a;

/**
 * Vectors of words, as word2vec and gensim write them in binary: a line with two
 * numbers, then each word with its vector behind it.
 */
export const word2vec: Format = {
  id: "word2vec",
  title: "word2vec",
  tier: "specific",
  specification: "https://code.google.com/archive/p/word2vec/",
  reads: "the vocabulary; vectors skipped; trailer swept",
  tested: "gensim",

  matches: ({ head, blob: { size } }) => {
    const shape = shapeOf(head);
    const end = shape ? head.indexOf(blank, shape.start) : -1;
    if (!shape || end < 0 || shape.dimensions === 0) return false;
    const word = head.subarray(shape.start, end);
    // Numbers of four bytes in binary are never all text; a table of numbers in text is.
    const vector = head.subarray(end + 1, end + 1 + shape.dimensions * 4);
    const isWhole = size >= shape.start + shape.words * (2 + shape.dimensions * 4);
    return (
      isWhole && isText(word) && !word.includes(lineFeed) && vector.length > 3 && !isText(vector)
    );
  },

  async *regions(blob) {
    const head = await blob.read(span(0, Math.min(look, blob.size)));
    const shape = shapeOf(head);
    if (!shape) throw new MalformedError("word2vec", 0, "no line with two numbers");
    yield* words(blob, shape);
  },
};

interface Shape {
  readonly words: number;
  readonly dimensions: number;
  /** Where the first word stands. */
  readonly start: number;
}

function shapeOf(head: Uint8Array): Shape | undefined {
  const found = header.exec(Buffer.from(head.subarray(0, look)).toString("latin1"));
  if (!found) return undefined;
  const [words = 0, dimensions = 0] = found.slice(1).map(Number);
  return { words, dimensions, start: found[0].length };
}

async function* words(blob: Blob, { words, dimensions, start }: Shape): AsyncGenerator<Region> {
  const size = dimensions * 4;
  if (words * (size + 1) > blob.size - start)
    throw new MalformedError("word2vec", 0, `${words} words of ${size} bytes in ${blob.size}`);
  const wordAt = wordReader(blob);
  let at = start;
  for (let index = 0; index < words; index++) {
    const { from, bytes } = await wordAt(at);
    const end = from + bytes.length;
    if (end + 1 + size > blob.size)
      throw new MalformedError("word2vec", end, `vector ends after the file does`);
    if (bytes.length > 0) yield value(`$.words[${index}]`, span(from, end), plain, bytes);
    at = end + 1 + size;
    yield { kind: "tensor", name: `vector ${index}`, span: span(end + 1, at) };
  }
  if (
    at < blob.size &&
    !(at + 1 === blob.size && (await blob.read(span(at, at + 1)))[0] === lineFeed)
  )
    yield { kind: "dead", what: "after the last vector", span: span(at, blob.size) };
}

/** Reads a word up to the blank behind it, without the line's end that the C program puts before. */
function wordReader(blob: Blob) {
  const glance = glancer(blob);
  return async (at: number): Promise<{ readonly from: number; readonly bytes: Uint8Array }> => {
    for (const reach of [look, longestWord]) {
      const size = Math.min(reach, blob.size - at);
      const view = await glance(at, size);
      const bytes = view ? bytesOf(view) : new Uint8Array();
      const skipped = bytes[0] === lineFeed ? 1 : 0;
      const end = bytes.indexOf(blank, skipped);
      if (end >= 0) return { from: at + skipped, bytes: bytes.slice(skipped, end) };
    }
    throw new MalformedError("word2vec", at, "word without end");
  };
}
