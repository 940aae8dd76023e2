import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { type Format, headSize } from "../core/format.ts";
import { type StringRegion, value } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { type Block, blocksOf } from "./kit/blocks.ts";
import { narrowHead } from "./kit/encoding.ts";
import { keyStep, keyText } from "./kit/key-path.ts";
import { narrowText } from "./kit/narrow-text.ts";

const names = /\.(?:csv|tsv|tab)$/;
const delimiters = [",", ";", "\t", "|"];

const quote = 0x22;
const lineFeed = 0x0a;

/** Columns whose cells are judged beside their names, which stand far above them. */
const secretive = /pass(?:word|wd|phrase|code)|pwd|secret|token|credential|key$/i;
/** A longer cell is no secret, and is not kept in memory. */
const longestCell = 4096;

/**
 * A table of values with commas, semicolons, tabs or bars between them. Looked
 * at as it stands, and the cells of columns that are named after secrets by
 * themselves, too. Known by its name and its first rows. What is found is named
 * by its row, from 0 below the header, and its column: `$[12].email`.
 */
export const csv: Format = {
  id: "csv",
  title: "CSV and TSV",
  tier: "general",
  specification: "https://www.rfc-editor.org/rfc/rfc4180",
  lines: true,
  reads: "the text as it stands; cells of passwords and keys beside their column's name",
  tested: "specification",

  mayBeText: true,
  matches({ head, name, blob }) {
    const text = names.test(name) ? narrowHead(head) : undefined;
    const [first, ...rest] = text === undefined ? [] : rowsOf(text);
    if (first === undefined || first.length < 2) return false;
    // The head may cut its last row.
    const whole = blob.size <= head.length ? rest : rest.slice(0, -1);
    return whole.slice(0, 3).every((row) => row.length === first.length);
  },

  async *regions(blob) {
    yield* narrowText(blob);
    const { columns, delimiter } = await shapeOf(blob);
    if (columns.some((each) => secretive.test(each))) yield* secretCells(blob, columns, delimiter);
  },

  async keys(blob, offsets) {
    const { columns, delimiter } = await shapeOf(blob);
    const cells = await cellsAt(blob, offsets, delimiter);
    return cells.map((cell) => cell && keyOf(cell, columns));
  },
};

/** The names of the columns, and the byte between two cells. */
async function shapeOf(blob: Blob): Promise<{ columns: readonly string[]; delimiter: number }> {
  const text = narrowHead(await blob.read(span(0, Math.min(headSize, blob.size)))) ?? "";
  return {
    columns: columnsOf(rowsOf(text)[0] ?? []),
    delimiter: delimiterOf(text).charCodeAt(0),
  };
}

/** The cells below the names of secrets, without their quotes. */
async function* secretCells(
  blob: Blob,
  columns: readonly string[],
  delimiter: number,
): AsyncGenerator<StringRegion> {
  const wanted = columns.map((each) => secretive.test(each));
  const walk = new CellWalk(delimiter);
  let bytes: number[] = [];
  for await (const block of withLastFeed(blob))
    for (const [index, byte] of block.bytes.entries()) {
      const { row, column } = walk;
      walk.take(byte);
      if (row === 0 || wanted[column] !== true) continue;
      if (walk.row === row && walk.column === column) {
        if (bytes.length <= longestCell) bytes.push(byte);
        continue;
      }
      const cell = cellOf(bytes, block.base + index);
      const key = keyOf({ row, column }, columns);
      if (cell && key !== undefined) yield value(key, cell.at, plain, cell.bytes);
      bytes = [];
    }
}

/** The blob in blocks, and a line feed that ends the last cell. */
async function* withLastFeed(blob: Blob): AsyncGenerator<Block> {
  yield* blocksOf(blob);
  yield { base: blob.size, bytes: Buffer.of(lineFeed) };
}

/** A cell that ends before `end`, without its quotes; none where nothing is left, or too much. */
function cellOf(bytes: readonly number[], end: number): { at: Span; bytes: Buffer } | undefined {
  if (bytes.length > longestCell) return undefined;
  const start = end - bytes.length;
  const text = Buffer.from(bytes).toString("latin1").replace(/\r$/, "");
  const inner = /^"([^"]*)"$/.exec(text)?.[1];
  const own = Buffer.from(inner ?? text, "latin1");
  const from = inner === undefined ? start : start + 1;
  return own.length === 0 ? undefined : { at: span(from, from + own.length), bytes: own };
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Nothing in the header itself has a key. */
function keyOf({ row, column }: Cell, columns: readonly string[]): string | undefined {
  if (columns.length === 0) return `$[${row}][${column}]`;
  const name = columns[column];
  const step = name === undefined ? `[${column}]` : keyStep(name);
  return row === 0 ? undefined : `$[${row - 1}]${step}`;
}

/** The names of the columns; none where the first row holds values already. */
function columnsOf(row: readonly string[]): readonly string[] {
  const names = row.map((each) => keyText(each.replaceAll('"', "")));
  // The column of a table's index, which pandas writes, has no name.
  const isHeader = names.every((each, at) => (each !== "" || at === 0) && !/^[-+.\d]+$/.test(each));
  return isHeader ? names : [];
}

/** The delimiter that occurs most in the first line. */
function delimiterOf(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  const counts = delimiters.map((each) => line.split(each).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** The rows of the head, as they are spelled. A blank line is no row. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const walk = new CellWalk(delimiterOf(text).charCodeAt(0));
  const rows: string[][] = [[""]];
  for (const character of text) {
    const { row, column } = walk;
    walk.take(character.charCodeAt(0));
    if (walk.row > row) rows.push([""]);
    else if (walk.column > column) rows.at(-1)?.push("");
    else rows.at(-1)?.push((rows.at(-1)?.pop() ?? "") + character);
  }
  return rows.filter((row) => row.join("").trim() !== "" || row.length > 1);
}

/** Counts rows and columns byte by byte; quoted fields may hold delimiters, line ends and `""`. */
class CellWalk {
  row = 0;
  column = 0;
  readonly #delimiter: number;
  /** `ended`: a quote closed the field, unless another follows. */
  #state: "start" | "bare" | "quoted" | "ended" = "start";

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  take(byte: number): void {
    if (this.#state === "quoted") {
      if (byte === quote) this.#state = "ended";
    } else if (byte === quote && this.#state !== "bare") this.#state = "quoted";
    else if (byte === this.#delimiter) {
      this.column++;
      this.#state = "start";
    } else if (byte === lineFeed) {
      this.row++;
      this.column = 0;
      this.#state = "start";
    } else this.#state = "bare";
  }
}

/** The cells in which the offsets stand. Walks once, up to the last one. */
async function cellsAt(
  blob: Blob,
  offsets: readonly number[],
  delimiter: number,
): Promise<readonly (Cell | undefined)[]> {
  const cells: Cell[] = [];
  const walk = new CellWalk(delimiter);
  for await (const { base, bytes } of blocksOf(blob)) {
    for (let at = 0; at < bytes.length && cells.length < offsets.length; at++) {
      for (; offsets[cells.length] === base + at;)
        cells.push({ row: walk.row, column: walk.column });
      walk.take(bytes[at] as number);
    }
    if (cells.length === offsets.length) break;
  }
  return offsets.map((_, index) => cells[index]);
}
