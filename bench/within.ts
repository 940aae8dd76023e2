import { createContext, Script } from "node:vm";

const box: { work: () => void } = { work: () => undefined };
const context = createContext(box);
const start = new Script("work()");

/** Milliseconds that the work takes; where that is more than `mostMs` it is ended. */
export function within(mostMs: number, work: () => void): number {
  box.work = work;
  const began = performance.now();
  try {
    start.runInContext(context, { timeout: mostMs });
  } catch (error) {
    // It is an error of the other context: no instance of this one's `Error`.
    if ((error as { code?: unknown }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
  }
  return performance.now() - began;
}
