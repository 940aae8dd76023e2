import { createHash } from "node:crypto";
import { inflateRawSync, inflateSync, unzipSync } from "node:zlib";

/**
 * The bytes of a member, by the path that a report gives it, read by as little
 * code as that takes and none of tare's. Knows zip, zips in a row, tar, gzip, zlib, git's, PDF and PNG;
 * `undefined` for members of anything else.
 */
export function member(bytes: Buffer, names: readonly string[]): Buffer | undefined {
  let inner: Buffer | undefined = bytes;
  for (const name of names) inner = inner && open(inner, name);
  return inner;
}

function open(bytes: Buffer, name: string): Buffer | undefined {
  if (/^item \d+$/.test(name)) return zipAt(bytes, Number(name.slice(5)));
  if (bytes.readUInt16LE(0) === 0x4b50) return inZip(bytes, name);
  if (bytes.toString("latin1", 257, 262) === "ustar") return inTar(bytes, name);
  if (bytes.toString("latin1", 0, 4) === "PACK") return inPack(bytes, name);
  const head = bytes.toString("latin1", 0, 32);
  if (head.startsWith("-----BEGIN ")) return inArmour(bytes);
  if (bytes.readUInt32BE(0) === 0xfeed_feed) return inKeyStore(bytes);
  if (head.startsWith("# v2 git bundle\n")) return bytes.subarray(bytes.indexOf("\n\n") + 2);
  if (/^blob \d+\0/.test(head)) return bytes.subarray(bytes.indexOf(0) + 1);
  if (/^%PDF-|^.PNG/.test(head)) return inDocument(bytes, name);
  const isPacked = bytes.readUInt16BE(0) === 0x1f8b || bytes[0] === 0x78;
  return isPacked ? unzipSync(bytes) : undefined;
}

/** One of several zips in a row, which have no comments at their ends. */
function zipAt(bytes: Buffer, index: number): Buffer {
  let start = 0;
  for (let before = index; before > 0; before--)
    start = bytes.indexOf("PK\x05\x06", start, "latin1") + 22;
  return bytes.subarray(start, bytes.indexOf("PK\x05\x06", start, "latin1") + 22);
}

function inZip(bytes: Buffer, name: string): Buffer | undefined {
  let at = bytes.readUInt32LE(bytes.lastIndexOf("PK\x05\x06", undefined, "latin1") + 16);
  while (bytes.readUInt32LE(at) === 0x0201_4b50) {
    const [nameSize, extraSize, noteSize] = [28, 30, 32].map((each) =>
      bytes.readUInt16LE(at + each),
    );
    const next = at + 46 + (nameSize ?? 0);
    if (bytes.toString("utf8", at + 46, next) === name) {
      const local = bytes.readUInt32LE(at + 42);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
      const method = bytes.readUInt16LE(at + 10);
      return method === 0 ? packed : method === 8 ? inflateRawSync(packed) : undefined;
    }
    at = next + (extraSize ?? 0) + (noteSize ?? 0);
  }
  return undefined;
}

function inTar(bytes: Buffer, name: string): Buffer | undefined {
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(bytes.toString("latin1", at + 124, at + 136), 8);
    const found = bytes.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    if (found === name && bytes[at + 156] === 0x30)
      return bytes.subarray(at + 512, at + 512 + size);
    at += 512 + 512 * Math.ceil(size / 512);
  }
  return undefined;
}

/** What the first armour of a text holds. */
const inArmour = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString().replace(/^-.*\n\n?([^-=]*={0,2})[^]*$/, "$1"), "base64");

/** The certificate in a store of Java that holds one. */
function inKeyStore(bytes: Buffer): Buffer {
  const type = 16 + 2 + bytes.readUInt16BE(16) + 8;
  const start = type + 2 + bytes.readUInt16BE(type) + 4;
  return bytes.subarray(start, start + bytes.readUInt32BE(start - 4));
}

const gitTypes = ["", "commit", "tree", "blob", "tag"];

/** Of a pack as git writes it, in which each base stands before the changes to it. */
function inPack(bytes: Buffer, name: string): Buffer | undefined {
  const objects = new Map<number, { type: string; content: Buffer }>();
  for (let at = 12, left = bytes.readUInt32BE(8); left > 0; left--) {
    const { number, distance, inflated, end } = packEntry(bytes, at);
    const base = number === 6 ? objects.get(at - distance) : undefined;
    const type = base?.type ?? gitTypes[number] ?? "";
    const content = base ? changed(base.content, inflated) : inflated;
    objects.set(at, { type, content });
    const object = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
    if (createHash("sha1").update(object).digest("hex") === name)
      return type === "blob" ? content : object;
    at = end;
  }
  return undefined;
}

function packEntry(bytes: Buffer, start: number) {
  let at = start;
  const number = ((bytes[at] ?? 0) >> 4) & 7;
  while ((bytes[at++] ?? 0) >= 0x80);
  let distance = (bytes[at] ?? 0) & 0x7f;
  if (number === 6)
    while ((bytes[at++] ?? 0) >= 0x80) distance = (distance + 1) * 128 + ((bytes[at] ?? 0) & 0x7f);
  const { buffer, engine } = inflateSync(bytes.subarray(at), { info: true }) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  return { number, distance, inflated: buffer, end: at + engine.bytesWritten };
}

function changed(base: Buffer, delta: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (let sizes = 2; sizes > 0; sizes--) while ((delta[at++] ?? 0) >= 0x80);
  while (at < delta.length) {
    const code = delta[at++] ?? 0;
    if (code < 0x80) {
      parts.push(delta.subarray(at, (at += code)));
      continue;
    }
    const numbers = Array.from({ length: 7 }, (_, bit) => (code & (1 << bit) ? (delta[at++] ?? 0) : 0));
    const [from, size] = [numbers.slice(0, 4), numbers.slice(4)].map((all) =>
      all.reduceRight((sum, byte) => sum * 256 + byte, 0),
    );
    parts.push(base.subarray(from, (from ?? 0) + (size || 0x10000)));
  }
  return Buffer.concat(parts);
}

const inDocument = (bytes: Buffer, name: string): Buffer | undefined =>
  bytes[0] === 0x25 ? inPdf(bytes, name) : inPng(bytes, name);

/** The stream of the object `7 0 obj`, which may be deflated. What is packed in other ways is not looked at. */
function inPdf(bytes: Buffer, name: string): Buffer | undefined {
  const object = bytes.indexOf(`\n${name}`, undefined, "latin1");
  const start = bytes.indexOf("stream\n", object, "latin1") + "stream\n".length;
  const stream = bytes.subarray(start, bytes.indexOf("endstream", start, "latin1"));
  const dictionary = bytes.toString("latin1", object, start);
  if (dictionary.includes("/ASCII85Decode")) return undefined;
  return dictionary.includes("/FlateDecode") ? inflateSync(stream) : stream;
}

/** The deflated text with this keyword. */
function inPng(bytes: Buffer, name: string): Buffer | undefined {
  const start = bytes.indexOf(`zTXt${name}\0\0`, undefined, "latin1");
  return start < 0 ? undefined : inflateSync(bytes.subarray(start + 6 + name.length));
}
