import type { Blob } from "../../core/blob.ts";
import { LimitError, MalformedError, TareError } from "../../core/error.ts";
import type { Region } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import {
  entryHeader,
  type EntryHeader,
  type GitType,
  inflateWhole,
  longestHeader,
  packedBound,
  Window,
} from "./git-entry.ts";
import { type Entry, Family, largestHeld } from "./git-family.ts";
import { type GitHash, idLength, isSealed, ObjectId, shownId } from "./git-hash.ts";
import { inflate } from "./inflate.ts";
import { unread } from "./steps.ts";

/** An object of a repository, in whichever way a pack holds it. */
export interface PackObject {
  readonly kind: "object";
  /** In hexadecimal. */
  readonly id: string;
  readonly type: GitType;
  /** In bytes. */
  readonly size: number;
  /** Its entry in the pack. */
  readonly span: Span;
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** Changes to an object that the pack does not hold, as they stand: what they add is in them. */
export interface PackChanges {
  readonly kind: "changes";
  readonly span: Span;
  readonly content: () => AsyncIterable<Uint8Array>;
}

export type PackPart = PackObject | PackChanges | Region;

/** `PACK`, version, and how many objects there are. */
export const headerSize = 12;
/** A pack with more is one of the largest repositories there are; each takes some 200 bytes of memory. */
export const mostObjects = 1_000_000;
/** Bytes made of each byte of the pack, over both passes, as the limits of a scan have it; and as many at any rate. */
export const mostMade = { ratio: 250, least: 1024 ** 3 };
/** Gaps that are told one by one. */
const mostGaps = 100;

/** Whether a blob starts as a pack of version 2 or 3, which differ in nothing that is read here. */
export const isPack = (head: Uint8Array): boolean =>
  head.length >= headerSize &&
  Buffer.from(head.subarray(0, 7)).equals(Buffer.from("PACK\0\0\0")) &&
  (head[7] === 2 || head[7] === 3);

/**
 * Every object in a pack: first those that stand whole, in their order, then,
 * family by family and depth first, those that are kept as changes to others.
 * Memory is bounded, whatever the pack: what is not joined for that is a gap.
 *
 * @throws {MalformedError} It is no pack. Damage inside is a gap.
 */
export async function* packObjects(blob: Blob): AsyncGenerator<PackPart> {
  const head = await blob.read(span(0, Math.min(headerSize, blob.size)));
  if (!isPack(head)) throw new MalformedError("git-pack", 0, "header of another kind");
  const count = new DataView(head.buffer, head.byteOffset).getUint32(8);
  yield* new Pack(blob, await hashOf(blob)).parts(count);
}

/** A pack does not say how its repository names objects; the digest at its end shows it. */
async function hashOf(blob: Blob): Promise<GitHash> {
  if (await isSealed(blob, "sha1", blob.size - idLength.sha1)) return "sha1";
  return (await isSealed(blob, "sha256", blob.size - idLength.sha256)) ? "sha256" : "sha1";
}

class Pack {
  readonly #blob: Blob;
  readonly #hash: GitHash;
  readonly #window: Window;
  readonly #family = new Family<Entry>({
    baseOf: ({ parent }) => parent,
    isBase: ({ children, id }) => children.length > 0 || id !== "",
    inflate: (entry) => this.#inflated(entry),
    spend: (bytes) => this.#spend(bytes),
  });
  /** By where they start. */
  readonly #entries = new Map<number, Entry>();
  /** Changes to objects of which only the name is known, by that. */
  readonly #waiting = new Map<string, Entry[]>();
  #made = 0;
  #gaps = 0;

  constructor(blob: Blob, hash: GitHash) {
    this.#blob = blob;
    this.#hash = hash;
    this.#window = new Window(blob, blob.size);
  }

  async *parts(count: number): AsyncGenerator<PackPart> {
    yield* this.#whole(count);
    for (const entry of this.#entries.values())
      if (entry.base === undefined) yield* this.#changed(entry);
    for (const entry of this.#entries.values())
      if (entry.type === undefined) yield* this.#orphan(entry);
  }

  /** One walk over all entries. Ends at the first that is damaged, as nothing says where the next one starts. */
  async *#whole(count: number): AsyncGenerator<PackPart> {
    let at = headerSize;
    try {
      for (let number = 0; number < count; number++) {
        if (number === mostObjects) throw new LimitError(`more than ${mostObjects} objects`);
        const { entry, bytes } = await this.#entry(at);
        this.#add(entry);
        at = entry.span.end;
        if (entry.type) yield this.#object(entry, entry.type, bytes);
      }
    } catch (error) {
      yield* unread(reasonOf(error), span(at, this.#blob.size));
      return;
    }
    yield* this.#trailer(at);
  }

  #add(entry: Entry): void {
    this.#entries.set(entry.span.start, entry);
    if (typeof entry.base === "number") this.#entries.get(entry.base)?.children.push(entry);
    if (typeof entry.base !== "string") return;
    const others = this.#waiting.get(entry.base);
    if (others) others.push(entry);
    else this.#waiting.set(entry.base, [entry]);
  }

  /** The entry that starts at `at`, with its content where that is held. */
  async #entry(at: number): Promise<{ entry: Entry; bytes: Uint8Array | undefined }> {
    const head = await this.#window.view(at, longestHeader);
    const header = entryHeader(head, at, idLength[this.#hash]);
    const data = at + header.length;
    this.#spend(header.size);
    const { bytes, end, id } = await (header.size > largestHeld
      ? this.#streamed(header, data)
      : this.#held(header, data));
    const base = typeof header.base === "number" ? at - header.base : header.base;
    const { size, type } = header;
    const place = { span: span(at, end), data, size };
    return { entry: { ...place, type, base, parent: undefined, id, children: [] }, bytes };
  }

  async #held({ size, type }: EntryHeader, data: number): Promise<Read> {
    const view = await this.#window.view(data, packedBound(size));
    const { bytes, used } = inflateWhole(view, size, data);
    const id = type ? new ObjectId(this.#hash, type, size).add(bytes).take() : "";
    return { bytes, end: data + used, id };
  }

  async #streamed({ size, type }: EntryHeader, data: number): Promise<Read> {
    const id = new ObjectId(this.#hash, type ?? "blob", size);
    const chunks = inflate("zlib", this.#blob, span(data, this.#blob.size));
    let done = 0;
    for (;;) {
      const next = await chunks.next();
      if (next.done) {
        if (done !== size) throw new MalformedError("git-pack", data, `object of ${done} bytes`);
        return { bytes: undefined, end: next.value, id: type ? id.take() : "" };
      }
      done += next.value.length;
      if (done > size) throw new MalformedError("git-pack", data, `object of over ${size} bytes`);
      id.add(next.value);
    }
  }

  #object(entry: Entry, type: GitType, bytes: Uint8Array | undefined): PackObject {
    const { size, data, id } = entry;
    const at = span(data, entry.span.end);
    const content = bytes ? () => once(bytes) : () => inflate("zlib", this.#blob, at);
    return { kind: "object", id: shownId(id), type, size, span: entry.span, content };
  }

  /** All that are kept as changes to this object, or to one of those. */
  async *#changed(root: Entry): AsyncGenerator<PackPart> {
    const stack = this.#childrenOf(root, root.id);
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      const { type } = entry;
      if (!type) continue;
      try {
        const { bytes } = await this.#family.content(entry);
        const id = new ObjectId(this.#hash, type, bytes.length).add(bytes).take();
        stack.push(...this.#childrenOf(entry, id));
        const { length: size } = bytes;
        const content = () => once(bytes);
        yield { kind: "object", id: shownId(id), type, size, span: entry.span, content };
      } catch (error) {
        // What could not be made has no name and no type; it is told of with those that lack a base.
        entry.type = undefined;
        yield* this.#gap(reasonOf(error), entry.span);
      }
    }
  }

  /** The changes to an object whose name is now known, the last one first. */
  #childrenOf(entry: Entry, id: string): Entry[] {
    const children = [...entry.children, ...(this.#waiting.get(id) ?? [])];
    this.#waiting.delete(id);
    for (const child of children) {
      child.parent = entry;
      child.type = entry.type;
    }
    return children.toReversed();
  }

  async *#orphan(entry: Entry): AsyncGenerator<PackPart> {
    const { base } = entry;
    const missing = typeof base === "string" ? shownId(base) : `what starts at byte ${base}`;
    if (!entry.parent) yield* this.#gap(`incomplete: changes to ${missing}`, entry.span);
    const at = span(entry.data, entry.span.end);
    const content = () => inflate("zlib", this.#blob, at);
    yield { kind: "changes", span: entry.span, content };
  }

  *#gap(reason: string, at: Span): Generator<Region> {
    this.#gaps++;
    if (this.#gaps < mostGaps) yield { kind: "gap", reason, span: at };
    if (this.#gaps === mostGaps)
      yield {
        kind: "gap",
        reason: `${reason}, and perhaps others`,
        span: span(at.start, this.#blob.size),
      };
  }

  /** What an entry holds, once more. */
  async #inflated({ data, size, span: { end } }: Entry): Promise<Uint8Array> {
    if (size > largestHeld) throw new LimitError(`changes to an object of ${size} bytes`);
    this.#spend(size);
    const packed = await this.#blob.read(span(data, end));
    return inflateWhole(packed, size, data).bytes;
  }

  #spend(bytes: number): void {
    this.#made += bytes;
    const most = mostMade.least + mostMade.ratio * this.#blob.size;
    if (this.#made > most) throw new LimitError(`a pack that makes more than ${most} bytes`);
  }

  /** A digest of all that stands before it, and nothing else. */
  async *#trailer(at: number): AsyncGenerator<Region> {
    const { size } = this.#blob;
    const end = Math.min(size, at + idLength[this.#hash]);
    if (!(await isSealed(this.#blob, this.#hash, at)))
      yield {
        kind: "gap",
        reason: "malformed: git-pack: checksum that does not fit",
        span: span(at, end),
      };
    if (end < size)
      yield { kind: "dead", what: "after the end of the pack", span: span(end, size) };
  }
}

interface Read {
  readonly bytes: Uint8Array | undefined;
  readonly end: number;
  readonly id: string;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** An expected failure as the reason of a gap. */
function reasonOf(error: unknown): string {
  if (!(error instanceof TareError)) throw error;
  return `${error instanceof LimitError ? "limit" : "malformed"}: ${error.message}`;
}
