import { type Kind, valueOf } from "../corpus/plants.ts";
import { random } from "./random.ts";

const kinds: readonly Kind[] = ["aws", "hf", "path", "host", "email"];

/** A log and what was planted in it. */
export interface Log {
  readonly text: string;
  readonly planted: readonly string[];
}

/**
 * A log as training scripts write them, of `size` bytes or some more: steps with
 * their losses, progress bars, warnings, settings, tracebacks, and a made-up
 * leak in each hundred kilobytes.
 */
export function trainingLog(name: string, size: number): Log {
  const next = random(name.length + size + (name.codePointAt(name.length - 1) ?? 0));
  const lines: string[] = [];
  const planted: string[] = [];
  for (let length = 0, step = 0; length < size; step++) {
    const due = Math.floor(length / 100_000) + 1 > planted.length;
    const line = due ? leak(`${name}-${planted.length}`, planted) : ordinary(step, next);
    lines.push(line);
    length += line.length + 1;
  }
  return { text: `${lines.join("\n")}\n`, planted };
}

function leak(name: string, planted: string[]): string {
  const value = valueOf(kinds[planted.length % kinds.length] ?? "aws", name);
  planted.push(value);
  return `[2026-01-05 10:00:00,000][trainer][INFO] - using ${value} for upload`;
}

function ordinary(step: number, next: () => number): string {
  const at = `[2026-01-05 ${time(step)},${String(Math.floor(next() * 1000)).padStart(3, "0")}]`;
  // A run that fails that often would not be gone on with.
  if (next() < 0.001) return traceback;
  const make = makers[Math.floor(next() ** 2 * makers.length)] ?? progress;
  return make(at, step, next);
}

const traceback = `Traceback (most recent call last):\n  File "train.py", line 231, in training_step\n    loss = self.model(batch["input_ids"], labels=batch["labels"]).loss\nRuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB`;

const time = (step: number): string => new Date(step * 1000).toISOString().slice(11, 19);
const number = (next: () => number, scale: number): string => (next() * scale).toFixed(4);

type Maker = (at: string, step: number, next: () => number) => string;

const progress: Maker = (_, step, next) =>
  `Epoch ${step % 90}:  ${step % 100}%|${"█".repeat(step % 10)}  | ${step}/391 [00:${step % 60}<00:12, ${number(next, 30)}it/s, loss=${number(next, 3)}, v_num=0]`;

const makers: readonly Maker[] = [
  (at, step, next) =>
    `${at}[trainer][INFO] - epoch ${step % 90} step ${step} loss ${number(next, 3)} lr ${next().toExponential(3)} grad_norm ${number(next, 9)} tokens_per_second ${number(next, 90_000)}`,
  progress,
  (_, step, next) =>
    JSON.stringify({ step, loss: next() * 3, learning_rate: next() / 1000, epoch: step / 391 }),
  (at, step, next) =>
    `${at}[data][DEBUG] - shard ${step % 1024} of data/train-${String(step % 1024).padStart(5, "0")}-of-01024.parquet read in ${number(next, 2)} s, digest ${Math.floor(next() * 2 ** 52).toString(16)}`,
  (at, _, next) =>
    `${at}[torch.cuda][WARNING] - allocator: allocated ${number(next, 80)} GiB, reserved ${number(next, 80)} GiB, key cache ${number(next, 8)} GiB`,
];
