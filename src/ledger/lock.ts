import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { TareError } from "../core/error.ts";

/** Between two tries, in milliseconds. */
const pause = 5;

/**
 * Makes this process the only one that holds `path`, until it is disposed of.
 * One that was ended leaves its lock behind: then the next takes it.
 *
 * @param patience How long is tried, in milliseconds.
 * @throws {TareError} `machine`: another process holds it for too long, or the folder cannot be written.
 */
export async function lock(path: string, patience = 10_000): Promise<Disposable> {
  const own = `${path}.${randomUUID()}`;
  try {
    writeHolder(own, path);
    for (let waited = 0; !links(own, path); waited += pause) {
      if (waited > patience)
        throw new TareError("machine", `'${path}' is held by process ${holderOf(path)}`, {
          hint: "wait for it to end, or remove the file",
        });
      if (isAbandoned(path)) release(path);
      else await sleep(pause);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return { [Symbol.dispose]: () => unlinkSync(path) };
}

/** A link is made whole or not at all, and never over another file. */
function links(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw unlockable(path, error);
  }
}

function writeHolder(own: string, path: string): void {
  try {
    writeFileSync(own, holder());
  } catch (error) {
    throw unlockable(path, error);
  }
}

const unlockable = (path: string, cause: unknown): TareError =>
  new TareError("machine", `cannot lock '${path}'`, { cause });

/** The process, and when it began: a number alone may be another process's by now. */
const holder = (): string => `${process.pid} ${startOf(process.pid) ?? ""}`;

const holderOf = (path: string): string => contentOf(path)?.split(" ")[0] || "unknown";

function isAbandoned(path: string): boolean {
  const [pid = "", start] = contentOf(path)?.split(" ") ?? [];
  if (!/^\d+$/.test(pid)) return false;
  return !isAlive(Number(pid)) || (startOf(Number(pid)) ?? "") !== start;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, in ticks since the start of the machine; unknown but on Linux (proc(5)). */
const startOf = (pid: number): string | undefined =>
  contentOf(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ")[19];

/** Takes an abandoned lock away. Of several that try, one succeeds. */
function release(path: string): void {
  const taken = `${path}.${randomUUID()}`;
  try {
    renameSync(path, taken);
  } catch {
    return;
  }
  // Another process may have taken it away and locked anew in between: then it gets its lock back.
  if (!isAbandoned(taken)) links(taken, path);
  rmSync(taken, { force: true });
}
