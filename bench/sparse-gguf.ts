import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";

const alignment = 32;
const numberOf = { string: 8, array: 9 };

/**
 * Writes a GGUF file of about `size` bytes whose tensors are a hole, and whose
 * head is real: metadata, a vocabulary of 50,000 words, and 300 tensors.
 */
export function sparseGguf(
  path: string,
  size: number,
  metadata: Readonly<Record<string, string>>,
): void {
  const tensors = 300;
  const floats = Math.floor(size / tensors / 4 / alignment) * alignment;
  const words = Array.from({ length: 50_000 }, (_, at) => text(`word${at}`));
  const pairs = Object.entries(metadata).map(([key, value]) =>
    Buffer.concat([text(`general.${key}`), u32(numberOf.string), text(value)]),
  );
  pairs.push(
    Buffer.concat([
      text("tokenizer.ggml.tokens"),
      u32(numberOf.array),
      u32(numberOf.string),
      u64(words.length),
      ...words,
    ]),
  );
  const infos = Array.from({ length: tensors }, (_, at) =>
    Buffer.concat([text(`blk.${at}.weight`), u32(1), u64(floats), u32(0), u64(at * floats * 4)]),
  );
  const head = Buffer.concat([
    Buffer.from("GGUF"),
    u32(3),
    u64(tensors),
    u64(pairs.length),
    ...pairs,
    ...infos,
  ]);
  const data = Math.ceil(head.length / alignment) * alignment;
  const file = openSync(path, "w");
  writeSync(file, head);
  ftruncateSync(file, data + tensors * floats * 4);
  closeSync(file);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

const text = (value: string): Buffer =>
  Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);
