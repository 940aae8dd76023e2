import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { chmod, copyFile, open } from "node:fs/promises";
import type { Blob } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import { span } from "../../core/span.ts";
import type { Piece } from "./change.ts";

const blockSize = 1024 * 1024;

/** Writes the new bytes of the pieces, and waits until the disk has them. */
export async function writePieces(path: string, pieces: readonly Piece[]): Promise<void> {
  const file = await open(path, "r+");
  try {
    for (const { at, after } of pieces) await writeAt(file, after, at);
    await file.sync();
  } finally {
    await file.close();
  }
}

type Writable = Awaited<ReturnType<typeof open>>;

async function writeAt(file: Writable, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

/**
 * Writes a blob to a file that is not there yet, and waits until the disk has it.
 *
 * @returns SHA-256 of what was written, hexadecimal.
 */
export async function writeBlob(path: string, blob: Blob, mode: number): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  try {
    for (let at = 0; at < blob.size; at += blockSize) {
      const bytes = await blob.read(span(at, Math.min(at + blockSize, blob.size)));
      hash.update(bytes);
      await writeAt(file, bytes, at);
    }
    await file.chmod(mode & 0o7777);
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}

/** Copies a file to a place where none is, by reference where the file system can, with pieces in it. */
export async function copyPatched(
  from: string,
  to: string,
  mode: number,
  pieces: readonly Piece[] = [],
): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await chmod(to, 0o600);
  const file = await open(to, "r+");
  try {
    for (const { at, after } of pieces) await writeAt(file, after, at);
    await file.chmod(mode & 0o7777);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a folder its mode when all is in it, and waits until the disk has it. */
export async function finishFolder(path: string, mode: number): Promise<void> {
  await syncFolder(path);
  await chmod(path, mode & 0o7777);
}

/** Waits until the disk knows the names in a folder. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } catch (error) {
    // Windows does not sync folders.
    if (codeOf(error) !== "EPERM") throw error;
  } finally {
    await folder.close();
  }
}

/** SHA-256 of a file, hexadecimal. */
export async function sumOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "r");
  try {
    for await (const chunk of file.createReadStream({ autoClose: false }))
      hash.update(chunk as Uint8Array);
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}

export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";

const hints: Readonly<Record<string, string>> = {
  ENOSPC: "free space on the disk, then run it again",
  EDQUOT: "free space within your quota, then run it again",
  EACCES: "give yourself the right to write there",
  EPERM: "give yourself the right to write there",
  EROFS: "the disk can only be read: clean a copy, with -o DIR",
};

/** The system's no as a failure that people can act on; anything else as it is. */
export function machineError(error: unknown, doing: string): unknown {
  if (error instanceof TareError || codeOf(error) === "") return error;
  const hint = hints[codeOf(error)];
  return new TareError("machine", `cannot ${doing}: ${(error as Error).message}`, {
    ...(hint !== undefined && { hint }),
    cause: error,
  });
}
