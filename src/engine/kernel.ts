import { automatonOf } from "./automaton.ts";
import { kernel as base64 } from "./kernel.gen.ts";
import type { Check, Program, ProgramLiteral } from "./program.ts";
import { tableOf } from "./program.ts";
import type { Search } from "./search.ts";

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly CLASSES: WebAssembly.Global;
  readonly ENDS: WebAssembly.Global;
  readonly LISTS: WebAssembly.Global;
  readonly LITERALS: WebAssembly.Global;
  readonly CHECKS: WebAssembly.Global;
  readonly SETS: WebAssembly.Global;
  readonly HITS: WebAssembly.Global;
  readonly HITS_END: WebAssembly.Global;
  readonly TABLE: WebAssembly.Global;
  prepare(firstEndRow: number): void;
  scan(start: number, length: number, overlap: number): number;
  scanRuns(start: number, length: number): number;
  density(start: number, length: number): number;
}

/** The search in WebAssembly. */
export interface KernelSearch extends Search {
  /** A part of the kernel's own memory, to read `size` bytes into: what is searched there need not be copied. */
  room(size: number): Uint8Array;
}

/** What the kernel may read behind the bytes: a load of 16 at the last of them, a step of 64. */
const margin = 128;
/** Rows of the table: 64 classes of four bytes. */
const rowSize = 256;
const pageSize = 65_536;
/** The longest literal less one. */
const overlap = 15;
/** In binary data a quarter or more of the groups of 8 bytes being printable makes it text. */
const textShare = 0.25;

/** Loads the kernel and fills its tables: some milliseconds. */
export function kernelSearch(program: Program): KernelSearch {
  const wasm = new WebAssembly.Instance(new WebAssembly.Module(decoded(base64)))
    .exports as unknown as Kernel;
  const states = fill(wasm, program);
  const input = wasm.TABLE.value + Math.ceil((states * rowSize) / pageSize) * pageSize;
  const room = (size: number): Uint8Array => {
    const missing = input + size + margin - wasm.memory.buffer.byteLength;
    if (missing > 0) wasm.memory.grow(Math.ceil(missing / pageSize));
    return new Uint8Array(wasm.memory.buffer, input, size);
  };
  return {
    room,
    hits(bytes, sparse) {
      const isThere = bytes.buffer === wasm.memory.buffer && bytes.byteOffset >= input;
      const start = isThere ? bytes.byteOffset : input;
      if (!isThere) room(bytes.length).set(bytes);
      const count = search(wasm, start, bytes.length, sparse);
      const first = wasm.HITS.value;
      const most = (wasm.HITS_END.value - first) >> 3;
      if (count > most) return inHalves(this, bytes, sparse);
      return new Uint32Array(wasm.memory.buffer, first, count * 2);
    },
  };
}

function search(wasm: Kernel, start: number, length: number, sparse: boolean): number {
  const groups = Math.floor(length / 1024) * 8;
  const isText = !sparse || (groups > 0 && wasm.density(start, length) >= groups * textShare);
  return isText ? wasm.scan(start, length, overlap) : wasm.scanRuns(start, length);
}

/** More hits than the table holds, in a block made of keywords: searched in two parts that overlap by a line's reach. */
function inHalves(kernel: KernelSearch, bytes: Uint8Array, sparse: boolean): Uint32Array {
  const copy = bytes.slice();
  const middle = copy.length >> 1;
  const reach = 1024;
  const first = kernel.hits(copy.subarray(0, middle + reach), sparse).slice();
  const second = kernel.hits(copy.subarray(middle - reach), sparse).slice();
  const all: number[] = [];
  for (let at = 0; at < first.length; at += 2)
    if ((first[at] ?? 0) < middle) all.push(first[at] ?? 0, first[at + 1] ?? 0);
  for (let at = 0; at < second.length; at += 2)
    if ((second[at] ?? 0) >= reach)
      all.push((second[at] ?? 0) + middle - reach, second[at + 1] ?? 0);
  return Uint32Array.from(all);
}

/** Writes the tables; returns how many states there are. */
function fill(wasm: Kernel, { literals, sets }: Program): number {
  const { classes, table, ends, firstEnd } = automatonOf(
    literals.map(({ text }) => text.toLowerCase()),
  );
  const states = table.length / 64;
  const missing = wasm.TABLE.value + states * rowSize - wasm.memory.buffer.byteLength;
  if (missing > 0) wasm.memory.grow(Math.ceil(missing / pageSize));
  const memory = new DataView(wasm.memory.buffer);
  const bytes = new Uint8Array(wasm.memory.buffer);
  bytes.set(
    classes.map((each) => each * 4),
    wasm.CLASSES.value,
  );
  new Uint32Array(wasm.memory.buffer, wasm.TABLE.value, table.length).set(table);
  writeEnds(memory, wasm, ends);
  let checks = 0;
  for (const [index, literal] of literals.entries()) {
    writeLiteral(memory, wasm.LITERALS.value + index * 64, literal, checks);
    for (const check of literal.checks)
      writeCheck(memory, wasm.CHECKS.value + checks++ * 64, check);
  }
  for (const [index, set] of sets.entries()) bytes.set(tableOf(set), wasm.SETS.value + index * 256);
  refuseTooMany(literals.length, checks, sets.length);
  wasm.prepare(firstEnd * rowSize);
  return states;
}

function refuseTooMany(literals: number, checks: number, sets: number): void {
  if (literals > 4096 || checks > 16_384 || sets > 2048)
    throw new RangeError(
      `${literals} literals, ${checks} checks, ${sets} sets: more than the kernel holds`,
    );
}

function writeEnds(memory: DataView, wasm: Kernel, ends: readonly (readonly number[])[]): void {
  let at = 0;
  for (const [index, literals] of ends.entries()) {
    memory.setUint32(wasm.ENDS.value + index * 4, at, true);
    for (const each of [literals.length, ...literals])
      memory.setUint16(wasm.LISTS.value + 2 * at++, each, true);
  }
}

function writeLiteral(
  memory: DataView,
  at: number,
  { text, fold, checks }: ProgramLiteral,
  firstCheck: number,
): void {
  for (let each = 0; each < text.length; each++) {
    const isFolded = ((fold >> each) & 1) === 1;
    const mask = isFolded ? 0xdf : 0xff;
    const offset = at + (each < 8 ? each : each + 8);
    memory.setUint8(offset, mask);
    memory.setUint8(offset + 8, text.charCodeAt(each) & mask);
  }
  memory.setUint32(at + 32, text.length, true);
  memory.setUint32(at + 36, firstCheck, true);
  memory.setUint32(at + 40, checks.length, true);
}

function writeCheck(memory: DataView, at: number, { rule, notBefore, steps }: Check): void {
  memory.setUint32(at, rule, true);
  memory.setUint16(at + 4, notBefore, true);
  memory.setUint16(at + 6, steps.length, true);
  for (const [index, step] of steps.entries())
    for (const [part, number] of step.entries())
      memory.setUint16(at + 8 + index * 6 + part * 2, number, true);
}

const decoded = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
