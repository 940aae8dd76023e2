import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileTarget } from "./files.ts";

/** Standard input as a file that can be read at random, gone when it is disposed of. */
export interface StdinFile extends AsyncDisposable {
  readonly target: FileTarget;
}

/**
 * Takes standard input up into a temporary file that only its owner can read: what came
 * until it ended, or was stopped.
 */
export async function stdinFile(
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<StdinFile> {
  const folder = await mkdtemp(join(tmpdir(), "tare-stdin-"));
  const path = join(folder, "stdin");
  const dispose = async (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(chunks, createWriteStream(path, { mode: 0o600 }), {
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      if (!signal?.aborted) throw error;
    });
    const { size } = await stat(path);
    const target: FileTarget = { kind: "file", path, shown: "-", name: "-", size };
    return { target, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
