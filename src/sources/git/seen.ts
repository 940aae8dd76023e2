import { readFile, rename, writeFile } from "node:fs/promises";
import { TareError } from "../../core/error.ts";

/**
 * The objects that were looked at before: a name on each line.
 *
 * @throws {TareError} `usage`: the file holds something else.
 */
export async function readSeen(path: string): Promise<ReadonlySet<string>> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw new TareError("machine", `cannot read '${path}': ${error.message}`, { cause: error });
  });
  const ids = text.split("\n").filter((line) => line !== "");
  const wrong = ids.find((id) => !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id));
  if (wrong === undefined) return new Set(ids);
  throw new TareError("usage", `'${path}' is no list of what was looked at before`, {
    hint: "name a file that an earlier --incremental wrote, or one that is not there yet",
  });
}

/** Adds objects to the file, which is there whole or not at all. @throws {TareError} `machine`: it cannot be written. */
export async function writeSeen(
  path: string,
  objects: readonly AsyncIterable<readonly string[]>[],
): Promise<void> {
  const ids = new Set(await readSeen(path));
  for (const each of objects) for await (const some of each) for (const id of some) ids.add(id);
  const lines = [...ids].toSorted().map((id) => `${id}\n`);
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, lines.join(""), { mode: 0o600 });
    await rename(beside, path);
  } catch (cause) {
    const { code = "unknown" } = cause as NodeJS.ErrnoException;
    throw new TareError("machine", `cannot write '${path}' (${code})`, {
      hint: "see that its folder is there, and that you may write into it",
      cause,
    });
  }
}
