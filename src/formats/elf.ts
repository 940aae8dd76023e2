import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { firstAbove, joinedSpans } from "../core/spans.ts";
import { appended } from "./kit/appended.ts";
import {
  coreType,
  type Elf,
  type ElfSection,
  elfType,
  readElf,
  sectionCompressed,
  segmentType,
} from "./kit/elf.ts";
import { fieldsAt, u64At, untilNul } from "./kit/fields.ts";
import { inflate } from "./kit/inflate.ts";
import { laidOut, namesAt, type Part, partRegions } from "./kit/parts.ts";

/**
 * Programs, shared libraries, objects, Python and Node extensions: all sections
 * are swept, as paths of the build stand in `.rodata`, `.debug_str`,
 * `.debug_line_str` (`DW_AT_comp_dir`) and `.strtab`; compressed ones are unpacked.
 */
export const elf: Format = {
  id: "elf",
  title: "ELF program or library",
  tier: "specific",
  specification: "https://gabi.xinuos.com/",
  reads:
    "search paths of libraries; all sections swept, compressed ones unpacked; appended archives",
  tested: "GCC",

  matches: ({ head }) => ![undefined, coreType].includes(elfType(head)),

  async *regions(blob) {
    const file = await readElf(blob);
    const parts = partsOf(file, blob.size);
    yield* searchPaths(blob, file);
    yield* partRegions(blob, parts);
    for (const section of file.sections) yield* packedSection(blob, file, section);
    yield* appended(blob, parts.at(-1)?.span.end ?? 0, "after the last section");
  },

  keys: async (blob, offsets) => namesAt(partsOf(await readElf(blob), blob.size), offsets),
};

/** Sections, or, where there are none, segments. */
function partsOf({ tables, sections, segments }: Elf, size: number): Part[] {
  const parts: Part[] = tables.map((each) => ({ name: "header", span: each }));
  for (const section of sections)
    if (section.span) parts.push({ name: section.name, span: section.span });
  const isStripped = sections.length === 0;
  for (const [index, { span: at }] of segments.entries())
    if (isStripped) parts.push({ name: `segment ${index}`, span: at });
  const end = parts.reduce((most, part) => Math.max(most, part.span.end), 0);
  return loadedToo(laidOut(parts, span(0, Math.min(size, end)), "between sections"), segments);
}

/**
 * What is in no section but in a segment is loaded, so it is not dead:
 * `patchelf`, through which each wheel for Linux goes, leaves old tables there.
 */
function loadedToo(parts: readonly Part[], segments: Elf["segments"]): Part[] {
  const loads = segments.filter(({ type }) => type === segmentType.load);
  const loaded = joinedSpans(loads.map(({ span: at }) => at));
  const starts = loaded.map(({ start }) => start);
  return parts.map((part) => {
    const around = loaded[firstAbove(starts, part.span.start) - 1];
    const isLoaded = part.dead && around !== undefined && part.span.end <= around.end;
    return isLoaded ? { name: "segment", span: part.span } : part;
  });
}

/** Of the dynamic section: entries are a tag and a value. `DT_RPATH` and `DT_RUNPATH` are offsets of text. */
const tag = { strings: 5, rpath: 15, runpath: 29 } as const;
/** Some hundred libraries at most. */
const mostDynamic = 1 << 20;
/** Hundreds of folders. */
const longestPath = 64 * 1024;

async function* searchPaths(blob: Blob, file: Elf): AsyncGenerator<Region> {
  const dynamic = file.segments.find(({ type }) => type === segmentType.dynamic)?.span;
  if (!dynamic || lengthOf(dynamic) > mostDynamic) return;
  const all = await dynamicEntries(blob, file, dynamic);
  const strings = offsetOf(file, all.get(tag.strings) ?? -1);
  for (const [key, number] of [
    ["RPATH", tag.rpath],
    ["RUNPATH", tag.runpath],
  ] as const) {
    const start = (strings ?? Infinity) + (all.get(number) ?? Infinity);
    if (start >= blob.size) continue;
    const bytes = await blob.read(span(start, Math.min(blob.size, start + longestPath)));
    const text = untilNul(bytes, 0);
    yield value(key, span(start, start + text.length), plain, text);
  }
}

async function dynamicEntries(
  blob: Blob,
  { wide, little }: Elf,
  at: Span,
): Promise<Map<number, number>> {
  const size = wide ? 8 : 4;
  const table = await fieldsAt(blob, "elf", at.start, lengthOf(at));
  const word = (from: number): number =>
    wide ? u64At(table, from, little) : table.getUint32(from, little);
  const all = new Map<number, number>();
  for (let from = 0; from + 2 * size <= table.byteLength && word(from) !== 0; from += 2 * size)
    all.set(word(from), word(from + size));
  return all;
}

/** Where in the file the byte is that is loaded to an address. */
function offsetOf({ segments }: Elf, address: number): number | undefined {
  const there = segments.find(
    ({ type, address: start, span: at }) =>
      type === segmentType.load && address >= start && address < start + (at.end - at.start),
  );
  return there && there.span.start + address - there.address;
}

/** Behind a header (`Elf32_Chdr`, `Elf64_Chdr`), or as GNU's older `.zdebug`: "ZLIB" and a size. */
async function* packedSection(
  blob: Blob,
  { wide, little }: Elf,
  { name, flags, span: at }: ElfSection,
): AsyncGenerator<Region> {
  if (!at) return;
  const isOld = name.startsWith(".zdebug");
  if (!isOld && Math.floor(flags / sectionCompressed) % 2 === 0) {
    if (name === ".nv_fatbin") yield* gpuCode(blob, at.start, at.end);
    return;
  }
  const size = isOld || !wide ? 12 : 24;
  if (at.end - at.start < size) return;
  const header = await fieldsAt(blob, "elf", at.start, size);
  const type = isOld ? 1 : header.getUint32(0, little);
  const data = span(at.start + size, at.end);
  const packing = type === 1 ? "zlib" : "zstd";
  if (type === 1 || type === 2)
    yield { kind: "packed", name, span: data, unpack: () => inflate(packing, blob, data) };
  else yield { kind: "gap", name, reason: `unsupported: compression ${type}`, span: data };
}

/**
 * CUDA's code for each GPU: 16 bytes and entries, whose header has a flag at 40
 * that says that the entry is compressed, as NVIDIA's tools do in a way of
 * their own (the layout is that of GPU Ocelot's reader).
 */
async function* gpuCode(blob: Blob, start: number, end: number): AsyncGenerator<Region> {
  if (end - start < 16 + 48) return;
  const header = await fieldsAt(blob, "elf", start, 16 + 48);
  const isFat = header.getUint32(0, true) === 0xba55_ed50;
  if (isFat && header.getUint32(16 + 40, true) & 0xa000)
    yield {
      kind: "gap",
      name: ".nv_fatbin",
      reason: "unsupported: compressed GPU code",
      span: span(start, end),
    };
}
