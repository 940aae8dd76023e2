import { readFile } from "node:fs/promises";
import { TareError } from "../core/error.ts";

/**
 * The text of a file that the user names.
 *
 * @param what It is, in messages: `rules`.
 * @param missing What to do where there is no such file.
 * @throws {TareError} `usage`: it cannot be read.
 */
export async function readText(path: string, what: string, missing?: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT";
    const why = isMissing ? "no such file" : `cannot be read (${code ?? "unknown"})`;
    throw new TareError("usage", `${what} '${path}': ${why}`, {
      cause,
      ...(isMissing && missing !== undefined && { hint: missing }),
    });
  }
}
