import { parseArgs } from "node:util";

/** What `npm run bench` is told besides the names of benches. */
export interface Flags {
  /** Bytes of each kind of text. */
  readonly size: number;
  /** Bytes of each kind of text that the slow reference is run over. */
  readonly sample: number;
  readonly rounds: number;
}

const options = {
  size: { type: "string", default: "50M" },
  sample: { type: "string", default: "8M" },
  rounds: { type: "string", default: "5" },
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
  };
  return { names: positionals, flags };
}

function bytesIn(text: string): number {
  const [, number, unit = ""] = /^(\d+)([kMG]?)$/.exec(text) ?? [];
  if (number === undefined) throw new Error(`no size: ${text}`);
  return Number(number) * { "": 1, k: 1e3, M: 1e6, G: 1e9 }[unit as "" | "k" | "M" | "G"];
}
