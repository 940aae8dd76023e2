import { type Blob, memoryBlob, type Origin, pastEnd } from "../core/blob.ts";
import { TareError } from "../core/error.ts";
import { lengthOf } from "../core/span.ts";
import { AnonymousFile } from "../sources/anonymous-file.ts";

/** What is kept in memory of one unpacked stream; longer ones go to a temporary file. */
const inMemory = 16 * 1024 * 1024;

/** A blob with something to free. */
export interface Spooled extends Disposable {
  readonly blob: Blob;
  /** Why the blob is not the whole stream: what came before that is still worth a look. */
  readonly failure: TareError | undefined;
}

/**
 * Takes a stream up so that it can be read at random. The temporary file has no
 * name from the start, so it is gone with the process, however that ends.
 *
 * @param spend Called with the size of each chunk; throws to stop.
 */
export async function spool(
  chunks: AsyncIterable<Uint8Array>,
  origin: Origin,
  spend: (bytes: number) => Promise<void>,
): Promise<Spooled> {
  const store = new Store();
  let failure: TareError | undefined;
  try {
    for await (const chunk of chunks) {
      await spend(chunk.length);
      store.add(chunk);
    }
  } catch (error) {
    if (!(error instanceof TareError)) {
      store[Symbol.dispose]();
      throw error;
    }
    failure = error;
  }
  return { blob: store.blob(origin), failure, [Symbol.dispose]: () => store[Symbol.dispose]() };
}

/** Bytes in the order of their arrival, in memory as long as they are few. */
class Store implements Disposable {
  #held: Uint8Array[] = [];
  #size = 0;
  #written = 0;
  #file: AnonymousFile | undefined;

  /** @throws {TareError} `machine`: no room for the temporary file. */
  add(chunk: Uint8Array): void {
    this.#held.push(chunk);
    this.#size += chunk.length;
    if (this.#size > inMemory) this.#write((this.#file ??= new AnonymousFile()));
  }

  /** What was added, as long as the store is not disposed of. */
  blob(origin: Origin): Blob {
    if (!this.#file) return memoryBlob(Buffer.concat(this.#held), origin);
    this.#write(this.#file);
    return fileBlob(this.#file, origin, this.#size);
  }

  [Symbol.dispose](): void {
    this.#file?.[Symbol.dispose]();
  }

  #write(file: AnonymousFile): void {
    for (const each of this.#held) {
      file.write(each, this.#written);
      this.#written += each.length;
    }
    this.#held = [];
  }
}

function fileBlob(file: AnonymousFile, origin: Origin, size: number): Blob {
  return {
    origin,
    size,
    read: async (at, room) => {
      if (at.end > size) throw pastEnd(at, size);
      return file.read(room ?? Buffer.allocUnsafeSlow(lengthOf(at)), at.start);
    },
  };
}
