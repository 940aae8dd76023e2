import type { Hdf5 } from "./hdf5-file.ts";

/** What of a global heap is kept in memory, in objects: those of some thousand collections. */
const mostObjects = 500_000;

interface Place {
  readonly at: number;
  readonly length: number;
}

/**
 * The global heaps of a file, where strings of no fixed length stand
 * (HDF5 file format specification, III.E). Each object is handed out once,
 * however often it is pointed at.
 */
export class GlobalHeaps {
  readonly #file: Hdf5;
  readonly #collections = new Map<number, Map<number, Place>>();
  #objects = 0;

  constructor(file: Hdf5) {
    this.#file = file;
  }

  /**
   * Where the object stands; undefined where it was handed out before.
   *
   * @param length As the pointer tells it, in bytes.
   * @throws {MalformedError} There is no such collection or object, or it is shorter.
   */
  async take(collection: number, index: number, length: number): Promise<Place | undefined> {
    const objects = this.#collections.get(collection) ?? (await this.#read(collection));
    const object = objects.get(index);
    if (!object) throw (await this.#file.fields(collection, 4)).malformed(`no object ${index}`);
    if (object.length < 0) return undefined;
    objects.set(index, { at: object.at, length: -1 });
    // What is behind the text in its object is nobody's.
    const known = Math.min(length, object.length);
    this.#file.claim(object.at, known);
    return { at: object.at, length: known };
  }

  async #read(at: number): Promise<Map<number, Place>> {
    const file = this.#file;
    const width = file.widths.length;
    const head = await file.signed(at, "GCOL", 8 + width);
    head.skip(4);
    const end = at + head.length();
    if (end > file.blob.size) throw head.malformed(`heap ends at ${end}`);
    const objects = new Map<number, Place>();
    file.claim(at, 8 + width);
    for (let next = at + 8 + width; next + 8 + width <= end;) {
      const object = await file.fields(next, 8 + width);
      const index = object.u16();
      object.skip(6);
      const length = object.length();
      file.claim(next, 8 + width);
      // Object 0 is what is free, up to the end.
      if (index === 0) break;
      if (object.at + length > end) throw object.malformed(`object of ${length} bytes`);
      objects.set(index, { at: object.at, length });
      next = object.at + Math.ceil(length / 8) * 8;
    }
    this.#keep(at, objects);
    return objects;
  }

  #keep(at: number, objects: Map<number, Place>): void {
    this.#collections.set(at, objects);
    this.#objects += objects.size;
    for (const [oldest, dropped] of this.#collections) {
      if (this.#objects <= mostObjects || oldest === at) return;
      this.#collections.delete(oldest);
      this.#objects -= dropped.size;
    }
  }
}
