import { TareError } from "../core/error.ts";
import { type Automaton, automatonOf, rowSize } from "./automaton.ts";
import { allowsFirst, type Guard } from "./pattern/guard.ts";
import type { Check, Program, ProgramGuard, ProgramLiteral } from "./program.ts";
import { type Stem, stemSizes, stemsOf } from "./stems.ts";

/** Where the kernel expects the image: all addresses in it count from the start of the kernel's memory. */
export const imageStart = 0x1_0000;

/** Offsets in the image of its head's fields, and of the parts that always lie at the same place. */
export const head = {
  firstEnd: 0,
  ends: 4,
  lists: 8,
  literals: 12,
  checks: 16,
  rowMask: 20,
  tagShift: 24,
};
export const fixed = { classes: 0x100, table: 0x200 };

/** Offsets of the fields of a literal's record, and its size. */
export const literalAt = {
  mask: 0,
  value: 16,
  length: 32,
  firstCheck: 36,
  checkCount: 40,
  after: 44,
  mayPrecede: 64,
  size: 128,
} as const;
/** The same for a check's, and for a guard: its entries are a byte each, the number of the next row. */
export const checkAt = { rule: 0, before: 4, after: 8, size: 16 };
export const guardAt = { rowSize: 0, classes: 4, rows: 260 };

/**
 * Lays a program out as the kernel reads it: an automaton over the stems of all
 * literals, and for each literal what must stand around it. Numbers are
 * little-endian u32, but for the lists (see `listsOf`), which are u16.
 *
 * @throws {TareError} `usage`: there are more literals than numbers for them.
 */
export function imageOf({
  literals,
  guards,
}: Pick<Program, "literals" | "guards">): Uint8Array<ArrayBuffer> {
  const unpacked = guards.map((guard) => guardFrom(guard));
  const records = literals.map((literal) => literalRecord(literal, unpacked));
  const { stems, automaton } = stemmed(literals, unpacked);
  const image = new Parts(fixed.table);
  image.add(bytesOf(automaton.table));
  const { starts, lists } = listsOf(automaton.ends, stems);
  const endsAddress = image.add(bytesOf(starts));
  const guardAddresses = unpacked.map((guard) => image.add(guardRecord(guard)));
  const checks = literals.flatMap((literal) => literal.checks);
  const addresses = {
    [head.firstEnd]: automaton.firstEnd * rowSize,
    [head.ends]: endsAddress,
    [head.lists]: image.add(bytesOf(lists)),
    [head.literals]: image.add(joined(completed(records, literals, guardAddresses))),
    [head.checks]: image.add(joined(checks.map((check) => checkRecord(check, guardAddresses)))),
    [head.rowMask]: automaton.rowMask,
    [head.tagShift]: automaton.tagShift,
  };
  const bytes = image.joined();
  const view = new DataView(bytes.buffer);
  for (const [at, address] of Object.entries(addresses)) view.setUint32(Number(at), address, true);
  bytes.set(
    automaton.classes.map((each) => each * 4),
    fixed.classes,
  );
  return bytes;
}

/** Numbers of literals are u16, and the top bit of some stands for something else. */
export const mostLiterals = 2 ** 16;

/** A stem, and the number of its literal. */
type StemOf = Stem & { readonly literal: number };

/** The automaton over the stems of all literals: of less of them, where that is too much. */
function stemmed(
  literals: readonly ProgramLiteral[],
  guards: readonly Guard[],
): { readonly stems: readonly StemOf[]; readonly automaton: Automaton } {
  for (const size of literals.length > mostLiterals ? [] : stemSizes) {
    const stems = literals.flatMap((each, literal) =>
      stemsOf(each, guards[each.after], size).map((stem) => ({ ...stem, literal })),
    );
    const automaton = automatonOf(stems);
    if (automaton) return { stems, automaton };
  }
  throw new TareError("usage", `the rules need ${literals.length} texts to search for`, {
    hint: `the search has room for ${mostLiterals}: use fewer rules or keywords at a time`,
  });
}

/** What has a place in the image, one after the other. */
class Parts {
  readonly #parts: (readonly [at: number, bytes: Uint8Array])[] = [];
  #end: number;

  constructor(start: number) {
    this.#end = start;
  }

  /** Gives the part a place, and returns its address. */
  add(bytes: Uint8Array): number {
    const at = this.#end;
    this.#parts.push([at, bytes]);
    this.#end = Math.ceil((at + bytes.length) / 64) * 64;
    return imageStart + at;
  }

