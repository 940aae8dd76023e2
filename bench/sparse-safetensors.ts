import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";

/**
 * Writes a safetensors file of `size` bytes whose tensors are holes, and whose
 * header is real: as many tensors as a large language model has, and metadata.
 */
export function sparseSafetensors(
  path: string,
  size: number,
  metadata: Readonly<Record<string, string>>,
): void {
  const tensors = 1200;
  const each = Math.floor(size / tensors / 8192) * 8192;
  const entries = Array.from({ length: tensors }, (_, at) => [
    `model.layers.${Math.floor(at / 12)}.block.${at % 12}.weight`,
    { dtype: "F16", shape: [each / 8192, 4096], data_offsets: [at * each, (at + 1) * each] },
  ]);
  const header = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const padded = Buffer.from(header.padEnd(8 * Math.ceil(header.length / 8)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const file = openSync(path, "w");
  writeSync(file, Buffer.concat([length, padded]));
  ftruncateSync(file, 8 + padded.length + tensors * each);
  closeSync(file);
}
