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
    throw new TareError("usage", `${what} '${path}': ${whyUnread(code)}`, {
      cause,
      ...(code === "ENOENT" && missing !== undefined && { hint: missing }),
    });
  }
}

/** Why a file that the user names cannot be read, by what the system says. */
export function whyUnread(code = "unknown"): string {
  if (code === "ENOENT") return "no such file";
  return code === "EISDIR" ? "it is a folder" : `cannot be read (${code})`;
}
