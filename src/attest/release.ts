import { lstat, readdir, readlink, realpath } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { TareError } from "../core/error.ts";
import { statOf } from "../sources/if-there.ts";

/** All that lies in a release, by names with `/` between folders, in their order. */
export interface Release {
  readonly files: ReadonlyMap<string, ReleaseFile>;
  /** Where each link leads, as it is written. */
  readonly links: ReadonlyMap<string, string>;
  /** Neither files nor links: a pipe, a device. */
  readonly others: readonly string[];
}

export interface ReleaseFile {
  /** Where it is opened. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** What tare keeps for itself, and never copies. */
const ownFolder = ".tare";

/**
 * Lists a folder, or a single file. No link in it is followed.
 *
 * @param without A file that does not count, wherever it lies: the receipt.
 * @throws {TareError} `usage`: there is no such path; `machine`: it or a folder in it cannot be read.
 */
export async function releaseOf(target: string, without?: string): Promise<Release> {
  const info = await statOf(target);
  const skipped = without === undefined ? undefined : await realpath(without);
  const found = {
    files: new Map<string, ReleaseFile>(),
    links: new Map<string, string>(),
    others: [] as string[],
  };
  if (info.isDirectory()) await list(await realpath(target), "", { ...found, skipped });
  else if (info.isFile()) found.files.set(basename(target), { path: target, size: info.size });
  else found.others.push(basename(target));
  return found;
}

async function list(
  root: string,
  inside: string,
  found: {
    readonly files: Map<string, ReleaseFile>;
    readonly links: Map<string, string>;
    readonly others: string[];
    readonly skipped: string | undefined;
  },
): Promise<void> {
  for (const each of (await namesIn(join(root, inside))).sort()) {
    const local = join(inside, each);
    const path = join(root, local);
    const name = local.replaceAll(sep, "/");
    const info = await lstat(path);
    if (info.isDirectory() && each !== ownFolder) await list(root, local, found);
    else if (info.isSymbolicLink()) found.links.set(name, await readlink(path));
    else if (info.isFile() && path !== found.skipped)
      found.files.set(name, { path, size: info.size });
    else if (!info.isFile() && !info.isDirectory()) found.others.push(name);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new TareError("machine", `cannot read the folder '${folder}'`, { cause });
  }
}
