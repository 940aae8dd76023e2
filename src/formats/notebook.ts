import { json as jsonCoding } from "../core/codings.ts";
import { plain } from "../core/coding.ts";
import type { Blob } from "../core/blob.ts";
import type { Format, Members, Probe } from "../core/format.ts";
import type { Region, StringRegion } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { type Splice, spliced, without } from "../core/splice.ts";
import { Base64Decoder, looksLikeBase64 } from "./kit/base64.ts";
import { readBlock } from "./kit/blocks.ts";
import { narrowHead, opensWith } from "./kit/encoding.ts";
import { jsonCodingOf } from "./kit/json.ts";
import { JsonReader } from "./kit/json-reader.ts";
import { pieces } from "./kit/json-text.ts";
import { cutNotebook, stripNotebook } from "./kit/notebook-cut.ts";
import { piecesOf } from "./kit/pack.ts";

const backslash = 0x5c;

/** A larger notebook is looked at as it stands only: it would have to be held whole. */
const largest = 64 << 20;

/**
 * A Jupyter notebook is one JSON object. The lines of a cell's source, and of a
 * text that it wrote, are looked at as the one text that they are; images and
 * other media are unpacked; every other string, and every key, stands by itself.
 */
export const notebook: Format = {
  id: "notebook",
  title: "Jupyter notebook",
  tier: "specific",
  specification: "https://nbformat.readthedocs.io/en/latest/format_description.html",
  lines: true,
  reads: "source and outputs as joined text, tracebacks, media unpacked, all metadata",
  tested: "nbformat, nbclient",

  mayBeText: true,
  matches: async (probe) => looksLikeNotebook(probe),

  async *regions(blob) {
    if (blob.size > largest) {
      const all = span(0, blob.size);
      yield { kind: "stretch", as: "text", span: all };
      yield { kind: "gap", reason: `limit: notebook of ${blob.size} bytes`, span: all };
      return;
    }
    const { bytes } = await readBlock(blob, span(0, blob.size));
    const reader = new JsonReader("notebook");
    reader.load(bytes, 0);
    try {
      for (const region of regionsOf(reader, bytes)) yield region;
    } catch (error) {
      // What the walk did not reach is looked at as it stands.
      yield { kind: "stretch", as: "text", span: span(reader.resume, blob.size) };
      throw error;
    }
  },

  repack: async function* (blob, members) {
    yield* piecesOf(spliced(blob, await mediaSplices(blob, members)));
  },
  cut: cutNotebook,
  strip: stripNotebook,
};

