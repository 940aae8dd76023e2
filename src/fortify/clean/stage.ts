import { mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { TareError } from "../../core/error.ts";
import { lock } from "../../ledger/lock.ts";
import type { Change } from "./change.ts";
import { codeOf, copyPatched, finishFolder, machineError, syncFolder, writeBlob } from "./disk.ts";
import { setTimes } from "./times.ts";
import type { OnWrite, Sink } from "./sink.ts";
import { isOutside, type Tree, type TreeFile } from "./tree.ts";
import { Held } from "../../core/held.ts";

/**
 * A copy of the targets that is written beside the folder that it is to become,
 * and takes that name when it is whole. What a copying that was ended by force
 * left behind is taken away by the next.
 */
export class Stage implements Sink, AsyncDisposable {
  /** Where it is written. */
  readonly path: string;
  readonly #folder: string;
  readonly #places: ReadonlyMap<Tree, string>;
  readonly #held: Held;
  readonly #onWrite: OnWrite;
  /** Names in a tree that the copy does not have: links to them would lead nowhere. */
  readonly #gone = new Map<Tree, Set<string>>();

  private constructor(folder: string, trees: readonly Tree[], held: Held, onWrite: OnWrite) {
    this.#onWrite = onWrite;
    this.path = stageOf(folder);
    this.#folder = folder;
    this.#held = held;
    const isAlone = trees.length === 1;
    this.#places = new Map(trees.map((tree) => [tree, placeIn(this.path, tree, isAlone)]));
  }

  /** @throws {TareError} `usage`: see `refuseFolder`; `machine`: it cannot be written. */
  static async of(
    folder: string,
    trees: readonly Tree[],
    onWrite: OnWrite = () => {},
  ): Promise<Stage> {
    const path = resolve(folder);
    await refuseFolder(folder, trees);
    await using held = new Held();
    try {
      await mkdir(dirname(path), { recursive: true });
      held.use(await lock(`${stageOf(path)}.lock`));
      await rm(stageOf(path), { recursive: true, force: true });
      held.defer(async () => rm(stageOf(path), { recursive: true, force: true }));
      const stage = new Stage(path, trees, held.move(), onWrite);
      await stage.#makeFolders();
      return stage;
    } catch (error) {
      throw machineError(error, `write beside '${folder}'`);
    }
  }

  /** Takes away what was not published. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#held[Symbol.asyncDispose]();
  }

  /** The folder of the copy that a tree's names start from. */
  placeOf(tree: Tree): string {
    return this.#places.get(tree) ?? this.path;
  }

  async #makeFolders(): Promise<void> {
    await mkdir(this.path, { mode: 0o700 });
    for (const [tree, place] of this.#places) {
      await mkdir(place, { recursive: true, mode: 0o700 });
      for (const { name } of tree.folders) await mkdir(join(place, name), { mode: 0o700 });
    }
  }

  async put(tree: Tree, file: TreeFile, change: Change, newName = file.name): Promise<void> {
    if (change.kind === "drop" || newName !== file.name) this.#loses(tree, file.name);
    this.#onWrite(newName);
    try {
      await copied(file, change, join(this.placeOf(tree), newName));
    } catch (error) {
      throw machineError(error, `write '${newName}' to '${this.#folder}'`);
    }
  }

  #loses(tree: Tree, name: string): void {
    this.#gone.set(tree, (this.#gone.get(tree) ?? new Set()).add(name));
  }

  /**
   * Gives the copy its name, when the disk has all of it.
   *
   * @param time When its files are to say that they were written.
   * @throws {TareError} `machine`
   */
  async publish(time: Date): Promise<void> {
    try {
      for (const [tree, place] of this.#places) await this.#finish(tree, place);
      await finishFolder(this.path, 0o777 & ~process.umask());
      await setTimes(this.path, time);
      this.#onWrite("the name of the copy");
      await rename(this.path, this.#folder);
      this.#onWrite("nothing more");
      await syncFolder(dirname(this.#folder));
    } catch (error) {
      throw machineError(error, `write '${this.#folder}'`);
    }
  }

  async #finish(tree: Tree, place: string): Promise<void> {
    const gone = this.#gone.get(tree) ?? new Set();
    for (const { name, to } of tree.links) {
      const end = join(dirname(name), to).replaceAll("\\", "/");
      if (!gone.has(end)) await symlink(to, join(place, name));
    }
    for (const { name, mode } of tree.folders.toReversed()) {
      const path = join(place, name);
      const isEmptied = gone.values().some((each) => each.startsWith(`${name}/`));
      if (isEmptied && (await isEmpty(path))) await rm(path, { recursive: true });
      else await finishFolder(path, mode);
    }
  }
}

const stageOf = (path: string): string => join(dirname(path), `.${basename(path)}.tare-part`);

const placeIn = (stage: string, { root, isFolder }: Tree, isAlone: boolean): string =>
  isFolder && !isAlone ? join(stage, basename(root)) : stage;

/**
 * @param folder Must not be there yet, or be empty.
 * @throws {TareError} `usage`: something is in it, it and a target lie one in the other, or two targets have one name.
 */
export async function refuseFolder(folder: string, trees: readonly Tree[]): Promise<void> {
  refuseNested(folder, resolve(folder), trees);
  refuseTwins(trees);
  await refuseFull(folder);
}

function refuseNested(folder: string, path: string, trees: readonly Tree[]): void {
  for (const { root, isFolder, target } of trees)
    if (isFolder && !(isOutside(root, path) && isOutside(path, root)))
      throw new TareError("usage", `'${folder}' and '${target}' lie one in the other`, {
        hint: "name a folder elsewhere",
      });
}

function refuseTwins(trees: readonly Tree[]): void {
  const names = trees.map(({ root, isFolder, files }) =>
    isFolder ? basename(root) : (files[0]?.name ?? ""),
  );
  const twin = names.find((name, at) => names.indexOf(name) < at);
  if (twin !== undefined)
    throw new TareError("usage", `two targets are called '${twin}'`, {
      hint: "clean them one by one, each into a folder of its own",
    });
}

async function refuseFull(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw new TareError("usage", `'${folder}' is no folder`, {
      hint: "name a folder that is not there yet",
      cause: error,
    });
  });
  if (names.length > 0)
    throw new TareError("usage", `'${folder}' is not empty`, {
      hint: "name a folder that is not there yet",
    });
}

async function copied(file: TreeFile, change: Change, to: string): Promise<void> {
  switch (change.kind) {
    case "none":
      return copyPatched(file.path, to, file.mode);
    case "patch":
      return copyPatched(file.path, to, file.mode, change.pieces);
    case "rewrite":
      await writeBlob(to, change.blob, file.mode);
      return undefined;
    case "drop":
      return undefined;
  }
}

const isEmpty = async (folder: string): Promise<boolean> => (await readdir(folder)).length === 0;
