import { parseArgs } from "node:util";

/** What `npm run bench` is told besides the names of benches. */
export interface Flags {
  /** Bytes of each kind of text. */
  readonly size: number;
  /** Bytes of each kind of text that the slow reference is run over. */
  readonly sample: number;
  readonly rounds: number;
  /** The examples of `detect`: see `detect/corpus.ts`. */
  readonly corpus?: string;
  /** Seconds after which `detect` and `clean` give up a scanner, for each folder. */
  readonly patience: number;
  /** Of the repository of `git`. */
  readonly commits: number;
  /** What decides which findings `audited` draws. */
  readonly seed: string;
}

const options = {
  size: { type: "string", default: "50M" },
  sample: { type: "string", default: "8M" },
  rounds: { type: "string", default: "5" },
  corpus: { type: "string" },
  patience: { type: "string", default: "900" },
  commits: { type: "string", default: "20000" },
  seed: { type: "string", default: "1" },
} as const;

/** @throws {Error} A size is not a number with `k`, `M`, `G` or nothing behind it. */
export function flagsOf(args: readonly string[]): {
  readonly names: readonly string[];
  readonly flags: Flags;
} {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const flags = {
    size: bytesIn(values.size),
    sample: bytesIn(values.sample),
    rounds: Number(values.rounds),
    patience: Number(values.patience),
    commits: Number(values.commits),
    seed: values.seed,
    ...(values.corpus !== undefined && { corpus: values.corpus }),
  };
  return { names: positionals, flags };
}

function bytesIn(text: string): number {
  const [, number, unit = ""] = /^(\d+)([kMG]?)$/.exec(text) ?? [];
  if (number === undefined) throw new Error(`no size: ${text}`);
  return Number(number) * { "": 1, k: 1e3, M: 1e6, G: 1e9 }[unit as "" | "k" | "M" | "G"];
}
