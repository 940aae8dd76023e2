import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { coreType, type Elf, elfType, readElf, segmentType } from "./kit/elf.ts";
import { fieldsAt, untilNul, viewOf } from "./kit/fields.ts";
import { laidOut, namesAt, type Part, partRegions } from "./kit/parts.ts";

/** `NT_PRPSINFO`: what ran; `NT_FILE`: which files were mapped (elf.h). */
const noteType = { process: 3, files: 0x46_49_4c_45 } as const;

/** `pr_fname` and `pr_psargs` end the record in all layouts: 16 and 80 bytes. */
const processTexts = { name: 16, command: 80 } as const;

/** The notes of a process with thousands of threads. */
const mostNotes = 64 << 20;

/**
 * The memory of a process, as Linux writes it when it dies: its command line,
 * the files that it had mapped, and all segments, where the environment stands.
 */
export const coreDump: Format = {
  id: "core-dump",
  title: "Memory of a process (core dump)",
  tier: "specific",
  specification: "https://man7.org/linux/man-pages/man5/core.5.html",
  reads: "command line; names of mapped files; all of the memory swept",
  tested: "specification",

  matches: ({ head }) => elfType(head) === coreType,

  async *regions(blob) {
    const file = await readElf(blob);
    for (const { type, span: at } of file.segments)
      if (type === segmentType.note && at.end <= blob.size) yield* notes(blob, file, at);
    const end = Math.max(0, ...ends(file));
    if (end > blob.size)
      yield {
        kind: "gap",
        reason: `cut off: ${end - blob.size} bytes are missing`,
        span: span(blob.size, end),
      };
    yield* partRegions(blob, partsOf(file, blob.size));
  },

  keys: async (blob, offsets) => namesAt(partsOf(await readElf(blob), blob.size), offsets),
};

const ends = ({ segments }: Elf): number[] => segments.map(({ span: at }) => at.end);

function partsOf({ tables, segments, sections }: Elf, size: number): Part[] {
  const parts: Part[] = tables.map((each) => ({ name: "header", span: each }));
  for (const [index, { type, span: at }] of segments.entries())
    parts.push({ name: type === segmentType.note ? "notes" : `memory ${index}`, span: at });
  for (const section of sections)
    if (section.span) parts.push({ name: section.name, span: section.span });
  return laidOut(parts, span(0, size), "outside of all segments");
}

/** Each note is three lengths and a type, its owner's name and its data, both padded to four bytes. */
async function* notes(blob: Blob, { little, wide }: Elf, at: Span): AsyncGenerator<Region> {
  if (at.end - at.start > mostNotes) return;
  const view = await fieldsAt(blob, "core-dump", at.start, at.end - at.start);
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let from = 0; from + 12 <= bytes.length;) {
    const data = from + 12 + padded(view.getUint32(from, little));
    const end = data + view.getUint32(from + 4, little);
    const type = view.getUint32(from + 8, little);
    if (end > bytes.length) return;
    const note = { bytes: bytes.subarray(data, end), start: at.start + data, little, wide };
    if (type === noteType.process) yield* processTextsIn(note);
    if (type === noteType.files) yield* mappedFiles(note);
    from = padded(end);
  }
}

const padded = (size: number): number => Math.ceil(size / 4) * 4;

interface Note {
  readonly bytes: Uint8Array;
  /** Of the data in the blob. */
  readonly start: number;
  readonly little: boolean;
  readonly wide: boolean;
}

function* processTextsIn({ bytes, start }: Note): Generator<Region> {
  const command = bytes.length - processTexts.command;
  const name = command - processTexts.name;
  if (name < 0) return;
  for (const [key, at] of [
    ["name", name],
    ["command line", command],
  ] as const) {
    const text = untilNul(bytes.subarray(0, at === name ? command : bytes.length), at);
    yield value(key, span(start + at, start + at + text.length), plain, text);
  }
}

/** A count, the size of a page, three numbers for each file, then the names one after another. */
function* mappedFiles({ bytes, start, little, wide }: Note): Generator<Region> {
  const size = wide ? 8 : 4;
  if (bytes.length < 2 * size) return;
  const count = viewOf(bytes).getUint32(little ? 0 : size - 4, little);
  let at = (2 + 3 * count) * size;
  while (at < bytes.length) {
    const text = untilNul(bytes, at);
    const where = span(start + at, start + at + text.length);
    if (text.length > 0) yield value("mapped file", where, plain, text);
    at += text.length + 1;
  }
}
