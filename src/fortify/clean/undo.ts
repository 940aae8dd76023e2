import { existsSync } from "node:fs";
import { chmod, mkdir, open, realpath, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { TareError } from "../../core/error.ts";
import { ifThere } from "../../sources/if-there.ts";
import { sumOf, syncFolder, writePieces } from "./disk.ts";
import { decoded, Journal, journalFolder, lockOf, type Step } from "./journal.ts";

/**
 * Takes back the steps of a journal behind the first so many, the last first.
 * One that was only begun is taken back, too, so it can be ended by force and
 * run again.
 *
 * @param root The folder that names start from.
 * @throws {TareError} `machine`: a file was changed since by somebody else. Nothing is undone then.
 */
export async function undoSteps(root: string, journal: Journal, from = 0): Promise<void> {
  const steps = journal.steps.slice(from);
  await refuseChanged(root, steps);
  for (const step of steps.toReversed()) await undone(root, journal.folder, step);
  await journal.truncate(from);
}

async function undone(root: string, kept: string, step: Step): Promise<void> {
  switch (step.step) {
    case "done":
      return undefined;
    case "patch": {
      const back = step.pieces.map(({ at, before, after }) => ({
        at,
        before: decoded(after),
        after: decoded(before),
      }));
      return writePieces(join(root, step.name), back);
    }
    case "replace":
    case "drop":
      return broughtBack(join(kept, step.kept), join(root, step.name));
    case "rename":
      if (existsSync(join(root, step.name))) return undefined;
      await broughtBack(join(root, step.to), join(root, step.name));
      // The folder may have been made for it.
      return rmdir(dirname(join(root, step.to))).catch(() => undefined);
    case "remove":
      await mkdir(join(root, step.name), { recursive: true });
      return chmod(join(root, step.name), step.mode & 0o7777);
  }
}

async function broughtBack(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  // Of two names of one file, renaming takes none away (rename(2)).
  await rm(from, { force: true });
  await syncFolder(dirname(to));
}

/** A file that is no longer as the steps left it has been changed by somebody else since. */
async function refuseChanged(root: string, steps: readonly Step[]): Promise<void> {
  const isFinished = steps.at(-1)?.step === "done";
  for (const [name, step] of lastSteps(steps)) {
    const [path = ""] = [name, step.name].map((each) => join(root, each)).filter(existsSync);
    const isOurs =
      step.step === "patch" ? await holds(path, step) : !isFinished || (await sumIs(path, step));
    if (!isOurs)
      throw new TareError("machine", `'${join(root, name)}' was changed since it was cleaned`, {
        hint: "put it back as it was; or keep it, and delete the journal with 'tare clean --commit'",
      });
  }
}

type Contents = Extract<Step, { step: "patch" | "replace" }>;

/** The step that made each file what it is, by the name that the file has now. */
function lastSteps(steps: readonly Step[]): ReadonlyMap<string, Contents> {
  const last = new Map<string, Contents>();
  for (const step of steps) {
    if (step.step === "patch" || step.step === "replace") last.set(step.name, step);
    if (step.step !== "drop" && step.step !== "rename") continue;
    const made = last.get(step.name);
    last.delete(step.name);
    if (made && step.step === "rename") last.set(step.to, made);
  }
  return last;
}

/** Whether each byte is the old or the new one: writing may have stopped between two. */
async function holds(path: string, { pieces }: Extract<Step, { step: "patch" }>): Promise<boolean> {
  if (path === "") return false;
  const file = await open(path, "r");
  try {
    for (const { at, before, after } of pieces) {
      const [old, fresh] = [decoded(before), decoded(after)];
      const now = new Uint8Array(old.length);
      const { bytesRead } = await file.read(now, 0, now.length, at);
      if (bytesRead < now.length) return false;
      if (now.some((byte, index) => byte !== old[index] && byte !== fresh[index])) return false;
    }
    return true;
  } finally {
    await file.close();
  }
}

const sumIs = async (path: string, { sum }: { readonly sum: string }): Promise<boolean> =>
  path !== "" && (await sumOf(path)) === sum;

/**
 * Takes back all that was done to a target in place since it was last committed.
 *
 * @returns How many files were changed back.
 * @throws {TareError} `usage`: there is nothing to undo; `machine`: see `undoSteps`.
 */
export async function undoCleaning(target: string): Promise<number> {
  const path = await placeOf(target);
  await using _ = await lockOf(path);
  const journal = await journalFor(target, path);
  const files = new Set(
    journal.steps.flatMap((step) =>
      step.step === "done" || step.step === "remove" ? [] : step.name,
    ),
  );
  await undoSteps(await rootOf(path), journal);
  return files.size;
}

/**
 * Takes back what a cleaning in place was interrupted in, if one was.
 *
 * @returns Whether one was.
 */
export async function recover(path: string): Promise<boolean> {
  if (!existsSync(journalFolder(path))) return false;
  await using _ = await lockOf(path);
  const journal = await Journal.of(path);
  if (journal.unfinished.length === 0) return false;
  await undoSteps(await rootOf(path), journal, journal.steps.length - journal.unfinished.length);
  return true;
}

/** @throws {TareError} `usage`: a cleaning in place of what is at the path was interrupted. */
export async function refuseInterrupted(target: string, path: string): Promise<void> {
  if ((await Journal.of(path)).unfinished.length === 0) return;
  throw new TareError("usage", `a cleaning of '${target}' was interrupted`, {
    hint: `take it back first: tare clean ${target} --undo`,
  });
}

/**
 * Deletes the journal of a target: what was done to it stays done.
 *
 * @throws {TareError} `usage`: there is none, or a cleaning was interrupted.
 */
export async function commitCleaning(target: string): Promise<void> {
  const path = await placeOf(target);
  await using _ = await lockOf(path);
  const journal = await journalFor(target, path);
  await refuseInterrupted(target, path);
  await journal.remove();
}

async function journalFor(target: string, path: string): Promise<Journal> {
  const journal = await Journal.of(path);
  if (journal.steps.length > 0) return journal;
  throw new TareError("usage", `nothing was done to '${target}' that can be undone`, {
    hint: "name the target as it was given to 'tare clean --in-place'",
  });
}

/** Where a target lies, or lay before it was renamed. */
export async function placeOf(target: string): Promise<string> {
  const path = resolve(target);
  const place = await ifThere(path, async (each) => realpath(each));
  if (place !== undefined) return place;
  const around = await ifThere(dirname(path), async (each) => realpath(each));
  if (around !== undefined) return join(around, basename(path));
  throw new TareError("usage", `no such file or folder: '${target}'`, {
    hint: "name a file or a folder",
  });
}

/** Names start from a target that is a folder, or from the folder that holds it. */
const rootOf = async (path: string): Promise<string> =>
  existsSync(path) && (await stat(path)).isDirectory() ? path : dirname(path);
