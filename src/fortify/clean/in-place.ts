import { link, mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Change, Piece } from "./change.ts";
import {
  codeOf,
  copyPatched,
  machineError,
  sumOf,
  syncFolder,
  writeBlob,
  writePieces,
} from "./disk.ts";
import { coded, Journal, lockOf } from "./journal.ts";
import type { OnWrite, Sink } from "./sink.ts";
import { pathOfTree, type Tree, type TreeFile } from "./tree.ts";
import { refuseInterrupted, undoSteps } from "./undo.ts";
import { Held } from "../../core/held.ts";

/**
 * Changes a target where it lies. Each step is in a journal before it is made,
 * so that one that was ended by force can be taken back, and one that was not,
 * too. Only bytes that change are written, unless a file changes its size.
 */
export class InPlace implements Sink, AsyncDisposable {
  readonly #tree: Tree;
  readonly #journal: Journal;
  readonly #held: Held;
  readonly #onWrite: OnWrite;
  /** Steps of cleanings before this one. */
  readonly #before: number;
  #isWhole = false;

  private constructor(tree: Tree, journal: Journal, held: Held, onWrite: OnWrite = () => {}) {
    this.#tree = tree;
    this.#journal = journal;
    this.#before = journal.steps.length;
    this.#held = held;
    this.#onWrite = onWrite;
  }

  /** @throws {TareError} `machine`: the journal cannot be written, or another process cleans the target. */
  static async of(tree: Tree, onWrite?: OnWrite): Promise<InPlace> {
    const path = pathOfTree(tree);
    await using held = new Held();
    held.use(await lockOf(path));
    await refuseInterrupted(tree.target, path);
    return new InPlace(tree, await Journal.of(path), held.move(), onWrite);
  }

  /** Takes back what did not come to its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      if (!this.#isWhole) await undoSteps(this.#tree.root, this.#journal, this.#before);
    } finally {
      await this.#held[Symbol.asyncDispose]();
    }
  }

  /** Whether it has changed anything. */
  get hasChanged(): boolean {
    return this.#journal.steps.length > this.#before;
  }

  async put(tree: Tree, file: TreeFile, change: Change, newName?: string): Promise<void> {
    if (change.kind === "none" && newName === undefined) return;
    try {
      await this.#journal.begin();
      await this.#changed(file, change);
      if (newName !== undefined) await this.#renamed(file, newName);
    } catch (error) {
      throw machineError(error, `change '${join(tree.target, tree.isFolder ? file.name : "")}'`);
    }
  }

  async #changed(file: TreeFile, change: Change): Promise<void> {
    switch (change.kind) {
      case "none":
        return undefined;
      case "patch":
        return file.isShared
          ? this.#replaced(file, (path) => copiedWith(file, change.pieces, path))
          : this.#patched(file, change.pieces);
      case "rewrite":
        return this.#replaced(file, async (path) => writeBlob(path, change.blob, file.mode));
      case "drop":
        return this.#dropped(file);
    }
  }

  async #patched({ name, path }: TreeFile, pieces: readonly Piece[]): Promise<void> {
    await this.#note({
      step: "patch",
      name,
      pieces: pieces.map(({ at, before, after }) => ({
        at,
        before: coded(before),
        after: coded(after),
      })),
    });
    this.#onWrite(`pieces of ${name}`);
    await writePieces(path, pieces);
  }

  /** @param make Writes the new file to a path, and gives its SHA-256. */
  async #replaced(file: TreeFile, make: (path: string) => Promise<string>): Promise<void> {
    const { name, path } = file;
    const kept = `${this.#journal.kept}`;
    const fresh = join(this.#journal.folder, `${kept}.new`);
    await rm(fresh, { force: true });
    this.#onWrite(`${name} anew`);
    const sum = await make(fresh);
    await this.#note({ step: "replace", name, kept, sum });
    this.#onWrite(`a second name of ${name}`);
    await keep(path, join(this.#journal.folder, kept));
    this.#onWrite(`${name} in its place`);
    await rename(fresh, path);
    await syncFolder(dirname(path));
  }

  async #dropped({ name, path }: TreeFile): Promise<void> {
    const kept = `${this.#journal.kept}`;
    await this.#note({ step: "drop", name, kept });
    this.#onWrite(`${name} moved away`);
    await rename(path, join(this.#journal.folder, kept));
    await syncFolder(dirname(path));
  }

  async #renamed({ name, path }: TreeFile, to: string): Promise<void> {
    await this.#note({ step: "rename", name, to });
    this.#onWrite(`${name} renamed`);
    const fresh = join(this.#tree.root, to);
    await mkdir(dirname(fresh), { recursive: true });
    await rename(path, fresh);
    await syncFolder(dirname(fresh));
    await syncFolder(dirname(path));
  }

  /** Takes away the folders that dropping files has emptied, and says that all is done. */
  async finish(): Promise<void> {
    if (!this.hasChanged) return;
    try {
      for (const { name, mode } of this.#tree.folders.toReversed())
        if (this.#hasEmptied(name) && (await isEmpty(join(this.#tree.root, name))))
          await this.#removed(name, mode);
      await this.#note({ step: "done" });
      this.#isWhole = true;
    } catch (error) {
      throw machineError(error, `change '${this.#tree.target}'`);
    }
  }

  #hasEmptied(folder: string): boolean {
    return this.#journal.steps.some(
      ({ step, ...rest }) =>
        (step === "drop" || step === "rename") &&
        "name" in rest &&
        rest.name.startsWith(`${folder}/`),
    );
  }

  async #removed(name: string, mode: number): Promise<void> {
    await this.#note({ step: "remove", name, mode });
    await rmdir(join(this.#tree.root, name));
  }

  async #note(step: Parameters<Journal["add"]>[0]): Promise<void> {
    this.#onWrite(`step ${step.step}`);
    await this.#journal.add(step);
  }
}

async function copiedWith(file: TreeFile, pieces: readonly Piece[], path: string): Promise<string> {
  await copyPatched(file.path, path, file.mode, pieces);
  return sumOf(path);
}

/** Gives a file a second name; where the file system has none, a copy. */
async function keep(path: string, kept: string): Promise<void> {
  try {
    await link(path, kept);
  } catch (error) {
    if (!["EPERM", "ENOTSUP", "ENOSYS", "EMLINK"].includes(codeOf(error))) throw error;
    await copyPatched(path, kept, 0o600);
  }
}

const isEmpty = async (folder: string): Promise<boolean> => (await readdir(folder)).length === 0;
