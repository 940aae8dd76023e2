import { readFile, rename, writeFile } from "node:fs/promises";
import { TareError } from "../core/error.ts";

/**
 * What was looked at before: the name of a git object, or the SHA-256 of what tells an
 * object of a bucket from all others, on each line.
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

/** Adds to the file, which is there whole or not at all. */
export async function addSeen(
  path: string,
  added: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const ids = new Set(await readSeen(path));
  for await (const id of added) ids.add(id);
  const beside = `${path}.${process.pid}.part`;
  await writeFile(
    beside,
    [...ids]
      .toSorted()
      .map((id) => `${id}\n`)
      .join(""),
    { mode: 0o600 },
  );
  await rename(beside, path);
}
