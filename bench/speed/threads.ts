import { sizeOf } from "../corpora/corpora.ts";
import { type Run } from "../measure.ts";
import { type Bench, measuredByName } from "./bench.ts";
import { rateOf, rateText } from "./rate.ts";
import { atLeast, type Row } from "./row.ts";

/** Two threads beside one, by the clock: over a file of each kind, and over one large file. */
export async function threadRows(bench: Bench): Promise<Row[]> {
  const { folder, text } = bench.corpora;
  return [
    await row(bench, "2 threads, seven files", folder),
    await row(bench, "2 threads, one file", text),
  ];
}

async function row({ corpora, tare, rounds }: Bench, work: string, target: string): Promise<Row> {
  const runs = await measuredByName(
    {
      one: tare.scan(target, 1),
      two: tare.scan(target, 2),
      idleOne: tare.idle(1),
      idleTwo: tare.idle(2),
    },
    rounds,
  );
  const rate = (run: Run, idle: Run): ReturnType<typeof rateOf> =>
    rateOf("", sizeOf(corpora.text), run, idle);
  const [one, two] = [rate(runs.one, runs.idleOne), rate(runs.two, runs.idleTwo)];
  return {
    work,
    beside: "one thread",
    goal: atLeast(1.6),
    measured: two.perSecond / one.perSecond,
    tare: rateText(two),
    other: rateText(one),
    peakMiB: two.peakMiB,
  };
}
