import { signs } from "../core/decoder.ts";
import { imageStart } from "./image.ts";
import { kernel as base64 } from "./kernel.gen.ts";
import type { Search } from "./search.ts";

interface Kernel {
  readonly QUEUE_SIZE: WebAssembly.Global;
  /** What the kernel may read behind the bytes. */
  readonly MARGIN: WebAssembly.Global;
  /** Of the last `scanRuns`; 0: there are no runs to tell of. */
  readonly longRuns: WebAssembly.Global;
  prepare(queue: number, hits: number, hitsEnd: number): void;
  scan(start: number, length: number): number;
  scanRuns(start: number, length: number): number;
  density(start: number, length: number): number;
  glance(start: number, length: number): number;
  signs(start: number, length: number): number;
  runs(start: number, length: number): number;
  feeds(start: number, length: number): number;
}

/** The search in WebAssembly. */
export interface KernelSearch extends Search {
  /** A part of the kernel's own memory, to read `size` bytes into: what is searched there need not be copied. */
  room(size: number): Uint8Array;
}

const pageSize = 65_536;
/** Room for hits, in bytes: of memory that is only there where it is written. */
const hitsSize = 16 * 1024 * 1024;
/** In binary data a quarter or more of the groups of 8 bytes being printable makes it text. */
const textShare = 0.25;

/** An image (`imageOf`) that lies where the kernel reads it. */
export interface PlacedImage {
  /** The kernel's own from then on. */
  readonly memory: WebAssembly.Memory;
  readonly image: Uint8Array;
}

/** Memory for an image of so many bytes, to be written there. */
export function memoryFor(size: number): PlacedImage {
  const memory = new WebAssembly.Memory({ initial: toPage(imageStart + size) / pageSize });
  return { memory, image: new Uint8Array(memory.buffer, imageStart, size) };
}

function placedImage(image: Uint8Array): PlacedImage {
  const placed = memoryFor(image.length);
  placed.image.set(image);
  return placed;
}

/**
 * Loads the kernel with an image: a millisecond or two, and some more where that is yet to be copied.
 *
 * @param image As `imageOf` made it, or in a memory that no other search has.
 */
export function kernelSearch(image: Uint8Array | PlacedImage): KernelSearch {
  const { memory, image: placed } = "memory" in image ? image : placedImage(image);
  const wasm = new WebAssembly.Instance(new WebAssembly.Module(decoded(base64)), {
    env: { memory },
  }).exports as unknown as Kernel;
  const queue = toPage(imageStart + placed.length);
  const hits = queue + toPage(wasm.QUEUE_SIZE.value);
  const input = hits + hitsSize;
  /** The bytes in which the last search met no long run, until others may lie there. */
  let withoutRuns: { readonly at: number; readonly size: number } | undefined;
  const room = (size: number): Uint8Array => {
    withoutRuns = undefined;
    const missing = input + size + wasm.MARGIN.value - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
    return new Uint8Array(memory.buffer, input, size);
  };
  room(0);
  wasm.prepare(queue, hits, hits + hitsSize);
  /** Where the bytes lie in the kernel's memory: they are copied if they are not there. */
  const addressOf = (bytes: Uint8Array): number => {
    if (bytes.buffer === memory.buffer && bytes.byteOffset >= input) return bytes.byteOffset;
    room(bytes.length).set(bytes);
    return input;
  };
  return {
    room,
    hits(bytes, sparse) {
      const at = addressOf(bytes);
      const asText = !sparse || isText(wasm, at, bytes.length);
      const count = asText ? wasm.scan(at, bytes.length) : wasm.scanRuns(at, bytes.length);
      if (!asText && at % 8 === 0 && wasm.longRuns.value === 0)
        withoutRuns = { at, size: bytes.length };
      if (count * 8 > hitsSize) return inParts(this, bytes, sparse);
      return new Uint32Array(memory.buffer, hits, count * 2);
    },
    glance(bytes) {
      const found = wasm.glance(addressOf(bytes), bytes.length);
      return { escape: (found & 1) !== 0, wide: (found & 2) !== 0 };
    },
    signs(bytes, mask) {
      // Longer bytes, of which the table may not hold all signs, do not occur: strings are cut.
      const looked = Math.min(bytes.length, hitsSize * 16);
      const at = addressOf(bytes);
      if (mask === signs.run && withoutRuns?.at === at && withoutRuns.size === bytes.length)
        return new Uint32Array();
      const count = mask === signs.run ? wasm.runs(at, looked) : wasm.signs(at, looked);
      return new Uint32Array(memory.buffer, hits, count);
    },
    feeds: (bytes) => wasm.feeds(addressOf(bytes), bytes.length),
  };
}

const toPage = (bytes: number): number => Math.ceil(bytes / pageSize) * pageSize;

/** Whether binary data is printable enough to be searched as a whole. */
function isText(wasm: Kernel, start: number, length: number): boolean {
  const groups = Math.floor(length / 1024) * 8;
  return groups > 0 && wasm.density(start, length) >= groups * textShare;
}

/** More hits than the table holds, in a block made of keywords: searched in parts that overlap by a line's reach. */
function inParts(kernel: KernelSearch, bytes: Uint8Array, sparse: boolean): Uint32Array {
  const copy = bytes.slice();
  const size = Math.ceil(copy.length / 8);
  const reach = 1024;
  const all: number[] = [];
  for (let start = 0; start < copy.length; start += size) {
    const from = Math.max(0, start - reach);
    const found = kernel.hits(copy.subarray(from, start + size + reach), sparse);
    for (let each = 0; each < found.length; each += 2) {
      const at = from + (found[each] as number);
      if (at >= start && at < start + size) all.push(at, found[each + 1] as number);
    }
  }
  return Uint32Array.from(all);
}

const decoded = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
