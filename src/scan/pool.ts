import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { FileTarget } from "../sources/files.ts";
import type { ScanOptions } from "./context.ts";
import type { FileResult } from "./file.ts";
import { emptyTally } from "./inspect.ts";

/** How long after its own deadline a worker may still answer before it is ended. */
const graceMs = 5000;

/** Compiled code has workers of its own kind, as has the source. */
const workerFile = new URL(`./worker${extname(import.meta.filename)}`, import.meta.url);

export interface Pool extends AsyncDisposable {
  /**
   * Scans one file on a free worker. A worker that dies or hangs is replaced,
   * and its file becomes a gap; the other files do not notice.
   */
  run(target: FileTarget): Promise<FileResult>;
}

/** @param size How many workers there are at most. They start when they are first needed. */
export function pool(size: number, options: ScanOptions): Pool {
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  let closed = false;
  const begin = (): Worker => {
    const worker = new Worker(workerFile, { workerData: options });
    all.add(worker);
    return worker;
  };
  const end = async (worker: Worker): Promise<unknown> => {
    all.delete(worker);
    return worker.terminate();
  };
  const free = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  const acquire = async (): Promise<Worker> => {
    const ready = idle.pop() ?? (all.size < size ? begin() : undefined);
    return ready ?? new Promise((resolve) => waiting.push(resolve));
  };
  return {
    async run(target) {
      const worker = await acquire();
      const outcome = await ask(worker, target, options.limits.timeoutMs + graceMs);
      if (typeof outcome !== "string") {
        free(worker);
        return outcome;
      }
      await end(worker);
      if (!closed) free(begin());
      return failed(target, outcome);
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      await Promise.all([...all].map(end));
    },
  };
}

/** The result of a file, or why there is none. */
async function ask(
  worker: Worker,
  target: FileTarget,
  patienceMs: number,
): Promise<FileResult | string> {
  const { promise, resolve } = Promise.withResolvers<FileResult | string>();
  const late = setTimeout(
    () => resolve(`limit: no answer after ${patienceMs / 1000} s`),
    patienceMs,
  );
  const answered = (result: FileResult): void => resolve(result);
  const died = (error: Error): void => resolve(`malformed: the reader failed: ${error.message}`);
  const left = (): void => resolve("limit: the reader ran out of memory");
  worker.once("message", answered).once("error", died).once("exit", left);
  worker.postMessage(target);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    worker.off("message", answered).off("error", died).off("exit", left);
  }
}

const failed = ({ shown, size }: FileTarget, reason: string): FileResult => ({
  tally: { ...emptyTally(), gaps: [{ path: shown, reason, bytes: size }] },
  bytesRead: 0,
});
