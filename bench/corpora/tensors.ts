import { closeSync, openSync, writeSync } from "node:fs";
import { random } from "../random.ts";

/** Weights without any structure around them, as the raw bytes of a `.bin`. */
export interface Tensor {
  readonly id: "tensor.f32" | "tensor.bf16" | "random";
  /** Values for `bytes` bytes. */
  readonly block: (bytes: number, next: () => number) => Uint8Array;
}

/** How weights are spread when they are set up. */
const deviation = 0.02;

export const tensors: readonly Tensor[] = [
  { id: "tensor.f32", block: floats },
  { id: "tensor.bf16", block: (bytes, next) => upperHalves(floats(bytes * 2, next)) },
  {
    id: "random",
    block: (bytes, next) =>
      new Uint8Array(Uint32Array.from({ length: bytes / 4 }, () => next() * 2 ** 32).buffer),
  },
];

const blockSize = 1024 * 1024;

/** Writes `size` bytes, or up to a mebibyte more. */
export function writeTensor(file: string, { block }: Tensor, size: number): void {
  const next = random(3);
  const output = openSync(file, "w");
  for (let at = 0; at < size; at += blockSize) writeSync(output, block(blockSize, next));
  closeSync(output);
}

/** Normally distributed (Box and Muller, 1958). */
function floats(bytes: number, next: () => number): Uint8Array {
  const all = new Float32Array(bytes / 4);
  for (let at = 0; at < all.length; at += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    all[at] = radius * Math.cos(angle);
    all[at + 1] = radius * Math.sin(angle);
  }
  return new Uint8Array(all.buffer);
}

/** A bf16 is the upper half of a float. */
function upperHalves(bytes: Uint8Array): Uint8Array {
  const halves = new Uint16Array(bytes.buffer);
  return new Uint8Array(
    Uint16Array.from({ length: halves.length / 2 }, (_, at) => halves[at * 2 + 1] ?? 0).buffer,
  );
}
