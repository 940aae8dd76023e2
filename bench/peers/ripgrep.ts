import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Program as Rules } from "../../src/engine/program.ts";
import { dataFolder } from "../measure.ts";
import { type Peer, peerOr, printed } from "./peer.ts";

/**
 * How ripgrep is asked. It takes one case for all literals: the exact one is
 * quicker, either one is what most of them want. With `-c` it may leave a line
 * at its first hit.
 */
const ways = {
  places: ["-F", "--count-matches"],
  lines: ["-F", "-c"],
  anyCase: ["-F", "-i", "--count-matches"],
} as const;

/**
 * ripgrep with the literals that tare searches for, those left out that hold a
 * line end or are not ASCII.
 */
export function ripgrep({ literals }: Rules, way: keyof typeof ways): Peer {
  const options = ways[way];
  const title = `rg ${options.join(" ")}`;
  return peerOr(title, () => {
    const list = join(dataFolder, "literals.txt");
    const plain = literals.map(({ text }) => text).filter((text) => /^[\x20-\x7e]+$/.test(text));
    writeFileSync(list, [...new Set(plain)].map((text) => `${text}\n`).join(""));
    const all = [...options, "-j1", "-a", "--no-mmap", "--no-ignore", "--hidden", "-f", list];
    const version = printed("rg", ["--version"]).split(/\s/)[1] ?? "unknown";
    const on = (target: string) => ({ title, command: "rg", args: [...all, target] });
    return { kind: "ready", title, version, on };
  });
}
