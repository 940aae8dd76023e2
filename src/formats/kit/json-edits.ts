import { json as jsonCoding } from "../../core/codings.ts";
import { LimitError, MalformedError } from "../../core/error.ts";
import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import { type Splice, without } from "../../core/splice.ts";
import { asBuffer } from "./bytes.ts";
import { isUnder, keyStep } from "./key-path.ts";

/** What becomes of an entry of an object or array: it is left out, or has another value, as JSON. */
export type JsonEdit = "cut" | { readonly value: string } | undefined;

/**
 * What is asked of each entry, given its path and whether it is a string. Entries
 * inside of one that is left out are not asked about.
 */
export type JsonEditor = (path: string, isText: boolean) => JsonEdit;

/** Cuts what stands at the keys, and strings inside of which a key goes on: what they hold may have keys too. */
export function cutterOf(keys: Iterable<string>): JsonEditor {
  const wanted = new Set(keys);
  return (path, isText) => {
    const isWanted =
      wanted.has(path) || (isText && wanted.values().some((key) => isUnder(key, path)));
    return isWanted ? "cut" : undefined;
  };
}

/** How the documents of a text are told apart: the path of each, by how many came before. */
export type JsonRoot = (document: number) => string;

/** A larger document would have to be held whole. */
const largest = 256 * 1024 * 1024;
/** Deeper documents than this are made to exhaust readers. */
const deepest = 1000;

/**
 * What leaves entries out of a JSON text with the commas that they need, or gives
 * them other values. All else stays as it was written.
 *
 * @throws {MalformedError} Brackets do not pair, or a string has no end.
 * @throws {LimitError} The text is too large.
 */
export async function jsonSplices(
  blob: Blob,
  part: Span,
  root: JsonRoot,
  edit: JsonEditor,
): Promise<Splice[]> {
  if (part.end - part.start > largest)
    throw new LimitError(`JSON of ${part.end - part.start} bytes is too large to be edited`);
  const walk = new Walk(asBuffer(await blob.read(part)), root, edit);
  walk.run();
  const moved = ({ start, end }: Span): Span => span(part.start + start, part.start + end);
  return [
    ...joinedSpans(walk.cuts).map((at) => without(moved(at))),
    ...walk.values.map(({ at, bytes }) => ({ at: moved(at), bytes })),
  ];
}

/** An entry that is open. */
interface Entry {
  readonly path: string;
  readonly start: number;
  valueStart: number | undefined;
  readonly edit: JsonEdit;
}

/** What is known of an entry when it starts. */
interface Start {
  readonly step: string;
  readonly isText: boolean;
}

/** An object or array that is open. */
interface Level {
  readonly isArray: boolean;
  readonly path: string;
  /** Whether it stands in an entry that is left out, or has another value. */
  readonly isGone: boolean;
  index: number;
  entry: Entry | undefined;
  /** Behind the last entry that is kept, or behind the opening bracket. */
  keptEnd: number;
  /** Where the entry before the comma starts, if it was left out. */
  cutStart: number | undefined;
}

class Walk {
  readonly cuts: Span[] = [];
  readonly values: Splice[] = [];
  readonly #bytes: Buffer;
  readonly #root: JsonRoot;
  readonly #edit: JsonEditor;
  readonly #levels: Level[] = [];
  #documents = 0;
  /** Behind the last byte that is no space. */
  #end = 0;

  constructor(bytes: Buffer, root: JsonRoot, edit: JsonEditor) {
    this.#bytes = bytes;
    this.#root = root;
    this.#edit = edit;
  }

  run(): void {
    for (let at = 0; at < this.#bytes.length;) {
      const byte = this.#bytes[at] as number;
      if (isSpace(byte)) at++;
      else {
        at = this.#token(String.fromCharCode(byte), at);
        this.#end = at;
      }
    }
    if (this.#levels.length > 0) throw malformed(this.#bytes.length, "document without end");
  }

  /** Takes what starts at `at`, and returns where it ends. */
  #token(mark: string, at: number): number {
    switch (mark) {
      case ",":
        this.#endEntry(true);
        return at + 1;
      case ":":
        return at + 1;
      case "]":
      case "}":
        this.#close(mark === "]", at);
        return at + 1;
      case "{":
      case "[":
        this.#value(at);
        this.#open(mark === "[", at);
        return at + 1;
      default: {
        const end = mark === '"' ? stringEnd(this.#bytes, at) : literalEnd(this.#bytes, at);
        this.#scalar(at, end);
        return end;
      }
    }
  }

  get #top(): Level | undefined {
    return this.#levels.at(-1);
  }

