import { mkdtempSync, openSync, readSync, closeSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Blob, memoryBlob, type Origin, pastEnd } from "../core/blob.ts";
import { TareError } from "../core/error.ts";
import { lengthOf } from "../core/span.ts";

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
  #descriptor: number | undefined;

  /** @throws {TareError} `machine`: no room for the temporary file. */
  add(chunk: Uint8Array): void {
    this.#held.push(chunk);
    if (this.#size + chunk.length > inMemory) {
      this.#descriptor ??= anonymousFile();
      for (const each of this.#held) writeFully(this.#descriptor, each);
      this.#held = [];
    }
    this.#size += chunk.length;
  }

  /** What was added, as long as the store is not disposed of. */
  blob(origin: Origin): Blob {
    if (this.#descriptor === undefined) return memoryBlob(Buffer.concat(this.#held), origin);
    for (const each of this.#held) writeFully(this.#descriptor, each);
    this.#held = [];
    return fileBlob(this.#descriptor, origin, this.#size);
  }

  [Symbol.dispose](): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}

function anonymousFile(): number {
  const folder = mkdtempSync(join(tmpdir(), "tare-"));
  try {
    return openSync(join(folder, "spool"), "wx+", 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFully(descriptor: number, bytes: Uint8Array): void {
  try {
    for (let done = 0; done < bytes.length;)
      done += writeSync(descriptor, bytes, done, bytes.length - done);
  } catch (cause) {
    throw new TareError("machine", "no room to unpack into the temporary folder", {
      hint: "set TMPDIR to a larger disk",
      cause,
    });
  }
}

function fileBlob(descriptor: number, origin: Origin, size: number): Blob {
  return {
    origin,
    size,
    read: async (at, room) => {
      if (at.end > size) throw pastEnd(at, size);
      const bytes = room ?? Buffer.allocUnsafeSlow(lengthOf(at));
      for (let done = 0; done < bytes.length;)
        done += readSync(descriptor, bytes, done, bytes.length - done, at.start + done);
      return bytes;
    },
  };
}
