import { existsSync } from "node:fs";
import { mkdir, open, readFile, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { TareError } from "../../core/error.ts";
import { lock } from "../../ledger/lock.ts";
import { machineError, syncFolder } from "./disk.ts";
import { ownFolder } from "./tree.ts";

/** One change to a target, written down before it is made. Names are in the target. */
export type Step =
  | {
      readonly step: "patch";
      readonly name: string;
      readonly pieces: readonly { at: number; before: string; after: string }[];
    }
  /** The file that was there is kept beside the journal, and another has its name. */
  | {
      readonly step: "replace";
      readonly name: string;
      readonly kept: string;
      /** SHA-256 of the new file. */
      readonly sum: string;
    }
  | { readonly step: "drop"; readonly name: string; readonly kept: string }
  | { readonly step: "rename"; readonly name: string; readonly to: string }
  /** A folder in which nothing is left. */
  | { readonly step: "remove"; readonly name: string; readonly mode: number }
  /** All before it was made, and the target is whole. */
  | { readonly step: "done" };

/** Bytes in a step are base64. */
export const coded = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
export const decoded = (text: string): Uint8Array => Buffer.from(text, "base64");

/**
 * What is needed to undo the cleanings of one target in place since the last
 * that was committed. It lies beside the target, readable only by its owner,
 * since it holds what was taken out.
 */
export class Journal {
  readonly folder: string;
  readonly #path: string;
  #steps: Step[];

  private constructor(folder: string, steps: Step[]) {
    this.folder = folder;
    this.#path = join(folder, fileName);
    this.#steps = steps;
  }

  /**
   * @param target Its path without links in it.
   * @throws {TareError} `machine`: it cannot be read.
   */
  static async of(target: string): Promise<Journal> {
    const folder = journalFolder(target);
    return new Journal(folder, await stepsIn(join(folder, fileName)));
  }

  /** In the order in which they were made. */
  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** The steps of a cleaning that did not come to its end. */
  get unfinished(): readonly Step[] {
    return this.#steps.slice(this.#steps.findLastIndex(({ step }) => step === "done") + 1);
  }

  /** How many files are kept beside it, so that each has a name of its own. */
  get kept(): number {
    return this.#steps.filter((step) => "kept" in step).length;
  }

  /** Makes the folder, if it is not there. */
  async begin(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await syncFolder(dirname(this.folder));
  }

  /** When this returns, the step is on the disk. */
  async add(step: Step): Promise<void> {
    const file = await open(this.#path, "a", 0o600);
    try {
      await file.write(`${JSON.stringify(step)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    if (this.#steps.length === 0) await syncFolder(this.folder);
    this.#steps.push(step);
  }

  /** Keeps only so many steps, after the others were undone. */
  async truncate(count: number): Promise<void> {
    if (count === 0) return this.remove();
    this.#steps = this.#steps.slice(0, count);
    const text = this.#steps.map((step) => `${JSON.stringify(step)}\n`).join("");
    const file = await open(this.#path, "r+");
    try {
      await file.truncate(Buffer.byteLength(text));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Takes it away, and what is kept beside it: nothing can be undone then. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    this.#steps = [];
  }
}

const fileName = "steps.jsonl";

/** Where the journal of a target lies: on the same disk, and not in what is published. */
export const journalFolder = (target: string): string =>
  join(dirname(target), ownFolder, `clean-journal-${basename(target)}`);

/** Makes this process the only one that changes a target. @param path Without links in it. */
export async function lockOf(path: string): Promise<AsyncDisposable> {
  const folder = journalFolder(path);
  const own = dirname(folder);
  try {
    await mkdir(own, { recursive: true, mode: 0o700 });
    const held = await lock(`${folder}.lock`);
    return {
      [Symbol.asyncDispose]: async () => {
        held[Symbol.dispose]();
        // Where nothing else is in it, nothing stays behind.
        await rmdir(own).catch(() => undefined);
      },
    };
  } catch (error) {
    throw machineError(error, `write beside '${path}'`);
  }
}

async function stepsIn(path: string): Promise<Step[]> {
  if (!existsSync(path)) return [];
  const lines = (await readFile(path, "utf8")).split("\n");
  // What stands behind the last line end was never finished, so its step was not made.
  return lines.slice(0, -1).map((line, at) => stepIn(line, `${path}:${at + 1}`));
}

function stepIn(line: string, place: string): Step {
  try {
    return JSON.parse(line) as Step;
  } catch (cause) {
    throw new TareError("machine", `${place}: not a step of a cleaning`, {
      hint: "the journal was changed: restore the target from a copy",
      cause,
    });
  }
}
