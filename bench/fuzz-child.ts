// node bench/fuzz-child.ts FOLDER ROUNDS SEED: what `fuzz.ts` runs in a process of its own.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entries, fileOf } from "../corpus/plants.ts";
import { defaultLimits } from "../src/core/limits.ts";
import { contextOf } from "../src/scan/context.ts";
import { scanFile } from "../src/scan/file.ts";
import { damaged } from "./damage.ts";
import type { Message } from "./fuzz.ts";
import { dataFolder } from "./measure.ts";
import { random } from "./random.ts";

const [folder = "", rounds = "1", seed = "1"] = process.argv.slice(2);
const mostMs = 5000;

const context = await contextOf({
  limits: { ...defaultLimits, timeoutMs: mostMs, maxBytes: 64 * 1024 * 1024 },
  classes: [],
  rules: [],
  atLeast: {},
  reveal: true,
  fingerprintKey: "fuzz",
});

const tell = (message: Message): void => void process.send?.(message);

let inputs = 0;
let slowestMs = 0;
const others = entries.map((entry) => readFileSync(fileOf(entry, "planted")));
for (const entry of entries.filter(({ name }) => name.startsWith(`${folder}/`))) {
  const original = readFileSync(fileOf(entry, "planted"));
  const next = random(Number(seed) + original.length);
  for (let round = 0; round < Number(rounds); round++)
    await one(damaged(original, others, next), entry.name);
}
tell({
  kind: "done",
  inputs,
  slowestMs,
  peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
});

async function one(bytes: Uint8Array, name: string): Promise<void> {
  const input = inputs++;
  const base = name.split("/").at(-1) ?? name;
  const path = join(dataFolder, "fuzz", `${folder}-input`);
  writeFileSync(path, bytes);
  tell({ kind: "begun", input });
  const began = performance.now();
  try {
    await scanFile(context, { kind: "file", path, shown: base, name: base, size: bytes.length });
  } catch (error) {
    keep(
      path,
      input,
      `${name}: ${error instanceof Error ? (error.stack ?? "").split("\n").slice(0, 4).join(" ") : String(error)}`,
    );
  }
  const took = Math.round(performance.now() - began);
  slowestMs = Math.max(slowestMs, took);
  if (took > mostMs + 500) keep(path, input, `${name}: took ${took} ms`);
}

/** The input stays in `bench/data/fuzz`, so that the failure can be looked into. */
function keep(path: string, input: number, why: string): void {
  copyFileSync(path, `${path}-${input}`);
  tell({ kind: "failed", input, why });
}
