import { type Blob, slice } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { appended } from "./kit/appended.ts";
import { asciiOf, fieldsAt, u64At, untilNul, viewOf } from "./kit/fields.ts";
import { laidOut, namesAt, type Part, partRegions } from "./kit/parts.ts";

/** The marks of a file for one processor, as they stand, and what they say. */
const thin: ReadonlyMap<string, { readonly wide: boolean; readonly little: boolean }> = new Map([
  ["\xfe\xed\xfa\xce", { wide: false, little: false }],
  ["\xce\xfa\xed\xfe", { wide: false, little: true }],
  ["\xfe\xed\xfa\xcf", { wide: true, little: false }],
  ["\xcf\xfa\xed\xfe", { wide: true, little: true }],
]);

/** The marks of a file for several processors. Java's classes start with the first, too. */
const fatNarrow = "\xca\xfe\xba\xbe";
const fatWide = "\xca\xfe\xba\xbf";
/** There are some ten processors; a class has at least 45 at the place of their count. */
const mostProcessors = 30;

/** Programs of macOS and iOS, for one processor or for several. */
export const macho: Format = {
  id: "macho",
  title: "macOS program or library (Mach-O)",
  tier: "specific",
  specification:
    "https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h",
  reads: "paths in load commands; all sections and tables swept; each processor's file",
  tested: "specification",

  matches: ({ head }) =>
    head.length >= 32 && (thin.has(markOf(head)) || processorsOf(viewOf(head)) !== undefined),

  async *regions(blob) {
    const head = await fieldsAt(blob, "macho", 0, Math.min(32, blob.size));
    if (isFat(head)) yield* processors(blob);
    else yield* program(blob);
  },

  keys: async (blob, offsets) => {
    const head = await fieldsAt(blob, "macho", 0, Math.min(32, blob.size));
    if (isFat(head)) return offsets.map(() => "header");
    return namesAt(partsOf(await readProgram(blob), blob.size), offsets);
  },

  async fixed(blob) {
    const head = await fieldsAt(blob, "macho", 0, Math.min(32, blob.size));
    const isSigned = !isFat(head) && (await readProgram(blob)).isSigned;
    return isSigned ? "the program is signed, and would not start" : undefined;
  },
};

const markOf = (head: Uint8Array): string => asciiOf(head.subarray(0, 4));

const isFat = (head: DataView): boolean => processorsOf(head) !== undefined;

/** How many processors a file is for; undefined if it is for one, or no such file. */
function processorsOf(head: DataView): number | undefined {
  const mark = markOf(new Uint8Array(head.buffer, head.byteOffset, head.byteLength));
  if ((mark !== fatNarrow && mark !== fatWide) || head.byteLength < 8) return undefined;
  const count = head.getUint32(4);
  return count > 0 && count <= mostProcessors ? count : undefined;
}

/** A table, big-endian, and the files one after another, each at a page's start. */
async function* processors(blob: Blob): AsyncGenerator<Region> {
  const head = await fieldsAt(blob, "macho", 0, 8);
  const isWide = head.getUint8(3) === 0xbf;
  const count = processorsOf(head) ?? 0;
  const size = isWide ? 32 : 20;
  const table = await fieldsAt(blob, "macho", 8, count * size);
  const files = Array.from({ length: count }, (_, index): Part => {
    const at = index * size + 8;
    const start = isWide ? u64At(table, at, false) : table.getUint32(at);
    const length = isWide ? u64At(table, at + 8, false) : table.getUint32(at + 4);
    if (start + length > blob.size)
      throw new MalformedError("macho", 8, `file ends at ${start + length} of ${blob.size}`);
    return { name: `processor ${table.getUint32(at - 8)}`, span: span(start, start + length) };
  });
  const header = { name: "header", span: span(0, 8 + count * size) };
  const end = files.reduce((most, file) => Math.max(most, file.span.end), header.span.end);
  for (const part of laidOut([header, ...files], span(0, end), "between the files")) {
    if (part.dead || part.span.start === 0) yield* partRegions(blob, [part]);
    else yield { kind: "child", blob: slice(blob, part.span, part.name) };
  }
  yield* appended(blob, end, "after the last file");
}

interface Program {
  /** Whether each page has its hash in a signature. Programs for Apple's own processors must. */
  readonly isSigned: boolean;
  readonly parts: readonly Part[];
  /** Paths in commands. */
  readonly paths: readonly {
    readonly key: string;
    readonly at: number;
    readonly bytes: Uint8Array;
  }[];
}

/** Commands whose first field is the offset, in the command, of a text. */
const pathCommands: Readonly<Record<number, string>> = {
  0xc: "library",
  0xd: "own name",
  0xe: "linker",
  0xf: "linker",
  0x18: "library",
  0x1f: "library",
  0x20: "library",
  0x23: "library",
  0x27: "environment",
  0x1c: "RPATH",
};

/** `LC_CODE_SIGNATURE`. */
const codeSignature = 0x1d;
/** `LC_REQ_DYLD`: a loader that does not know the command must give up. */
const mustKnow = 0x8000_0000;
/** Xcode writes some kilobytes of commands. */
const mostCommands = 16 << 20;

