import { memoryBlob } from "../../core/blob.ts";
import { LimitError, MalformedError } from "../../core/error.ts";
import { span } from "../../core/span.ts";
import type { Fields } from "./hdf5-fields.ts";
import { inflate } from "./inflate.ts";

const ids = { deflate: 1, shuffle: 2, fletcher32: 3 } as const;

/** The library's own limit (H5Z_MAX_NFILTERS). */
const mostFilters = 32;
/** A chunk of texts is unpacked in memory. By default the library caches those of up to a megabyte. */
export const largestChunk = 64 * 1024 * 1024;
const checksumSize = 4;

/** The filters that a chunk went through, in that order. */
export interface Filter {
  readonly id: number;
  /** Shuffle: the size of an element, in bytes. */
  readonly first: number;
}

/** A filter pipeline message (HDF5 file format specification, IV.A.2.l). */
export function readFilters(fields: Fields): Filter[] {
  const version = fields.u8();
  if (version !== 1 && version !== 2) throw fields.malformed(`filters of version ${version}`);
  const count = fields.u8();
  if (count > mostFilters) throw fields.malformed(`${count} filters`);
  if (version === 1) fields.skip(6);
  return Array.from({ length: count }, () => readFilter(fields, version));
}

function readFilter(fields: Fields, version: number): Filter {
  const id = fields.u16();
  const nameSize = version === 1 || id >= 256 ? fields.u16() : 0;
  fields.skip(2);
  const count = fields.u16();
  fields.skip(version === 1 ? Math.ceil(nameSize / 8) * 8 : nameSize);
  const values = Array.from({ length: count }, () => fields.u32());
  if (version === 1 && count % 2 === 1) fields.skip(4);
  return { id, first: values[0] ?? 0 };
}

/** The filter that cannot be undone here, by number; undefined where all can. */
export const unknownFilter = (filters: readonly Filter[]): number | undefined =>
  filters.find(({ id }) => !Object.values<number>(ids).includes(id))?.id;

/**
 * The chunk as it was before the filters.
 *
 * @param mask A bit is set for each filter that was left out.
 * @throws {MalformedError} The packed bytes are damaged.
 * @throws {LimitError} It unpacks to more than `largestChunk`.
 */
export async function unfiltered(
  packed: Uint8Array,
  filters: readonly Filter[],
  mask: number,
): Promise<Uint8Array> {
  let bytes = packed;
  for (const [index, { id, first }] of [...filters.entries()].reverse()) {
    if (mask & (1 << index)) continue;
    if (id === ids.deflate) bytes = await inflated(bytes);
    else if (id === ids.shuffle) bytes = unshuffled(bytes, first);
    else if (id === ids.fletcher32)
      bytes = bytes.subarray(0, Math.max(0, bytes.length - checksumSize));
  }
  return bytes;
}

async function inflated(packed: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of inflate("zlib", memoryBlob(packed), span(0, packed.length))) {
    size += chunk.length;
    if (size > largestChunk) throw new LimitError(`chunk of over ${largestChunk} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** All first bytes stand together, then all second ones, and so on; what is no whole element stands last. */
function unshuffled(bytes: Uint8Array, size: number): Uint8Array {
  if (size < 2) return bytes;
  if (size > bytes.length)
    throw new MalformedError("hdf5", 0, `shuffled elements of ${size} bytes`);
  const count = Math.floor(bytes.length / size);
  const whole = new Uint8Array(bytes.length);
  for (let byte = 0; byte < size; byte++)
    for (let index = 0; index < count; index++)
      whole[index * size + byte] = bytes[byte * count + index] ?? 0;
  whole.set(bytes.subarray(count * size), count * size);
  return whole;
}
