// What a proof costs beside sha256sum, on a model of 2 GB that is no hole.
// node bench/prove.ts
import { randomBytes } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { type Kind, valueOf } from "../corpus/plants.ts";
import { newOpening } from "../src/attest/digest.ts";
import { sealed } from "../src/attest/envelope.ts";
import { receiptOf } from "../src/fortify/proof/receipt.ts";
import { rescan } from "../src/fortify/proof/rescan.ts";
import type { Flags } from "./flags.ts";
import { dataFolder, interleaved, type Program, tare } from "./measure.ts";
import { sparseSafetensors } from "./sparse-safetensors.ts";
import { publish, table } from "./table.ts";

const size = 2_000_000_000;
const name = "model.safetensors";
const kind: Kind = "hf";
const folder = join(dataFolder, "prove");
const before = join(folder, "before");
const after = join(folder, "after");
const receipt = join(folder, "receipt.json");

/** Measures, and writes `bench/results/prove.md`. */
export async function prove({ rounds }: Flags): Promise<void> {
  await prepare();
  const paths = [join(before, name), join(after, name)];
  const programs: readonly Program[] = [
    { title: "`sha256sum` of the result", command: "sha256sum", args: paths.slice(1) },
    { title: "`sha256sum` of both", command: "sha256sum", args: paths },
    { title: "`tare prove` RECEIPT AFTER", ...tare("prove", receipt, after), succeeds: [0] },
    {
      title: "`tare prove` RECEIPT BEFORE AFTER",
      ...tare("prove", receipt, before, after),
      succeeds: [0],
    },
  ];
  const runs = await interleaved(programs, rounds);
  const reference = runs[0]?.cpuSeconds ?? NaN;
  const rows = programs.map(({ title }, index) => {
    const { cpuSeconds = NaN, seconds = NaN, peakMiB = NaN } = runs[index] ?? {};
    return [
      title,
      cpuSeconds.toFixed(1),
      `(${seconds.toFixed(1)})`,
      (size / 1e6 / cpuSeconds).toFixed(0),
      (cpuSeconds / reference).toFixed(2),
      peakMiB.toFixed(0),
    ];
  });
  publish("prove", "What a proof costs", [
    "A safetensors file of 2 GB with 1,200 tensors of random bytes, of which one value of the header was taken out. The result",
    "alone: digests of the file and of each tensor. Both: the same of both, and all bytes compared. Rates are of the result's",
    "size and CPU time, since other work on the machine changes the clock's; the clock's time stands in brackets.",
    "",
    table([["program", "CPU s", "(s)", "MB/s", "to sha256sum", "peak MiB"], ...rows]),
  ]);
  rmSync(folder, { recursive: true });
}

/** A model, the same without its token, and the receipt of that. */
async function prepare(): Promise<void> {
  for (const each of [before, after]) mkdirSync(each, { recursive: true });
  const value = valueOf(kind, name);
  const noise = randomBytes(noiseSize);
  write(join(before, name), value, noise);
  write(join(after, name), "x".repeat(value.length), noise);
  // The header begins with its length, and then with this.
  const start = 8 + '{"__metadata__":{"token":"'.length;
  const edit = {
    path: name,
    kind: "fill",
    span: { start, end: start + value.length },
    before: "0".repeat(64),
    reason: "a token",
  } as const;
  const statement = await receiptOf({
    cleaned: {
      files: [{ name, how: "patched", edits: [edit] }],
      refusals: [],
    },
    before,
    after,
    rescan: await rescan(after, "release"),
    hidden: [value],
    opening: newOpening(),
  });
  writeFileSync(receipt, sealed(statement));
}

const noiseSize = 64 * 1024 * 1024;
/** The header is shorter than this. */
const headSize = 1024 * 1024;

/** A model with the value in its header, and the same noise over and over for weights. */
function write(path: string, value: string, noise: Uint8Array): void {
  sparseSafetensors(path, size, { token: value });
  const { size: end } = statSync(path);
  const file = openSync(path, "r+");
  for (let at = headSize; at < end; at += noise.length)
    writeSync(file, noise.subarray(0, end - at), 0, undefined, at);
  closeSync(file);
}
