import { byteTable, pairTable } from "./frequencies.gen.ts";
import { rateOfRun, type Run, runsIn } from "./runs.ts";

/**
 * A byte of a literal. Where it is folded it is a small letter, and stands for
 * the capital one, too.
 */
export interface Unit {
  readonly byte: number;
  readonly fold: boolean;
}

/**
 * How often a literal is to be expected in a megabyte (10⁶ bytes) of code, JSON,
 * documentation and logs.
 *
 * The chance of each byte after the one before it, multiplied, as measured once
 * (`frequencies.gen.ts`). Words, and marks such as `://`, are far commoner than
 * their pairs of bytes say, so a run of letters or of marks weighs what those
 * that hold it were seen to. The hits in random bytes come on top, for tensors
 * are most of what tare reads.
 */
export function hitsPerMegabyte(literal: readonly Unit[]): number {
  const runs = runsIn(literal);
  const rates = runs.map(rateOfRun);
  let chance = chanceOf(literal);
  for (const [index, { units }] of runs.entries())
    chance *= Math.max(1, (rates[index] ?? 0) / million / chanceOf(units));
  chance = Math.max(chance, joined(literal, runs, rates) / million);
  const random = literal.reduce((product, { fold }) => product * (fold ? 2 / 256 : 1 / 256), 1);
  return (Math.min(chance, 1) + random) * million;
}

/**
 * Runs that stand beside one another, and beside other bytes, belong together:
 * of the rarest of them a share stands there at least. Of `key` one in 50 is
 * `key=`, of `home` one in 7 is `/home/`, of `https` nearly all are `https://`.
 */
function joined(literal: readonly Unit[], runs: readonly Run[], rates: readonly number[]): number {
  const words = runs.filter(({ isWord }) => isWord).length;
  const inRuns = runs.reduce((sum, { units }) => sum + units.length, 0);
  const isPart = runs.length > 1 || inRuns < literal.length;
  if (!isPart || runs.length === 0) return 0;
  return Math.min(...rates) * 0.05 ** Math.max(1, words) * 0.3 ** (literal.length - inRuns);
}

const million = 1e6;

/** Sums over both cases of each folded byte, one byte after the other. */
function chanceOf(literal: readonly Unit[]): number {
  let before: readonly (readonly [byte: number, chance: number])[] = [];
  for (const [at, unit] of literal.entries())
    before = casesOf(unit).map((byte) => [
      byte,
      at === 0
        ? singleChance(byte)
        : before.reduce((sum, [last, p]) => sum + p * pairChance(last, byte), 0),
    ]);
  return before.reduce((sum, [, chance]) => sum + chance, 0);
}

const casesOf = ({ byte, fold }: Unit): number[] => (fold ? [byte, byte - 32] : [byte]);

/** How likely a byte of ordinary text is this one. */
export const singleChance = (byte: number): number => chanceIn(byteTable, symbolOf(byte));
const pairChance = (first: number, second: number): number =>
  chanceIn(pairTable[symbolOf(first)] ?? "", symbolOf(second));

/** The symbols of the tables: 0x20 to 0x7e, line feed, all others, over which the chance is spread. */
const symbolOf = (byte: number): number =>
  byte >= 0x20 && byte < 0x7f ? byte - 0x20 : byte === 0x0a ? 95 : 96;
const others = 160;

function chanceIn(table: string, symbol: number): number {
  const letter = table[symbol] ?? "s";
  const steps = (letter === "~" ? 0x5c : letter.charCodeAt(0)) - 0x23;
  return 2 ** (-steps / 4) / (symbol === 96 ? others : 1);
}
