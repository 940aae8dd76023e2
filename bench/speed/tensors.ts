import { sizeOf } from "../corpora/corpora.ts";
import { tensors } from "../corpora/tensors.ts";
import { type Bench, measuredByName, part } from "./bench.ts";
import { against, rateOf } from "./rate.ts";
import { atLeast, noGoal, type Row } from "./row.ts";

/** Raw weights, beside only reading them. */
export async function tensorRows({ corpora, tare, rounds }: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id } of tensors) {
    const file = corpora.tensors[id];
    const bytes = sizeOf(file);
    const programs = { scan: tare.scan(file), idle: tare.idle(), read: part("read", file) };
    const { scan, idle, read } = await measuredByName(programs, rounds);
    const goal = id === "tensor.f32" ? atLeast(0.6) : noGoal;
    const reading = rateOf("reading into WASM memory", bytes, read);
    rows.push(against(`whole scan, ${id}`, goal, rateOf("scan", bytes, scan, idle), reading));
  }
  return rows;
}
