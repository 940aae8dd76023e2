import { open, rename, rm } from "node:fs/promises";
import { extname } from "node:path";
import { TareError } from "../core/error.ts";
import type { Renderer } from "../report/renderer.ts";
import { renderers } from "../report/renderers.ts";

/** The renderer that was asked for, or the one that a file's ending means, or text. */
export function rendererFor(format: string | undefined, output: string | undefined): Renderer {
  const ending = output === undefined ? "" : extname(output).slice(1);
  const renderer =
    renderers.find(({ id }) => id === format) ??
    renderers.find(({ id }) => format === undefined && id === ending) ??
    renderers.find(({ id }) => id === "text");
  if (!renderer) throw new RangeError("there is no text renderer");
  return renderer;
}

/**
 * Writes a file so that it is there whole or not at all.
 *
 * @throws {TareError} `machine`: it cannot be written.
 */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    const file = await open(beside, "wx", 0o600);
    try {
      for (const piece of pieces) await file.write(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new TareError("machine", `cannot write '${path}': ${(cause as Error).message}`, {
      cause,
    });
  }
}
