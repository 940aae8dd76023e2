import { LimitError } from "../core/error.ts";
import type { Traffic } from "../core/report.ts";
import type { FileTarget } from "../sources/files.ts";
import type { Context } from "./context.ts";
import { type Opened, opened } from "./opened.ts";

/** How many files on servers one thread asks for at a time. */
const most = 16;

/** A file, and how it is opened at its turn. */
export interface Turn {
  readonly target: FileTarget;
  /** @throws {TareError} `machine`: it cannot be opened, or not be read; `limit`: the scan was stopped. */
  readonly open: () => Promise<Opened>;
  /** What went over the network since the turn before, for files that come later, too. */
  readonly traffic: () => Traffic | undefined;
}

/**
 * Gives files one by one. Of those on servers the next ones are asked
 * for meanwhile, so that not each of them is waited for.
 */
export function* turns(
  context: Context,
  targets: readonly FileTarget[],
  signal?: AbortSignal,
): Generator<Turn> {
  let before = context.remotes.traffic;
  const traffic = (): Traffic | undefined => {
    const now = context.remotes.traffic;
    const spent = { requests: now.requests - before.requests, bytes: now.bytes - before.bytes };
    before = now;
    return spent.requests > 0 || spent.bytes > 0 ? spent : undefined;
  };
  const asked = new Map<FileTarget, Promise<Opened>>();
  const coming = targets.filter(({ remote }) => remote)[Symbol.iterator]();
  const ask = (): void => {
    const next = coming.next();
    if (next.done) return;
    const opening = opened(context, next.value, signal);
    // Its failure is told at its turn.
    opening.catch(() => undefined);
    asked.set(next.value, opening);
  };
  for (let count = 0; count < most; count++) ask();
  for (const target of targets) {
    const open = async (): Promise<Opened> => {
      if (target.remote && signal?.aborted) throw new LimitError("interrupted");
      return asked.get(target) ?? opened(context, target, signal);
    };
    yield { target, open, traffic };
    if (asked.delete(target)) ask();
  }
}
