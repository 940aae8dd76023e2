import type { Rule } from "../../src/core/rule.ts";
import { type Matcher, matcher } from "../../src/engine/matcher.ts";

/** CPU seconds for the same bytes, with all rules and with some of them: the least of the rounds, which take turns. */
export function timesOf(
  all: Matcher,
  some: readonly Rule[],
  bytes: Buffer,
  rounds: number,
): readonly [number, number] {
  const engines = [all, matcher(some)] as const;
  for (const each of engines) seconds(each, bytes);
  const least: [number, number] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round++) {
    least[0] = Math.min(least[0], seconds(engines[0], bytes));
    least[1] = Math.min(least[1], seconds(engines[1], bytes));
  }
  return least;
}

/** As `src/scan/stretch.ts` reads. */
const blockSize = 1024 * 1024;

function seconds(engine: Matcher, bytes: Buffer): number {
  const began = process.threadCpuUsage();
  for (let at = 0; at < bytes.length; at += blockSize)
    engine.find(bytes.subarray(at, at + blockSize));
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1e6;
}