async function* program(blob: Blob): AsyncGenerator<Region> {
  const read = await readProgram(blob);
  for (const { key, at, bytes } of read.paths)
    yield value(key, span(at, at + bytes.length), plain, bytes);
  const parts = partsOf(read, blob.size);
  yield* partRegions(blob, parts);
  yield* appended(blob, parts.at(-1)?.span.end ?? 0, "after the last segment");
}

function partsOf({ parts }: Program, size: number): Part[] {
  const end = parts.reduce((most, part) => Math.max(most, part.span.end), 0);
  return laidOut(parts, span(0, Math.min(size, end)), "between segments");
}

/** @throws {MalformedError} A command is cut off. */
async function readProgram(blob: Blob): Promise<Program> {
  const mark = await fieldsAt(blob, "macho", 0, 4);
  const kind = thin.get(markOf(new Uint8Array(mark.buffer, mark.byteOffset, 4)));
  if (!kind) throw new MalformedError("macho", 0, "no header");
  const { wide, little } = kind;
  const headerSize = wide ? 32 : 28;
  const header = await fieldsAt(blob, "macho", 0, headerSize);
  const size = header.getUint32(20, little);
  if (size > mostCommands) throw new MalformedError("macho", 20, `commands of ${size} bytes`);
  const view = await fieldsAt(blob, "macho", headerSize, size);
  const found: { parts: Part[]; paths: Program["paths"][number][]; isSigned: boolean } = {
    isSigned: false,
    parts: [{ name: "header", span: span(0, headerSize + size) }],
    paths: [],
  };
  for (let at = 0; at + 8 <= size;) {
    const length = view.getUint32(at + 4, little);
    if (length < 8 || at + length > size)
      throw new MalformedError("macho", headerSize + at, `command of ${length} bytes`);
    const command = new DataView(view.buffer, view.byteOffset + at, length);
    found.isSigned ||= command.getUint32(0, little) === codeSignature;
    found.parts.push(...commandParts(command, wide, little));
    found.paths.push(...commandPaths(command, headerSize + at, little));
    at += length;
  }
  return found;
}

function* commandPaths(
  command: DataView,
  start: number,
  little: boolean,
): Generator<Program["paths"][number]> {
  const key = pathCommands[command.getUint32(0, little) % mustKnow];
  if (!key || command.byteLength < 12) return;
  const at = command.getUint32(8, little);
  const all = new Uint8Array(command.buffer, command.byteOffset, command.byteLength);
  const bytes = untilNul(all, at);
  if (bytes.length > 0) yield { key, at: start + at, bytes };
}

/** Where the fields of segments and sections stand in files of 32 and of 64 bits. */
const narrowLayout = {
  offset: 32,
  size: 36,
  sections: 56,
  section: 68,
  sectionSize: 36,
  sectionOffset: 40,
};
const wideLayout = {
  offset: 40,
  size: 48,
  sections: 72,
  section: 80,
  sectionSize: 40,
  sectionOffset: 48,
};

function* commandParts(command: DataView, wide: boolean, little: boolean): Generator<Part> {
  const id = command.getUint32(0, little) % mustKnow;
  if (id === 1 || id === 0x19) yield* segmentParts(command, wide, little);
  // LC_SYMTAB: symbols of 12 or 16 bytes, and their names, among them paths of object files.
  if (id === 2 && command.byteLength >= 24) {
    const [symbols = 0, count = 0, names = 0, size = 0] = words(command, little);
    yield { name: "symbols", span: span(symbols, symbols + count * (wide ? 16 : 12)) };
    yield { name: "names of symbols", span: span(names, names + size) };
  }
}

const words = (command: DataView, little: boolean): number[] =>
  [8, 12, 16, 20].map((at) => command.getUint32(at, little));

/** Sections first, so that they have their bytes; what is left belongs to the segment. */
function* segmentParts(command: DataView, wide: boolean, little: boolean): Generator<Part> {
  const layout = wide ? wideLayout : narrowLayout;
  if (command.byteLength < layout.sections) return;
  const number = (at: number): number =>
    wide ? u64At(command, at, little) : command.getUint32(at, little);
  const all = new Uint8Array(command.buffer, command.byteOffset, command.byteLength);
  const text = (at: number): string => asciiOf(untilNul(all.subarray(at, at + 16), 0));
  const segment: Span = span(number(layout.offset), number(layout.offset) + number(layout.size));
  const count = Math.floor((command.byteLength - layout.sections) / layout.section);
  const sections = Array.from({ length: count }, (_, index): Part => {
    const at = layout.sections + index * layout.section;
    const start = command.getUint32(at + layout.sectionOffset, little);
    const size = start === 0 ? 0 : number(at + layout.sectionSize);
    return { name: `${text(at + 16)},${text(at)}`, span: span(start, start + size) };
  });
  const inside = sections.filter(
    ({ span: at }) => at.start >= segment.start && at.end <= segment.end,
  );
  yield* laidOut(inside, segment, text(8)).map(({ name, span: at }): Part => ({ name, span: at }));
}
