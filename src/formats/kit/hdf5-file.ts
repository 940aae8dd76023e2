import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { Claims } from "./claims.ts";
import { Fields, type Widths } from "./hdf5-fields.ts";

export const signature = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);

/** A user block is 512 bytes or a power of two times that; this is the largest that is looked behind. */
const largestUserBlock = 64 * 1024 * 1024;
/** Structures stand close together, and are small: what one read takes, and how many are kept. */
const pageSize = 4096;
const mostPages = 256;
/** In a sound file each byte belongs to one structure; some are read twice. More is a file that goes in circles. */
const mostReadings = 8;
const freeReadings = 1024 * 1024;

/** What the superblock tells (HDF5 file format specification, II.A). */
export interface Superblock {
  /** Where it stands, and where addresses count from, whatever it says itself: so does the library. */
  readonly at: number;
  /** The headers of the root group and of what was added to the superblock. */
  readonly root: number;
  readonly extension: number | undefined;
  /** Where the file says that it ends. */
  readonly end: number;
}

/** An HDF5 file that is being read: short looks here and there, and what of it was seen to be in use. */
export class Hdf5 {
  readonly blob: Blob;
  readonly claims = new Claims();
  /** Structures that hold texts under a checksum, of those that were read, by where it stands. */
  readonly sums = new Map<number, Span>();
  readonly #pages = new Map<number, Uint8Array>();
  #budget: number;
  widths: Widths = { offset: 8, length: 8, base: 0 };

  constructor(blob: Blob) {
    this.blob = blob;
    this.#budget = blob.size * mostReadings + freeReadings;
  }

  /**
   * The bytes of a structure.
   *
   * @throws {MalformedError} They reach out of the file, or it was read over and over again.
   */
  async bytes(at: number, count: number): Promise<Uint8Array> {
    if (!(at >= 0 && count >= 0 && at + count <= this.blob.size))
      throw new MalformedError("hdf5", Math.min(at, this.blob.size), `${count} bytes are missing`);
    this.spend(count + 16, at);
    if (count > pageSize) return this.blob.read(span(at, at + count));
    const from = at % pageSize;
    const first = await this.#page(at - from);
    if (from + count <= first.length) return first.subarray(from, from + count);
    const second = await this.#page(at - from + pageSize);
    const whole = new Uint8Array(count);
    whole.set(first.subarray(from));
    whole.set(second.subarray(0, from + count - pageSize), pageSize - from);
    return whole;
  }

  /**
   * Says that bytes are looked at, in a copy that is at hand already.
   *
   * @throws {MalformedError} More were looked at by now than a sound file has.
   */
  spend(count: number, at: number): void {
    this.#budget -= count;
    if (this.#budget < 0) throw new MalformedError("hdf5", at, "structures that share their bytes");
  }

  async fields(at: number, count: number): Promise<Fields> {
    return new Fields(await this.bytes(at, count), at, this.widths);
  }

  /** The fields of a structure that starts with four letters, which are passed. */
  async signed(at: number, letters: string, count: number): Promise<Fields> {
    const fields = await this.fields(at, count);
    const found = String.fromCharCode(...fields.take(4));
    if (found !== letters) throw new MalformedError("hdf5", at, `no ${letters}`);
    return fields;
  }

  /** Says that the structure is in use. */
  claim(at: number, count: number): void {
    this.claims.add(at, at + count);
  }

  async #page(at: number): Promise<Uint8Array> {
    const known = this.#pages.get(at);
    if (known) return known;
    const page = await this.blob.read(span(at, Math.min(at + pageSize, this.blob.size)));
    const [oldest] = this.#pages.keys();
    if (this.#pages.size >= mostPages && oldest !== undefined) this.#pages.delete(oldest);
    this.#pages.set(at, page);
    return page;
  }
}

/** Where the superblock starts: at 0, 512, 1024, 2048 and so on. */
export async function findSuperblock(blob: Blob): Promise<number | undefined> {
  for (let at = 0; at + signature.length <= blob.size; at = at === 0 ? 512 : at * 2) {
    if (at > largestUserBlock) return undefined;
    const there = await blob.read(span(at, at + signature.length));
    if (signature.every((byte, index) => there[index] === byte)) return at;
  }
  return undefined;
}

/** What a superblock can take at most: version 1 with addresses of 8 bytes has 100. */
const longestSuperblock = 160;

/**
 * Reads the superblock, and takes over into the file what all else depends on.
 *
 * @throws {MalformedError} There is none, or none of a known version.
 */
export async function readSuperblock(file: Hdf5): Promise<Superblock> {
  const at = await findSuperblock(file.blob);
  if (at === undefined) throw new MalformedError("hdf5", 0, "no signature");
  const head = await file.fields(at, Math.min(longestSuperblock, file.blob.size - at));
  head.skip(signature.length);
  const version = head.u8();
  if (version > 3) throw head.malformed(`superblock version ${version}`);
  const isOld = version < 2;
  if (isOld) head.skip(4);
  const widths = widthsOf(head, at);
  head.skip(isOld ? 1 + 2 + 2 + 4 + (version === 1 ? 4 : 0) : 1);
  const fields = retyped(head, widths);
  const found = isOld ? olderAddresses(fields) : newerAddresses(fields);
  if (found.root === undefined) throw head.malformed("no root group");
  file.widths = widths;
  file.claim(at, fields.at - at);
  // The end counts from where the base address does, which is wrong in a file that was moved as a whole.
  const end = at + found.end - found.base;
  const { root, extension } = found;
  return { at, root, extension, end: Number.isFinite(end) ? end : file.blob.size };
}

interface Addresses {
  readonly base: number;
  readonly end: number;
  readonly root: number | undefined;
  readonly extension: number | undefined;
}

/** Base, free space, end, driver; then the entry of the root group. */
function olderAddresses(fields: Fields): Addresses {
  const { offset } = fields.widths;
  const base = fields.uint(offset);
  fields.skip(offset);
  const end = fields.uint(offset);
  fields.skip(offset * 2);
  const root = fields.address();
  fields.skip(24);
  return { base, end, root, extension: undefined };
}

function newerAddresses(fields: Fields): Addresses {
  const { offset } = fields.widths;
  const base = fields.uint(offset);
  const extension = fields.address();
  const end = fields.uint(offset);
  const root = fields.address();
  fields.skip(4);
  return { base, end, root, extension };
}

function widthsOf(fields: Fields, base: number): Widths {
  const offset = fields.u8();
  const length = fields.u8();
  const isSane = [offset, length].every((each) => [2, 4, 8].includes(each));
  if (!isSane) throw fields.malformed(`addresses of ${offset} and lengths of ${length} bytes`);
  return { offset, length, base };
}

/** The same bytes from here on, now that the widths are known. */
const retyped = (fields: Fields, widths: Widths): Fields =>
  new Fields(fields.bytes.subarray(fields.at - fields.start), fields.at, widths);
