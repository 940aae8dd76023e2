// Measures a part of tare by itself, in a process of its own, and tells how long it took.
// node bench/speed/child.ts read|kernel|matcher FILE COPIES
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { imageOf } from "../../src/engine/image.ts";
import { kernelSearch } from "../../src/engine/kernel.ts";
import type { Compiled } from "../../src/engine/matcher.ts";
import type { Told } from "../measure.ts";
import { builtCompiled, builtProgram, builtRules } from "../built.ts";
import { engineMatches } from "../exact/engine.ts";
import { type Grown, grown } from "./grown.ts";

const blockSize = 1024 * 1024;
const [part = "", file = "", copies = "1"] = process.argv.slice(2);

/** Takes the time of what it is given, and adds it up. */
class Watch {
  #wall = 0;
  #cpu = 0;

  of<T>(work: () => T): T {
    const wall = performance.now();
    const cpu = process.threadCpuUsage();
    const result = work();
    const { user, system } = process.threadCpuUsage(cpu);
    this.#wall += performance.now() - wall;
    this.#cpu += user + system;
    return result;
  }

  told(hits: number): Told {
    const bytes = statSync(file).size;
    return { bytes, seconds: this.#wall / 1e3, cpuSeconds: this.#cpu / 1e6, hits };
  }
}

/** Reading into memory of WebAssembly: what no scan can be faster than. */
function read(watch: Watch): number {
  const room = kernelSearch(compiled.image).room(blockSize);
  for (const _ of blocks(() => room, watch)) continue;
  return 0;
}

/** The search for literals alone, over blocks that are in its memory already. */
function kernel(watch: Watch): number {
  const search = kernelSearch(compiled.image);
  let hits = 0;
  for (const block of blocks(() => search.room(blockSize)))
    hits += watch.of(() => search.hits(block, false).length / 2);
  return hits;
}

/** Search, patterns, proofs and settling. */
function matcher(watch: Watch): number {
  const rules = sources.map((source) => builtRules[source]);
  const bytes = readFileSync(file);
  return watch.of(() => [...engineMatches(rules, compiled, bytes)].length);
}

function* blocks(room: () => Uint8Array, watch?: Watch): Generator<Uint8Array> {
  const input = openSync(file, "r");
  for (;;) {
    const block = room();
    const fill = (): number => readSync(input, block);
    const size = watch ? watch.of(fill) : fill();
    if (size === 0) break;
    yield block.subarray(0, size);
  }
  closeSync(input);
}

/** So many times the rules, or as they were built. */
async function compiledOf(count: number): Promise<Compiled & Pick<Grown, "sources">> {
  if (count === 1) return { ...(await builtCompiled()), sources: [...builtRules.keys()] };
  const { program, sources } = grown(builtProgram(), count);
  return { rules: program.rules, image: imageOf(program), sources };
}

const { sources, ...compiled } = await compiledOf(Number(copies));
const parts: Readonly<Record<string, (watch: Watch) => number>> = { read, kernel, matcher };
const watch = new Watch();
const hits = parts[part]?.(watch) ?? 0;
process.stdout.write(JSON.stringify(watch.told(hits)));
