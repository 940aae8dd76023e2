import { type Blob, type Origin, pastEnd } from "../../core/blob.ts";
import { LimitError } from "../../core/error.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import type { HttpClient } from "./client.ts";
import { cut, joined } from "./joined.ts";
import { Pages } from "./pages.ts";
import { mostWithoutRanges, RangeReader, type RemoteFile } from "./ranges.ts";

export interface RemoteOptions {
  readonly origin: Origin;
  /** How much of the file may be fetched. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** A format that looks here and there, as at the headers of a zip's members, gets little more than it asks for. */
const pageSize = 4096;
/** How much is fetched at once where it is read from the start, and at most where it is read on and on. */
const ahead = { least: 64 * 1024, most: 2 * 1024 * 1024 };
/** How far places may lie apart that are fetched together. */
const widest = 64 * 1024;
/** What may be fetched between all of them: of a small file requests cost more than bytes. */
const spareOf = (size: number): number =>
  size <= mostWithoutRanges ? size : Math.max(256 * 1024, Math.floor(size / 50_000));
/** How many requests for one file are on their way at a time. */
const atOnce = 8;

/**
 * A file on a web server as a blob. Nothing is asked before the first read.
 * Where it is read on and on, more is fetched at a time; where it is read here
 * and there, only what is asked for. Places that are told of beforehand are
 * fetched several at a time, near ones together. Nothing is fetched twice.
 */
export class RemoteBlob implements Blob, Disposable {
  readonly distant = true;
  readonly origin: Origin;
  readonly size: number;
  readonly #maxBytes: number;
  readonly #reader: RangeReader;
  readonly #pages = new Pages(pageSize);
  #bytesRead = 0;
  /** The page after those that were fetched last. */
  #next = 0;
  #ahead = ahead.least / 2;

  constructor(client: HttpClient, file: RemoteFile, { origin, maxBytes, signal }: RemoteOptions) {
    this.origin = origin;
    this.size = file.size;
    this.#maxBytes = maxBytes;
    this.#reader = new RangeReader(client, file, signal);
  }

  /** How many of its bytes were fetched so far. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  async read(at: Span, room?: Uint8Array): Promise<Uint8Array> {
    if (at.end > this.size) throw pastEnd(at, this.size);
    const bytes = room?.subarray(0, lengthOf(at)) ?? Buffer.allocUnsafe(lengthOf(at));
    const end = Math.ceil(at.end / pageSize);
    for (let number = Math.floor(at.start / pageSize); number < end;) {
      const known = this.#pages.get(number);
      const until = known ? number + 1 : this.#missingUntil(number, end);
      const pages = known ? [[number, known] as const] : await this.#fetch(number, until);
      for (const [each, page] of pages) copy(page, each, at, bytes);
      number = until;
    }
    return bytes;
  }

  async prefetch(places: readonly Span[]): Promise<void> {
    if (!this.#reader.hasRanges) return;
    const waiting = joined(this.#missing(places), { widest, spare: spareOf(this.size) })
      .flatMap((each) => cut(each, ahead.most))
      .values();
    const fetching = async (): Promise<void> => {
      for (const at of waiting) {
        if (lengthOf(at) > this.#maxBytes - this.#bytesRead) return;
        await this.#load(at);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, fetching));
  }

  [Symbol.dispose](): void {
    this.#pages[Symbol.dispose]();
  }

  /** The pages of places that were not fetched yet, in the order of their bytes. */
  #missing(places: readonly Span[]): readonly Span[] {
    const numbers = places.flatMap(({ start, end }) => {
      const first = Math.floor(start / pageSize);
      return Array.from({ length: Math.ceil(end / pageSize) - first }, (_, at) => first + at);
    });
    return [...new Set(numbers)]
      .filter((number) => !this.#pages.has(number))
      .sort((one, other) => one - other)
      .map((number) => this.#spanOf(number, number + 1));
  }

  /** The end of the pages that are to be fetched together. */
  #missingUntil(number: number, end: number): number {
    const farthest = Math.min(end, number + ahead.most / pageSize);
    let until = number + 1;
    while (until < farthest && !this.#pages.has(until)) until++;
    return until;
  }

  /** Fetches the pages from `first` to `end`, and more that are likely to be read next. */
  async #fetch(first: number, end: number): Promise<(readonly [number, Uint8Array])[]> {
    this.#ahead = first === this.#next ? Math.min(this.#ahead * 2, ahead.most) : pageSize;
    const at = this.#affordable(
      this.#reader.hasRanges
        ? this.#spanOf(first, Math.max(end, first + this.#ahead / pageSize))
        : span(0, this.size),
      this.#spanOf(first, end),
    );
    this.#next = Math.ceil(at.end / pageSize);
    return this.#load(at);
  }

  /** Fetches pages, and keeps them. */
  async #load(at: Span): Promise<(readonly [number, Uint8Array])[]> {
    this.#bytesRead += lengthOf(at);
    const bytes = await this.#reader.read(at);
    const from = at.start / pageSize;
    return Array.from({ length: Math.ceil(lengthOf(at) / pageSize) }, (_, number) => {
      const page = bytes.subarray(number * pageSize, (number + 1) * pageSize);
      this.#pages.keep(from + number, page);
      return [from + number, page] as const;
    });
  }

  #spanOf(first: number, end: number): Span {
    return span(first * pageSize, Math.min(end * pageSize, this.size));
  }

  /** What is wanted, else what is needed. @throws {LimitError} That is more than may be fetched, too. */
  #affordable(wanted: Span, needed: Span): Span {
    const left = this.#maxBytes - this.#bytesRead;
    const fitting = [wanted, needed].find((each) => lengthOf(each) <= left);
    if (fitting) return fitting;
    throw new LimitError(`more than ${this.#maxBytes} bytes of it would have to be fetched`);
  }
}

/** Copies what of a page belongs to `at`. */
function copy(page: Uint8Array, number: number, at: Span, into: Uint8Array): void {
  const from = number * pageSize;
  const start = Math.max(at.start, from);
  const end = Math.min(at.end, from + page.length);
  if (start < end) into.set(page.subarray(start - from, end - from), start - at.start);
}