  #scalar(at: number, end: number): void {
    const top = this.#top;
    if (top && !top.isArray && !top.entry)
      this.#startEntry(top, at, {
        step: keyIn(this.#bytes, at, end),
        isText: this.#isTextFrom(end),
      });
    else this.#value(at);
  }

  /** A value starts: in an array an entry does, too. */
  #value(at: number): void {
    const top = this.#top;
    if (!top) return;
    if (top.isArray && !top.entry)
      this.#startEntry(top, at, { step: `[${top.index++}]`, isText: this.#isTextFrom(at) });
    if (top.entry) top.entry.valueStart ??= at;
  }

  /** Whether a string follows, behind a colon perhaps. */
  #isTextFrom(at: number): boolean {
    let next = at;
    while (isSpace(this.#bytes[next] ?? 0) || this.#bytes[next] === 0x3a) next++;
    return this.#bytes[next] === 0x22;
  }

  #startEntry(top: Level, start: number, { step, isText }: Start): void {
    if (top.cutStart !== undefined) this.cuts.push(span(top.cutStart, start));
    top.cutStart = undefined;
    const path = top.isGone ? "" : top.path + step;
    const edit = top.isGone ? undefined : this.#edit(path, isText);
    top.entry = { path, start, valueStart: undefined, edit };
  }

  #endEntry(hasComma: boolean): void {
    const top = this.#top;
    const entry = top?.entry;
    if (!top || !entry) return;
    top.entry = undefined;
    if (entry.edit !== "cut") top.keptEnd = this.#end;
    else if (hasComma) top.cutStart = entry.start;
    else this.cuts.push(span(top.keptEnd, this.#end));
    if (typeof entry.edit === "object" && entry.valueStart !== undefined)
      this.values.push({
        at: span(entry.valueStart, this.#end),
        bytes: Buffer.from(entry.edit.value),
      });
  }

  #open(isArray: boolean, at: number): void {
    if (this.#levels.length === deepest) throw malformed(at, `more than ${deepest} levels`);
    const top = this.#top;
    const path = top ? (top.entry?.path ?? "") : this.#root(this.#documents);
    const isGone = top !== undefined && (top.isGone || top.entry?.edit !== undefined);
    const keptEnd = at + 1;
    this.#levels.push({
      isArray,
      path,
      isGone,
      index: 0,
      entry: undefined,
      keptEnd,
      cutStart: undefined,
    });
  }

  #close(isArray: boolean, at: number): void {
    const top = this.#top;
    if (top?.isArray !== isArray) throw malformed(at, "bracket without its pair");
    this.#endEntry(false);
    // Readers that allow a comma before the bracket have seen to it that none is left.
    if (top.cutStart !== undefined) this.cuts.push(span(top.cutStart, at));
    this.#levels.pop();
    if (this.#levels.length === 0) this.#documents++;
  }
}

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Behind the closing quote. */
function stringEnd(bytes: Buffer, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === 0x22) return at + 1;
    if (bytes[at] === 0x5c) at++;
  }
  throw malformed(start, "string without end");
}

/** Behind a number or a word. */
function literalEnd(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && !/[\s,:{}[\]"]/.test(String.fromCharCode(bytes[at] as number))) at++;
  return at;
}

function keyIn(bytes: Buffer, start: number, end: number): string {
  const coded = bytes.subarray(start + 1, end - 1);
  return keyStep(Buffer.from(coded.includes(0x5c) ? jsonCoding.decode(coded) : coded).toString());
}

const malformed = (at: number, message: string): MalformedError =>
  new MalformedError("json", at, message);
