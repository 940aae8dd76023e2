import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Program as Rules } from "../../src/engine/program.ts";
import { dataFolder } from "../measure.ts";
import { gitleaksPatterns } from "./go.ts";
import { type Peer, peerOr, printed } from "./peer.ts";

/** Hyperscan with the literals that tare searches for. A literal with a folded letter is searched for in any case. */
export const hyperscanLiterals = ({ literals }: Rules): Peer =>
  hyperscan(
    "Hyperscan, the same literals",
    () => literals.map(({ text, fold }) => `${fold === 0 ? "-" : "i"} ${hex(text)}`),
    ["-l"],
  );

/** Hyperscan with gitleaks' whole patterns; it says how many of them it does not take. */
export const hyperscanPatterns = (): Peer =>
  hyperscan(
    "Hyperscan, gitleaks' patterns",
    () => gitleaksPatterns().map((pattern) => `- ${hex(pattern)}`),
    [],
  );

const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");

function hyperscan(title: string, lines: () => string[], options: readonly string[]): Peer {
  return peerOr(title, () => {
    const driver = built();
    const set = join(dataFolder, "hyperscan", `${options.join("") || "patterns"}.set`);
    writeFileSync(set, `${lines().join("\n")}\n`);
    return {
      kind: "ready",
      title,
      version: printed("pkg-config", ["--modversion", "libhs"]),
      on: (target) => ({ title, command: driver, args: [...options, set, target], tells: true }),
    };
  });
}

function built(): string {
  const folder = join(dataFolder, "hyperscan");
  const driver = join(folder, "driver");
  mkdirSync(folder, { recursive: true });
  const source = join(import.meta.dirname, "../hyperscan/driver.c");
  printed("gcc", ["-O2", "-o", driver, source, "-lhs"]);
  return driver;
}
