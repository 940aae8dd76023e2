import { readFileSync, type Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { TareError } from "../core/error.ts";

/** What the system says where there is nothing at a path, or no file or folder as was asked for. */
const absent: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/**
 * What a function of `node:fs` gives for a path where there may be nothing: then none.
 *
 * @throws {TareError} `machine`: something is there, and cannot be read.
 */
export async function ifThere<T>(
  path: string,
  read: (path: string) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read(path);
  } catch (cause) {
    return noneIfAbsent(path, cause);
  }
}

function noneIfAbsent(path: string, cause: unknown): undefined {
  const { code } = cause as NodeJS.ErrnoException;
  if (absent.has(code)) return undefined;
  throw new TareError("machine", `cannot read '${path}' (${code ?? "unknown"})`, {
    hint: "see what is there, and who may read it",
    cause,
  });
}

/** The text of a file; none where there is no such file. @throws {TareError} `machine`: it cannot be read. */
export const textIfThere = async (path: string): Promise<string | undefined> =>
  ifThere(path, async (file) => readFile(file, "utf8"));

/** The same for who cannot wait. @throws {TareError} `machine`: it cannot be read. */
export function textIfThereSync(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    return noneIfAbsent(path, cause);
  }
}

/** Whether there is something at a path. @throws {TareError} `machine`: that cannot be told. */
export const isThere = async (path: string): Promise<boolean> =>
  (await ifThere(path, async (each) => stat(each))) !== undefined;

/**
 * What lies at a path that the user names.
 *
 * @param hint What to name there.
 * @throws {TareError} `usage`: nothing; `machine`: that cannot be told.
 */
export async function statOf(target: string, hint = "name a file or a folder"): Promise<Stats> {
  const info = await ifThere(target, async (path) => stat(path));
  if (info) return info;
  throw new TareError("usage", `no such file or folder: '${target}'`, { hint });
}

/**
 * That a path which the user names is a folder's.
 *
 * @param hint What to name there.
 * @throws {TareError} `usage`: it is none; `machine`: that cannot be told.
 */
export async function needFolder(path: string, hint: string): Promise<void> {
  const info = await statOf(path, hint);
  if (!info.isDirectory()) throw new TareError("usage", `'${path}' is no folder`, { hint });
}
