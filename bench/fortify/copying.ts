import { randomFillSync } from "node:crypto";
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { valueOf } from "../../corpus/plants.ts";
import { dataFolder, measured, type Program, tare } from "../measure.ts";
import { sparseSafetensors } from "../sparse-safetensors.ts";
import { table } from "../table.ts";

const size = 2_000_000_000;
const rounds = 3;

/** A clean copy beside a plain one, of weights that are no holes. */
export async function copying(): Promise<string[]> {
  const folder = join(dataFolder, "copying");
  const release = join(folder, "release");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(release, { recursive: true });
  const file = join(release, "model.safetensors");
  sparseSafetensors(file, size, { token: valueOf("hf", "copying") });
  fillWeights(file);
  const out = join(folder, "out");
  const shell = (line: string): Pick<Program, "command" | "args"> => ({
    command: "sh",
    args: ["-c", line],
  });
  const programs: readonly Program[] = [
    {
      title: "`cp --reflink=auto`, then `sync`",
      ...shell(`cp -r --reflink=auto ${release} ${out} && sync -f ${out}`),
    },
    {
      title: "`tare clean -o --no-receipt`",
      ...tare("clean", release, "-o", out, "--no-receipt", "-q"),
    },
    { title: "`tare clean -o`, with the receipt", ...tare("clean", release, "-o", out, "-q") },
  ];
  const seconds = programs.map((): number[] => []);
  const peaks = programs.map(() => 0);
  for (let round = 0; round < rounds; round++)
    for (const [at, program] of programs.entries()) {
      const run = await measured(program);
      seconds[at]?.push(run.seconds);
      peaks[at] = Math.max(peaks[at] ?? 0, run.peakMiB);
      rmSync(out, { recursive: true });
      rmSync(`${out}.receipt.json`, { force: true });
    }
  rmSync(folder, { recursive: true });
  const medians = seconds.map((all) => all.toSorted((one, other) => one - other)[rounds >> 1] ?? 0);
  const first = medians[0] ?? 1;
  return [
    `A safetensors file of ${size.toLocaleString("en")} bytes, weights random, on a file system without reflinks: each byte is copied. All wait`,
    `for the disk. Median of ${rounds} rounds; the receipt digests each file and each tensor besides.`,
    "",
    table([
      ["", "seconds", "× cp", "peak MiB"],
      ...programs.map(({ title }, at) => [
        title,
        (medians[at] ?? 0).toFixed(2),
        ((medians[at] ?? 0) / first).toFixed(2),
        (peaks[at] ?? 0).toFixed(0),
      ]),
    ]),
  ];
}

/** Random bytes behind the first megabyte, which holds the header. */
function fillWeights(path: string): void {
  const block = Buffer.alloc(16_000_000);
  const end = statSync(path).size;
  const file = openSync(path, "r+");
  for (let at = 1_000_000; at < end; at += block.length) {
    randomFillSync(block);
    writeSync(file, block, 0, Math.min(block.length, end - at), at);
  }
  closeSync(file);
}
