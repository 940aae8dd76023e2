import type { Run } from "../measure.ts";
import type { Missing } from "../peers/peer.ts";
import { type Goal, type Row, short } from "./row.ts";

/** How fast something went over so many bytes, in MB (10⁶) per second. */
export interface Rate {
  readonly title: string;
  /** For each second of one thread's work. */
  readonly perCpuSecond: number;
  /** For each second by the clock. */
  readonly perSecond: number;
  readonly peakMiB: number;
  /** What Hyperscan could not compile is not searched for. */
  readonly refused?: number;
}

/**
 * The rate of a run.
 *
 * @param idle The same with nothing to do: its time is taken off, which leaves the steady rate.
 */
export function rateOf(title: string, bytes: number, run: Run, idle?: Run): Rate {
  const { seconds, cpuSeconds } = run.told ?? run;
  const perSecond = (time: number, idling = 0): number =>
    bytes / 1e6 / Math.max(time - idling, 0.001);
  return {
    title,
    perCpuSecond: perSecond(cpuSeconds, idle?.cpuSeconds),
    perSecond: perSecond(seconds, idle?.seconds),
    peakMiB: run.peakMiB,
    ...(run.told?.refused && { refused: run.told.refused }),
  };
}

export const rateText = ({ perCpuSecond, perSecond, refused }: Rate): string =>
  `${short(perCpuSecond)} MB/s (${short(perSecond)})${refused === undefined ? "" : `, ${refused} refused`}`;

/** A row that holds one rate against another, by the work of one thread. */
export const against = (work: string, goal: Goal, tare: Rate, other: Rate | Missing): Row => ({
  work,
  beside: other.title,
  goal,
  measured: "why" in other ? { missing: other.why } : tare.perCpuSecond / other.perCpuSecond,
  tare: rateText(tare),
  other: "why" in other ? "" : rateText(other),
  peakMiB: tare.peakMiB,
});
