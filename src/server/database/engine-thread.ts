import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Engine } from "./engine.ts";
import type { Answer, Call } from "./engine-calls.ts";

/** Compiled code has workers of its own kind, as has the source. */
const workerFile = new URL(`./engine-worker${extname(import.meta.filename)}`, import.meta.url);

/** PostgreSQL's code for a server that went away. */
const gone = "57P01";

interface Waiting {
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts an engine in a thread of its own: a long query keeps nobody waiting but who asked.
 *
 * @param folder Where it keeps its files; in memory where absent.
 * @throws The folder cannot be opened.
 */
export async function startEngineThread(folder?: string): Promise<Engine> {
  // Not with the options of this process: those of `node --eval` are for no file.
  const worker = new Worker(workerFile, { workerData: { folder }, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let number = 0;
  let ended: Error | undefined;
  const end = (reason: string): void => {
    ended ??= failureOf(`the database's thread ended: ${reason}`, gone);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on("error", ({ message }) => end(message));
  worker.on("exit", (status) => end(`status ${status}`));
  worker.on("message", (answer: Answer) => {
    const { resolve, reject } = waiting.get(answer.number) ?? {};
    waiting.delete(answer.number);
    if (answer.kind === "rows") resolve?.(answer.rows);
    else reject?.(failureOf(answer.message, answer.code));
  });
  const asked = async (call: Call): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      waiting.set(++number, { resolve, reject });
      worker.postMessage({ number, call });
    });
  const engine: Engine = {
    query: async (sql, parameters) => asked({ kind: "query", sql, parameters }),
    run: async (sql) => void (await asked({ kind: "run", sql })),
    close: async () => {
      await asked({ kind: "close" });
      await worker.terminate();
    },
  };
  try {
    await engine.query("select 1", []);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return engine;
}

const failureOf = (message: string, code: string | undefined): Error =>
  Object.assign(new Error(message), { code });
