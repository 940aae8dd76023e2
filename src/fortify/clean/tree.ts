import { lstat, readdir, readlink, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { TareError } from "../../core/error.ts";
import { statOf } from "../../sources/if-there.ts";
import type { Refusal } from "./rewrite.ts";

/** A file of the target. */
export interface TreeFile {
  /** In the target, with `/` between folders. */
  readonly name: string;
  /** Where it is opened. */
  readonly path: string;
  /** How the scan's report names it. */
  readonly shown: string;
  readonly size: number;
  readonly mode: number;
  /** Whether the same file has other names, which a change to its bytes would show under, too. */
  readonly isShared: boolean;
}

interface TreeFolder {
  readonly name: string;
  readonly mode: number;
}

interface TreeLink {
  readonly name: string;
  /** Relative to its own folder, and in the target. */
  readonly to: string;
}

/** All that lies in a target. A target that is a file is a tree of one. */
export interface Tree {
  /** As given. */
  readonly target: string;
  /** What paths in reports have before names in the target. */
  readonly prefix: string;
  /** The folder that names start from, without links in it. */
  readonly root: string;
  readonly isFolder: boolean;
  /** Each after the one that holds it. */
  readonly folders: readonly TreeFolder[];
  readonly files: readonly TreeFile[];
  readonly links: readonly TreeLink[];
  /** What cannot be in a copy, by names in the target. */
  readonly refusals: readonly Refusal[];
}

/** What tare keeps for itself, and never copies. */
export const ownFolder = ".tare";

/**
 * @param shown How reports name it, where that is not where it lies.
 * @throws {TareError} `usage`: there is no such file or folder; `machine`: it cannot be read.
 */
export async function treeOf(target: string, shown = target): Promise<Tree> {
  const info = await statOf(target);
  if (info.isDirectory()) return await walked(shown, await realpath(target));
  if (!info.isFile()) throw new TareError("usage", `'${target}' is no file and no folder`);
  const path = await realpath(target);
  const name = basename(path);
  const { size, mode, nlink } = info;
  const file = { name, path, shown, size, mode, isShared: nlink > 1 };
  const root = dirname(path);
  const prefix = shown.slice(0, shown.length - basename(shown).length);
  const nothing = { folders: [], links: [], refusals: [] };
  return { target: shown, prefix, root, isFolder: false, files: [file], ...nothing };
}

async function walked(target: string, root: string): Promise<Tree> {
  const folders: TreeFolder[] = [];
  const files: TreeFile[] = [];
  const links: TreeLink[] = [];
  const refusals: Refusal[] = [];
  const walk = async (inside: string): Promise<void> => {
    for (const each of (await namesIn(join(root, inside))).sort()) {
      const local = join(inside, each);
      const name = local.replaceAll(sep, "/");
      const path = join(root, local);
      const info = await lstat(path);
      const { size, mode, nlink } = info;
      if (info.isDirectory()) {
        if (each === ownFolder) continue;
        folders.push({ name, mode });
        await walk(local);
      } else if (info.isFile())
        files.push({ name, path, shown: join(target, local), size, mode, isShared: nlink > 1 });
      else if (info.isSymbolicLink()) {
        const link = await linkAt(root, path);
        if (link === undefined) refusals.push({ path: name, reason: leadsOut });
        else links.push({ name, to: link });
      } else refusals.push({ path: name, reason: "neither a file nor a folder: left out" });
    }
  };
  await walk("");
  const prefix = join(target, "x").slice(0, -1);
  return { target, prefix, root, isFolder: true, folders, files, links, refusals };
}

const leadsOut = "a link out of the target, which is not followed: put the file itself there";

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new TareError("machine", `cannot read the folder '${folder}'`, { cause });
  }
}

/** Where a link leads, from its own folder; `undefined` where that is out of the target. */
async function linkAt(root: string, path: string): Promise<string | undefined> {
  const to = await readlink(path);
  const folder = dirname(path);
  const end = await realpath(path).catch(() => resolve(folder, to));
  if (isOutside(root, end)) return undefined;
  // An absolute one would lead from the copy back to the original.
  return isAbsolute(to) ? relative(folder, end) : to;
}

/** Whether a path is not in a folder, nor the folder itself. */
export function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}

/** The path of a target without links in it. */
export const pathOfTree = ({ root, isFolder, files }: Tree): string =>
  isFolder ? root : (files[0]?.path ?? root);

/** Whether a path of a report is in a tree. */
export const holds = ({ target, prefix, isFolder }: Tree, path: string): boolean =>
  path === target || path.startsWith(isFolder ? prefix : `${target}!/`);

/** A path of a report from the target on. */
export const insideTree = ({ prefix }: Tree, path: string): string => path.slice(prefix.length);