const firstKey = /^\s*\{\s*"(?:cells|metadata|nbformat|nbformat_minor|worksheets)"\s*:/;
const nbformat = /"nbformat"\s*:\s*\d/;

/** Jupyter sorts the keys, so that `nbformat` comes last; others write it first. */
async function looksLikeNotebook({ head, blob }: Probe): Promise<boolean> {
  if (!opensWith(head, 0x7b)) return false;
  const text = narrowHead(head);
  if (text === undefined || !firstKey.test(text)) return false;
  const tail = await readBlock(blob, span(Math.max(0, blob.size - head.length), blob.size));
  const ends = text + tail.bytes.toString("latin1");
  return nbformat.test(ends) && /"(?:cells|worksheets)"\s*:\s*\[/.test(ends);
}

/** One string, or those that are one value: the lines of a text, or of a medium. */
interface Value {
  readonly key: string;
  readonly role: StringRegion["role"];
  readonly kind: "one" | "lines" | "media";
  readonly spans: Span[];
}

function* regionsOf(reader: JsonReader, bytes: Buffer): Generator<Region> {
  let done = 0;
  for (const each of valuesOf(reader)) {
    for (const { start, end } of each.spans) {
      yield* between(bytes, span(done, start - 1));
      done = end + 1;
    }
    if (each.kind === "media" && isBase64(each, bytes)) yield packed(each, bytes);
    else yield* texts(each, bytes);
  }
  yield* between(bytes, span(done, bytes.length));
}

function* valuesOf(reader: JsonReader): Generator<Value> {
  let open: Value | undefined;
  try {
    while (reader.next() === "string") {
      const next = valueAt(reader);
      if (open && open.kind !== "one" && open.kind === next.kind && open.key === next.key) {
        open.spans.push(...next.spans);
        continue;
      }
      if (open) yield open;
      open = next;
    }
    reader.finish();
  } catch (error) {
    if (open) yield open;
    throw error;
  }
  if (open) yield open;
}

const inCell = /^(?:worksheets\[\d+\]\.)?cells\[\d+\]\./;

/** What may be written as a list of lines; version 3 has `input`, and outputs named by their kind. */
const lines =
  /\.(?:source|input|outputs\[\d+\]\.(?:text|html|latex|svg|javascript|json|data(?:\["(?![^"]*json)[^"]*"\]|\.[\w$-]+)))$/;

/** What is base64 by its kind. */
const media =
  /\.(?:outputs\[\d+\]\.(?:png|jpeg|pdf)|(?:outputs\[\d+\]\.data|attachments(?:\["[^"]*"\]|\.[\w$-]+))\["(?:(?:image\/(?!svg)|audio\/|video\/)[\w.+-]+|application\/(?:pdf|zip|octet-stream))"\])$/;

/** The string that the reader stands at, under the key of the value that it is a part of. */
function valueAt(reader: JsonReader): Value {
  const key = reader.path("").replace(/^\./, "");
  const spans = [span(reader.start, reader.end)];
  const one: Value = { key, role: reader.isName ? "name" : "value", kind: "one", spans };
  if (reader.isName || !inCell.test(key)) return one;
  const whole = key.replace(/\[\d+\]$/, "");
  if (media.test(whole)) return { ...one, key: whole, kind: "media" };
  return lines.test(whole) ? { ...one, key: whole, kind: "lines" } : one;
}

function packed({ key, spans }: Value, bytes: Buffer): Region {
  return {
    kind: "packed",
    name: mediaName(key),
    span: span(spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0),
    unpack: () => unpacked(spans, bytes),
  };
}

/** What gives pictures and other media other bytes: their first line has all of them, the others nothing. */
async function mediaSplices(blob: Blob, members: Members): Promise<Splice[]> {
  const reader = new JsonReader("notebook");
  reader.load(await blob.read(span(0, blob.size)), 0);
  const splices: Splice[] = [];
  for (const { kind, spans } of valuesOf(reader)) {
    const [first, ...others] = spans;
    if (kind !== "media" || !first || !members.has(first.start)) continue;
    splices.push({ at: first, bytes: await base64Of(members.get(first.start)) });
    splices.push(...others.map(without));
  }
  return splices;
}

async function base64Of(media: Blob | undefined): Promise<Uint8Array> {
  const bytes = media ? await media.read(span(0, media.size)) : new Uint8Array();
  return Buffer.from(Buffer.from(bytes).toString("base64"));
}

/** Whether the first line of a value is base64: what is called an image may be any string. */
function isBase64({ spans }: Value, bytes: Buffer): boolean {
  const { start, end } = spans[0] ?? span(0, 0);
  const line = bytes.subarray(start, Math.min(end, start + 64));
  const escape = line.indexOf(backslash);
  return looksLikeBase64(escape < 0 ? line : line.subarray(0, escape));
}

/** `cells[3].outputs[0].image.png`, so that the name ends as that of a file does. */
const mediaName = (key: string): string =>
  key
    .replace(/(?:\.data)?\["(\w+)\/(?:x-)?([\w.-]+)[^"]*"\]$/, ".$1.$2")
    .replace(/(outputs\[\d+\])\.(png|jpeg)$/, "$1.image.$2");

async function* unpacked(spans: readonly Span[], bytes: Buffer): AsyncGenerator<Uint8Array> {
  const decoder = new Base64Decoder("notebook");
  for (const each of spans)
    for (const { start, end } of pieces(bytes, each)) {
      const piece = bytes.subarray(start, end);
      yield decoder.take(piece.includes(backslash) ? jsonCoding.decode(piece) : piece, start);
    }
}

/** Decoding takes many times the memory of the coded bytes. */
const longestText = 256 * 1024;

/** A value as one text, or as several when it is long. */
function* texts(value: Value, bytes: Buffer): Generator<Region> {
  let spans: Span[] = [];
  let length = 0;
  for (const each of value.spans.flatMap((each) => pieces(bytes, each))) {
    if (length + lengthOf(each) > longestText) {
      yield* text({ ...value, spans }, bytes);
      spans = [];
      length = 0;
    }
    spans.push(each);
    length += lengthOf(each);
  }
  yield* text({ ...value, spans }, bytes);
}

function* text({ key, role, spans }: Value, bytes: Buffer): Generator<Region> {
  const [first, ...more] = spans;
  if (!first) return;
  const start = bytes.subarray(first.start, first.end);
  const parts = more.map(({ start, end }) => bytes.subarray(start, end));
  const all = more.length === 0 ? start : Buffer.concat([start, ...parts]);
  const coding = all.includes(backslash) ? jsonCodingOf(all) : plain;
  yield { kind: "string", key, role, spans: [first, ...more], coding, bytes: all };
}

/** Literals, and numbers too short to tell anything. */
const dull = /^(?:true|false|null|NaN|-?Infinity|[-+.\deE]{1,8})?$/;

/** The bytes that stand between most strings: white space, brackets, commas and colons. */
const structural = new Uint8Array(256);
for (const character of " \t\r\n{}[],:") structural[character.charCodeAt(0)] = 1;

/** What stands between two strings is looked at as it stands, if it says anything. */
function* between(bytes: Buffer, { start, end }: Span): Generator<Region> {
  let at = start;
  while (at < end && structural[bytes[at] as number] === 1) at++;
  if (at === end) return;
  const words = bytes.toString("latin1", at, end).split(/[\s{}[\],:]+/);
  if (!words.every((word) => dull.test(word)))
    yield { kind: "stretch", as: "text", span: span(at, end) };
}
