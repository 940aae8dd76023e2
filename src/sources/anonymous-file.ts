import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TareError } from "../core/error.ts";

/** A temporary file without a name from the start, so that it is gone with the process, however that ends. */
export class AnonymousFile implements Disposable {
  readonly #descriptor = opened();

  /** @throws {TareError} `machine`: there is no room for it. */
  write(bytes: Uint8Array, position: number): void {
    try {
      for (let done = 0; done < bytes.length;)
        done += writeSync(this.#descriptor, bytes, done, bytes.length - done, position + done);
    } catch (cause) {
      throw new TareError("machine", "no room to unpack into the temporary folder", {
        hint: "set TMPDIR to a larger disk",
        cause,
      });
    }
  }

  /** Fills `room` with what was written there. */
  read(room: Uint8Array, position: number): Uint8Array {
    for (let done = 0; done < room.length;)
      done += readSync(this.#descriptor, room, done, room.length - done, position + done);
    return room;
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}

function opened(): number {
  const folder = mkdtempSync(join(tmpdir(), "tare-"));
  try {
    return openSync(join(folder, "spool"), "wx+", 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
