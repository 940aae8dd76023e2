import { extname } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { lengthOf } from "../core/span.ts";
import type { FileTarget } from "../sources/files.ts";
import type { ScanOptions } from "./context.ts";
import type { FileResult } from "./file.ts";
import { emptyTally } from "./inspect.ts";

/** How long after its own deadline a worker may still answer before it is ended. */
const graceMs = 5000;

/**
 * What a worker may use for objects that were just made. V8 takes 192 MiB of its own accord, and
 * goes through the whole heap again and again where less of the old one than a third of that is left.
 */
const youngMiB = 24;

/** Compiled code has workers of its own kind, as has the source. */
const workerFile = new URL(`./worker${extname(import.meta.filename)}`, import.meta.url);

export interface Pool extends AsyncDisposable {
  /**
   * Scans some files on a free worker. A worker that dies or hangs is replaced,
   * and its file becomes a gap; the other files do not notice.
   */
  run(targets: readonly FileTarget[]): Promise<readonly FileResult[]>;
}

/**
 * @param size How many workers there are at most. They start when they are first needed.
 * @param heapMiB How much memory each may use for its own objects.
 */
export function pool(size: number, options: ScanOptions, heapMiB: number): Pool {
  const workers = new Workers(size, {
    workerData: options,
    resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: youngMiB },
  });
  const run = async (targets: readonly FileTarget[]): Promise<readonly FileResult[]> => {
    const worker = await workers.take();
    const outcome = await ask(worker, targets, options.limits.timeoutMs + graceMs);
    if (typeof outcome !== "string") {
      workers.give(worker);
      return outcome;
    }
    await workers.replace(worker);
    const [only, ...others] = targets;
    if (only && others.length === 0) return [failed(only, outcome)];
    // Which of them it was is found by giving them out one by one.
    const each = await Promise.all(targets.map(async (target) => run([target])));
    return each.flat();
  };
  return { run, [Symbol.asyncDispose]: async () => workers.end() };
}

/** Workers that are given out one at a time, and those who wait for one. */
class Workers {
  readonly #size: number;
  readonly #options: WorkerOptions;
  readonly #all = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];
  #isOver = false;

  constructor(size: number, options: WorkerOptions) {
    this.#size = size;
    this.#options = options;
  }

  async take(): Promise<Worker> {
    const ready = this.#idle.pop() ?? (this.#all.size < this.#size ? this.#begin() : undefined);
    return ready ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#idle.push(worker);
  }

  /** Ends one, and gives a new one instead of it. */
  async replace(worker: Worker): Promise<void> {
    await this.#end(worker);
    if (!this.#isOver) this.give(this.#begin());
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all([...this.#all].map(async (each) => this.#end(each)));
  }

  #begin(): Worker {
    const worker = new Worker(workerFile, this.#options);
    this.#all.add(worker);
    return worker;
  }

  async #end(worker: Worker): Promise<void> {
    this.#all.delete(worker);
    await worker.terminate();
  }
}

/** The results, or why there are none. */
async function ask(
  worker: Worker,
  targets: readonly FileTarget[],
  patienceMs: number,
): Promise<readonly FileResult[] | string> {
  const { promise, resolve } = Promise.withResolvers<readonly FileResult[] | string>();
  const late = setTimeout(
    () => resolve(`limit: no answer after ${patienceMs / 1000} s`),
    patienceMs,
  );
  const answered = (results: readonly FileResult[]): void => resolve(results);
  const died = (error: Error): void => resolve(`malformed: the reader failed: ${error.message}`);
  const left = (): void => resolve("limit: the reader ran out of memory");
  worker.once("message", answered).once("error", died).once("exit", left);
  worker.postMessage(targets);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    worker.off("message", answered).off("error", died).off("exit", left);
  }
}

const failed = ({ shown, size, part }: FileTarget, reason: string): FileResult => ({
  tally: {
    ...emptyTally(),
    gaps: [{ path: shown, reason, bytes: part ? lengthOf(part) : size }],
  },
  bytesRead: 0,
});
