import type { Progress } from "../scan/scan.ts";
import type { Shell } from "./command.ts";

/** A line on standard error that is written over and over, and gone at the end. */
export interface ProgressLine extends Disposable {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
}

/** Faster than this nobody can read. */
const everyMs = 100;
const escape = "\u001b";

/** Shows nothing where standard error is no terminal. */
export function progressLine(shell: Shell, wanted: boolean): ProgressLine {
  const visible = wanted && shell.interactive;
  const began = performance.now();
  let last = 0;
  const clear = (): void => {
    if (visible && last > 0) shell.err(`\r${escape}[K`);
  };
  return {
    show: (progress) => {
      const now = performance.now();
      if (!visible || now - last < everyMs) return;
      last = now;
      shell.err(`\r${line(progress, (now - began) / 1000, shell.columns ?? 80)}${escape}[K`);
    },
    clear,
    [Symbol.dispose]: clear,
  };
}

function line(progress: Progress, seconds: number, columns: number): string {
  const { done, files, bytes, allBytes, reading } = progress;
  const rate = (bytes / 1e6 / Math.max(seconds, 0.001)).toFixed(0);
  const start = `${done}/${files} files, ${megabytes(bytes)} of ${megabytes(allBytes)} MB, ${rate} MB/s  `;
  const name = reading.replaceAll(/\p{C}/gu, "?");
  const room = columns - start.length - 1;
  return start + (name.length > room ? `…${name.slice(name.length - room + 1)}` : name);
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
