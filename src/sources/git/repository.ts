import { readdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TareError } from "../../core/error.ts";
import { ifThere, isThere, textIfThere } from "../if-there.ts";

/** A git repository on disk: a clone, a bare one, a linked worktree, or the clone of a submodule. */
export interface Repository {
  /** The folder with HEAD: of a linked worktree its own, else the same as `common`. */
  readonly own: string;
  /** The folder with refs and objects. */
  readonly common: string;
  /** The folders with objects: its own, and those it borrows from. */
  readonly objects: readonly string[];
}

/**
 * The repository of a folder.
 *
 * @param folder The one that holds `.git`, or that is a bare repository itself.
 * @throws {TareError} `usage`: it is none; `machine`: that cannot be told.
 */
export async function openRepository(folder: string): Promise<Repository> {
  const found = folder === "" ? undefined : await gitFolder(folder);
  if (found === undefined)
    throw new TareError("usage", `no git repository: '${folder}'`, {
      hint: "name the folder that holds .git, or a bare repository",
    });
  // By a link the same file would be there under two names.
  const own = await realIfThere(found);
  if (own === undefined)
    throw new TareError("usage", `'${folder}' has its history at '${found}', which is not here`, {
      hint: "scan the folder without its history, or where its history is, too",
    });
  const link = await line(join(own, "commondir"));
  const shared = link === undefined ? own : resolve(own, link);
  const common = (await realIfThere(shared)) ?? shared;
  return { own, common, objects: await objectFolders(join(common, "objects")) };
}

const realIfThere = async (path: string): Promise<string | undefined> =>
  ifThere(path, async (each) => realpath(each));

/** Whether a folder is a repository, or the top of one. @throws {TareError} `machine`: that cannot be told. */
export const isRepository = async (folder: string): Promise<boolean> =>
  (await gitFolder(folder)) !== undefined;

async function gitFolder(folder: string): Promise<string | undefined> {
  if (await isBare(folder)) return folder;
  const inside = join(folder, ".git");
  if (await isBare(inside)) return inside;
  const link = /^gitdir: (.+)$/.exec((await line(inside)) ?? "")?.[1];
  return link === undefined ? undefined : resolve(folder, link);
}

const isBare = async (folder: string): Promise<boolean> =>
  (await isThere(join(folder, "HEAD"))) &&
  (await isThere(join(folder, "objects"))) &&
  (await isThere(join(folder, "refs")));

/** The first line of a small file; none where there is no such file. */
const line = async (path: string): Promise<string | undefined> =>
  (await textIfThere(path))?.split("\n", 1)[0]?.trim();

/** A folder of objects with all that it names in `info/alternates`, each once, whether it is there or not. */
async function objectFolders(first: string): Promise<readonly string[]> {
  const folders = [first];
  for (const folder of folders) {
    const alternates = (await textIfThere(join(folder, "info/alternates"))) ?? "";
    for (const each of alternates.split("\n")) {
      if (each.trim() === "" || each.startsWith("#")) continue;
      const named = resolve(folder, each.trim());
      const other = (await realIfThere(named)) ?? named;
      if (!folders.includes(other)) folders.push(other);
    }
  }
  return folders;
}

/**
 * The clones of submodules, with their places below `modules/`. What is there besides,
 * or cannot be read, belongs to the files of the repository.
 */
export async function* submodules({ common }: Repository): AsyncGenerator<string> {
  const root = join(common, "modules");
  const folders = [""];
  for (const folder of folders) {
    if (folder !== "" && (await isBare(join(root, folder)).catch(() => false))) {
      yield folder;
      continue;
    }
    for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => []))
      if (entry.isDirectory()) folders.push(join(folder, entry.name));
  }
}

/** What of a repository is not on this machine, in words for a gap. */
export async function missingParts({ common, objects }: Repository): Promise<string[]> {
  const missing: string[] = [];
  if (await isThere(join(common, "shallow")))
    missing.push("unavailable: shallow clone: older history is not here (git fetch --unshallow)");
  for (const folder of objects) {
    if (!(await isThere(folder)))
      missing.push(`unavailable: it borrows objects from '${folder}', which is not here`);
    // A folder that cannot be read is told of where its files are listed.
    const names = await readdir(join(folder, "pack")).catch(() => []);
    if (names.some((name) => name.endsWith(".promisor")))
      missing.push("unavailable: partial clone: objects that were never fetched are not here");
  }
  return [...new Set(missing)];
}
