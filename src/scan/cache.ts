import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";

/** How many things are kept: each may have some megabytes. */
const most = 8;
const digestSize = 32;

/**
 * What was made before under this key, or is made now and kept. A file that is
 * damaged counts as none, and where nothing can be written nothing is kept.
 *
 * @param folder Where it is kept; `undefined`: nowhere.
 * @param key A file's name says it: letters and digits.
 */
export async function kept<T>(
  folder: string | undefined,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  if (folder === undefined) return make();
  const path = join(folder, `${key}.cache`);
  const known = await read(path);
  if (known) return known.value as T;
  const value = await make();
  await write(folder, path, value).catch(() => undefined);
  return value;
}

const digestOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/** The value that the file holds, if it is there and whole. */
async function read(path: string): Promise<{ readonly value: unknown } | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return undefined;
  const content = bytes.subarray(digestSize);
  if (!digestOf(content).equals(bytes.subarray(0, digestSize))) return undefined;
  try {
    return { value: deserialize(content) };
  } catch {
    // Another Node wrote it.
    return undefined;
  }
}

async function write(folder: string, path: string, value: unknown): Promise<void> {
  const content = serialize(value);
  const beside = `${path}.${process.pid}.part`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeFile(beside, Buffer.concat([digestOf(content), content]), { mode: 0o600 });
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
  await removeOld(folder);
}

async function removeOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".cache"));
  const files = await Promise.all(
    names.map(async (name) => ({ name, writtenMs: (await stat(join(folder, name))).mtimeMs })),
  );
  files.sort((one, other) => other.writtenMs - one.writtenMs);
  for (const { name } of files.slice(most)) await rm(join(folder, name), { force: true });
}
