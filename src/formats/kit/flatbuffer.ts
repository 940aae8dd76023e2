import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { name, type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { Pages } from "./flatbuffer-pages.ts";
import type { FlatField, FlatTable } from "./flatbuffer-schema.ts";
import { keyStep } from "./key-path.ts";

/** Real ones are some ten deep; the verifier of flatbuffers refuses more than 64. */
const deepest = 64;
/** A longer string is swept where it stands instead of being held. */
const longestString = 1024 * 1024;
/** Tables and vectors; more would only fill the memory. A large model has some ten thousand. */
const mostThings = 4_000_000;
/** How often all bytes may be read. No builder lets things overlap, but for the tables' layouts. */
const mostTimes = 4;
/** How much of a label is shown in a key path, in bytes. */
const longestLabel = 200;
/** A field's place in a table: two bytes each, after the two sizes (`vtable`). */
const slotsStart = 4;

/** A table as it stands, for what its schema does not say: numbers. */
export interface FlatRecord {
  readonly table: string;
  /** Which one it is in the vector around it; 0 outside of one. */
  readonly index: number;
  readonly path: string;
  /** The number in a slot, of so many bytes; 0 when the table does not have it. */
  number(slot: number, width: 1 | 4 | 8): Promise<number>;
  /** The text in a slot, for a short one. */
  text(slot: number): Promise<string | undefined>;
}

/** What a format adds to the walk. */
export interface FlatHooks {
  /** Called for each table before its fields are read. */
  readonly seen?: (record: FlatRecord) => void | Promise<void>;
  /** What the bytes of a field are; `path` is that of the field. */
  readonly bytes?: (
    at: Span,
    record: FlatRecord,
    path: string,
  ) => AsyncIterable<Region> | Iterable<Region>;
}

/** A place where a table, vector or string starts. */
interface Target {
  readonly at: number;
  readonly path: string;
  readonly depth: number;
  readonly index: number;
}

/**
 * Walks a flatbuffer by its schema (https://flatbuffers.dev/internals/). Offsets
 * may lead anywhere, to the same place twice too: each place is read once, so
 * that the work stays bounded by the size of the file.
 */
export class FlatWalk {
  readonly #pages: Pages;
  readonly #hooks: FlatHooks;
  readonly #seen = new Set<number>();
  readonly #read: Span[] = [];
  readonly #vtables = new Map<number, readonly number[]>();
  /** Bytes of all that was read. */
  #spent = 0;

  /** @param format The id that errors name. @param within Where the flatbuffer lies. */
  constructor(blob: Blob, format: string, within: Span, hooks: FlatHooks = {}) {
    this.#pages = new Pages(blob, format, within);
    this.#hooks = hooks;
  }

  /**
   * The regions of the table that the first four bytes lead to.
   *
   * @throws {MalformedError} An offset leads out of the flatbuffer.
   */
  async *regions(table: FlatTable, path: string): AsyncGenerator<Region> {
    this.#mark(0, 8);
    const at = await this.#pages.u32(0);
    yield* this.#table(table, { at, path, depth: 0, index: 0 });
  }

  /** Says that these bytes were read, or are known not to need it. In bytes of the blob. */
  took(at: Span): void {
    this.#read.push(at);
  }

  /** What of `within` was not read, in order. */
  unread(within: Span): Span[] {
    const holes: Span[] = [];
    let at = within.start;
    for (const each of this.#read.toSorted((one, other) => one.start - other.start)) {
      if (each.start > at && at < within.end)
        holes.push(span(at, Math.min(each.start, within.end)));
      at = Math.max(at, each.end);
    }
    if (at < within.end) holes.push(span(at, within.end));
    return holes;
  }

  /**
   * Says that these bytes are read. Each is read once, or few times where things
   * overlap; in a file made to keep readers busy all things overlap.
   */
  #spend(at: number, size: number): void {
    this.#mark(at, size);
    this.#spent += size;
    if (this.#spent > mostTimes * this.#pages.size)
      throw this.#pages.malformed(at, "vectors lie over one another");
  }

  #mark(at: number, size: number): void {
    this.#read.push(this.#pages.place(at, size));
  }

  /** Whether a place is new. @throws {MalformedError} There are too many. */
  #isNew(at: number): boolean {
    if (this.#seen.has(at)) return false;
    if (this.#seen.size >= mostThings) throw this.#pages.malformed(at, "too many tables");
    this.#seen.add(at);
    return true;
  }

  async *#table(table: FlatTable, target: Target): AsyncGenerator<Region> {
    const { at, depth } = target;
    if (!this.#isNew(at)) return;
    if (depth > deepest) throw this.#pages.malformed(at, `tables more than ${deepest} deep`);
    const slots = await this.#slots(at);
    const record = this.#record(table, target, slots);
    await this.#hooks.seen?.(record);
    let path = target.path;
    for (const field of table.fields) {
      const offset = slots[field.slot] ?? 0;
      if (offset === 0) continue;
      const inner = { ...target, at: at + offset, path: `${path}.${field.name}` };
      if (field.kind.kind === "string" && field.kind.label) {
        path = target.path.replace(/\[\d+\]$/, "") + keyStep(await this.#label(inner.at));
        inner.path = path;
      }
      yield* this.#field(field, inner, record);
    }
  }

  /** Where each field stands in the table, 0 for one that it does not have. */
  async #slots(at: number): Promise<readonly number[]> {
    const vtable = at - (await this.#pages.view(at, 4)).getInt32(0, true);
    const head = await this.#pages.view(vtable, slotsStart);
    const [size, inline] = [head.getUint16(0, true), head.getUint16(2, true)];
    if (size < slotsStart || inline < 4) throw this.#pages.malformed(vtable, "table without size");
    this.#pages.check(at, inline);
    this.#mark(at, inline);
    const known = this.#vtables.get(vtable);
    if (known) return known;
    this.#spend(vtable, size);
    const view = await this.#pages.view(vtable, size);
    const slots: number[] = [];
    for (let each = slotsStart; each + 2 <= size; each += 2) {
      const offset = view.getUint16(each, true);
      slots.push(offset < inline ? offset : 0);
    }
    this.#vtables.set(vtable, slots);
    return slots;
  }

  #record(table: FlatTable, { at, path, index }: Target, slots: readonly number[]): FlatRecord {
    return {
      table: table.name,
      index,
      path,
      number: async (slot, width) => {
        const offset = slots[slot] ?? 0;
        if (offset === 0) return 0;
        const view = await this.#pages.view(at + offset, width);
        if (width === 1) return view.getUint8(0);
        return width === 4 ? view.getUint32(0, true) : Number(view.getBigUint64(0, true));
      },
      text: async (slot) => {
        const offset = slots[slot] ?? 0;
        return offset === 0 ? undefined : this.#label(at + offset);
      },
    };
  }

  async *#field(
    { kind, slot }: FlatField,
    target: Target,
    record: FlatRecord,
  ): AsyncGenerator<Region> {
    const below = { ...target, depth: target.depth + 1 };
    if (kind.kind === "string") yield* this.#string(kind.role, target);
    else if (kind.kind === "strings")
      for await (const each of this.#items(target)) yield* this.#string(kind.role, each);
    else if (kind.kind === "numbers") await this.#vector(target.at, kind.width);
    else if (kind.kind === "bytes") yield* this.#bytes(target, record);
    else if (kind.kind === "table")
      yield* this.#table(kind.table, { ...below, at: await this.#follow(target.at), index: 0 });
    else if (kind.kind === "tables")
      for await (const each of this.#items(below))
        yield* this.#table(kind.table, { ...each, at: await this.#follow(each.at) });
    else {
      // Which of its tables a union is stands in the slot before it.
      const picked = await record.number(slot - 1, 1);
      const at = await this.#follow(target.at);
      const table = kind.tables[picked - 1] ?? { name: "", fields: [] };
      yield* this.#table(table, { ...below, at });
    }
  }

  async #follow(at: number): Promise<number> {
    return at + (await this.#pages.u32(at));
  }

  /** The items of a vector that an offset leads to; undefined when they were read before. */
  async #vector(at: number, width: number): Promise<Vector | undefined> {
    const start = (await this.#follow(at)) + 4;
    const count = await this.#pages.u32(start - 4);
    const size = count * width;
    this.#pages.check(start, size);
    if (!this.#isNew(start - 4)) return undefined;
    this.#spend(start - 4, size + 4);
    return { start, count, size };
  }

  /** The places of the offsets in a vector. */
  async *#items(target: Target): AsyncGenerator<Target> {
    const vector = await this.#vector(target.at, 4);
    if (!vector) return;
    for (let index = 0; index < vector.count; index++)
      yield { ...target, at: vector.start + 4 * index, path: `${target.path}[${index}]`, index };
  }

  async *#string(role: "value" | "name", { at, path }: Target): AsyncGenerator<Region> {
    const vector = await this.#vector(at, 1);
    if (!vector || vector.size === 0) return;
    const { start, size } = vector;
    // A zero byte stands behind each string.
    if (start + size < this.#pages.size) this.#mark(start + size, 1);
    const place = this.#pages.place(start, size);
    if (size > longestString) yield { kind: "stretch", as: "text", span: place };
    else {
      const bytes = await this.#pages.bytes(start, size);
      yield (role === "name" ? name : value)(path, place, plain, bytes);
    }
  }

  async *#bytes({ at, path }: Target, record: FlatRecord): AsyncGenerator<Region> {
    const vector = await this.#vector(at, 1);
    if (!vector || vector.size === 0) return;
    const place = this.#pages.place(vector.start, vector.size);
    if (this.#hooks.bytes) yield* this.#hooks.bytes(place, record, path);
    else yield { kind: "stretch", as: "binary", span: place };
  }

  /** The start of a string, without saying that it was read. */
  async #label(at: number): Promise<string> {
    const start = (await this.#follow(at)) + 4;
    const size = Math.min(await this.#pages.u32(start - 4), longestLabel);
    return utf8.decode(await this.#pages.bytes(start, size));
  }
}

interface Vector {
  readonly start: number;
  readonly count: number;
  readonly size: number;
}

const utf8 = new TextDecoder();
