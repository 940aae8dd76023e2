import type { Command, Word } from "../shell/script.ts";

/** A script that a command starts, and what that is given. */
export interface Started {
  readonly path: string;
  readonly args: readonly Word[];
}

/** Commands that start another one: it stands behind them, after their options. */
const runners = new Set([
  "uv",
  "poetry",
  "pipenv",
  "hatch",
  "pdm",
  "rye",
  "conda",
  "srun",
  "mpirun",
  "accelerate",
  "torchrun",
  "deepspeed",
  "run",
  "launch",
  "tare",
  "xvfb-run",
]);
const interpreters = /^(?:python[\d.]*|(?:ba|z|k|da)?sh|source|\.)$/;

/** The script of Python or of a shell that a command starts, if it does. */
export function scriptRunBy({ name, path, words }: Command): Started | undefined {
  if (/\.(?:sh|py)$/.test(name)) return { path, args: words };
  if (!interpreters.test(name) && !runners.has(name)) return undefined;
  const at = words.findIndex(
    ({ text }) => /^[\w./-]+\.(?:py|sh)$/.test(text) && !text.startsWith("-"),
  );
  const module = words.findIndex(({ text }) => text === "-m");
  const named = words[module + 1];
  if (
    module >= 0 &&
    named &&
    (at < 0 || module < at) &&
    !/^(?:pip|pytest|build|venv|torch\.|accelerate)/.test(named.text)
  )
    return { path: `${named.text.replaceAll(".", "/")}.py`, args: words.slice(module + 2) };
  const script = words[at];
  return script && { path: script.text, args: words.slice(at + 1) };
}
