import { inflateRawSync, unzipSync } from "node:zlib";

/**
 * The bytes of a member, by the path that a report gives it, read by as little
 * code as that takes and none of tare's. Knows zip, zips in a row, tar, gzip and zlib;
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