  joined(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#end);
    for (const [at, bytes] of this.#parts) all.set(bytes, at);
    return all;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array | Uint16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const joined = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** A guard of a program, decoded. */
export const guardFrom = (
  { classes, width, rows }: ProgramGuard = { classes: "", width: 0, rows: "" },
): Guard => ({
  classes: Buffer.from(classes, "base64"),
  width,
  rows: Buffer.from(rows, "base64"),
});

function guardRecord({ classes, width, rows }: Guard): Uint8Array {
  const bytes = new Uint8Array(guardAt.rows + rows.length);
  new DataView(bytes.buffer).setUint32(guardAt.rowSize, width, true);
  bytes.set(classes, guardAt.classes);
  bytes.set(rows, guardAt.rows);
  return bytes;
}

function checkRecord(
  { rule, before, after }: Check,
  guardAddresses: readonly number[],
): Uint8Array {
  const view = new DataView(new ArrayBuffer(checkAt.size));
  view.setUint32(checkAt.rule, rule, true);
  view.setUint32(checkAt.before, guardAddresses[before] ?? 0, true);
  view.setUint32(checkAt.after, guardAddresses[after] ?? 0, true);
  return new Uint8Array(view.buffer);
}

/** The record without what depends on other parts. */
function literalRecord(
  { text, fold, checks }: ProgramLiteral,
  guards: readonly Guard[],
): Uint8Array {
  const bytes = new Uint8Array(literalAt.size);
  for (let each = 0; each < text.length; each++) {
    const mask = (fold >> each) & 1 ? 0xdf : 0xff;
    bytes[literalAt.mask + each] = mask;
    bytes[literalAt.value + each] = text.charCodeAt(each) & mask;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(literalAt.length, text.length, true);
  view.setUint32(literalAt.checkCount, checks.length, true);
  const allowed = (guard: Guard | undefined, byte: number): boolean =>
    guard === undefined || allowsFirst(guard, byte);
  setBits(bytes.subarray(literalAt.mayPrecede), (byte) =>
    checks.some(({ before }) => allowed(guards[before], byte)),
  );
  return bytes;
}

/** Bit n of byte n/8 says that byte n is in the set. */
function setBits(bits: Uint8Array, has: (byte: number) => boolean): void {
  for (let byte = 0; byte < 256; byte++)
    if (has(byte)) bits[byte >> 3] = (bits[byte >> 3] ?? 0) | (1 << (byte & 7));
}

/** Whether the bit of a byte is set. */
export const hasBit = (bits: Uint8Array, byte: number): boolean =>
  (((bits[byte >> 3] ?? 0) >> (byte & 7)) & 1) === 1;

/** The records, each with the number of its first check and the address of its guard. */
function completed(
  records: readonly Uint8Array[],
  literals: readonly ProgramLiteral[],
  guardAddresses: readonly number[],
): readonly Uint8Array[] {
  let checks = 0;
  for (const [at, literal] of literals.entries()) {
    const view = new DataView(records[at]?.buffer ?? new ArrayBuffer(literalAt.size));
    view.setUint32(literalAt.firstCheck, checks, true);
    view.setUint32(literalAt.after, guardAddresses[literal.after] ?? 0, true);
    checks += literal.checks.length;
  }
  return records;
}

/**
 * For each state that ends stems the only one of them, or where a list of them
 * starts, counted in u16; and the lists: a count, and of each stem its literal
 * and how many bytes come after that. The top bit tells the only one: then the
 * literal is in the lower half, and the bytes after it in the upper one.
 */
function listsOf(
  ends: readonly (readonly number[])[],
  stems: readonly StemOf[],
): { readonly starts: Uint32Array; readonly lists: Uint16Array } {
  const starts = new Uint32Array(ends.length);
  const lists: number[] = [];
  for (const [state, ending] of ends.entries()) {
    const [only, ...others] = ending.map((each) => stems[each] as StemOf);
    if (only && others.length === 0) {
      starts[state] = (0x8000_0000 | (only.extra << 16) | only.literal) >>> 0;
      continue;
    }
    starts[state] = lists.length;
    lists.push(ending.length);
    for (const each of ending) lists.push(stems[each]?.literal ?? 0, stems[each]?.extra ?? 0);
  }
  return { starts, lists: Uint16Array.from(lists) };
}
