import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { TareError } from "../../core/error.ts";
import type { Worktree } from "../../sources/worktree/worktree.ts";
import { isWithin } from "../../sources/within.ts";
import { managerOf } from "./managers.ts";
import { type HookStage, isOurs, keptName, type Program, scriptOf, stages } from "./script.ts";

/** What was done with a hook. */
export interface Installed {
  readonly path: string;
  readonly did: "written" | "renewed" | "removed" | "restored";
  /** Where the hook is that was there before; tare's runs it first. */
  readonly kept?: string;
}

export interface InstallOptions {
  readonly program: Program;
  /** Whether a hook that is not tare's may be put behind it, and hooks of several repositories be written. */
  readonly force: boolean;
}

/**
 * Writes a hook where git looks for it.
 *
 * @throws {TareError} `usage`: a hook of another program is there, or the project has another way.
 * `machine`: it cannot be written.
 */
export function install(
  worktree: Worktree,
  stage: HookStage,
  { program, force }: InstallOptions,
): Installed {
  const path = join(worktree.hooks, stage);
  const there = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const ours = there !== undefined && isOurs(there);
  if (!force) refuse(worktree, stage, ours ? undefined : there);
  const goesElsewhere = isWithin(worktree.root, path) && !isWithin(worktree.shared, path);
  const script = scriptOf(stage, goesElsewhere ? undefined : program);
  const kept = join(worktree.hooks, keptName(stage));
  return writing(path, () => {
    mkdirSync(worktree.hooks, { recursive: true });
    const moves = there !== undefined && !ours;
    if (moves) renameSync(path, kept);
    writeHook(path, script);
    return {
      path,
      did: ours ? "renewed" : "written",
      ...((moves || existsSync(kept)) && { kept }),
    };
  });
}

/** Whole or not at all, and never one that git cannot run. */
function writeHook(path: string, script: string): void {
  const beside = `${path}.${process.pid}.part`;
  writeFileSync(beside, script, { mode: 0o755 });
  chmodSync(beside, 0o755);
  renameSync(beside, path);
}

/** @throws {TareError} `usage`: what is there is not to be touched without being told to. */
function refuse(
  { root, hooks, shared }: Worktree,
  stage: HookStage,
  foreign: string | undefined,
): void {
  const manager = managerOf(root, foreign);
  if (manager)
    throw new TareError("usage", `${manager.name} writes the hooks of this project`, {
      hint: `tell it to run tare: ${manager.advice(stage)}`,
    });
  if (foreign !== undefined)
    throw new TareError("usage", `there is a ${stage} hook already: '${join(hooks, stage)}'`, {
      hint: `--force keeps it as ${keptName(stage)}, and tare's runs it first`,
    });
  if (!isWithin(root, hooks) && !isWithin(shared, hooks))
    throw new TareError(
      "usage",
      `core.hooksPath is '${hooks}', which other repositories may use, too`,
      {
        hint: "--force writes the hook there all the same",
      },
    );
}

/**
 * Takes tare's hooks away, and puts back those that were there before.
 *
 * @throws {TareError} `machine`: a file cannot be removed.
 */
export function uninstall({ hooks }: Worktree): Installed[] {
  const done: Installed[] = [];
  for (const stage of stages) {
    const path = join(hooks, stage);
    if (!existsSync(path) || !isOurs(readFileSync(path, "utf8"))) continue;
    const kept = join(hooks, keptName(stage));
    const restores = existsSync(kept);
    done.push(
      writing(path, () => {
        if (restores) renameSync(kept, path);
        else rmSync(path);
        return { path, did: restores ? "restored" : "removed" };
      }),
    );
  }
  return done;
}

function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw new TareError("machine", `cannot write '${path}': ${(cause as Error).message}`, {
      cause,
    });
  }
}
