import { type Bench, measuredByName, peerRates } from "./bench.ts";
import { against, rateOf, rateText } from "./rate.ts";
import { atLeast, noGoal, type Row } from "./row.ts";

/** Many small files, which the page cache holds. */
export async function smallRows({ corpora, peers, tare, rounds }: Bench): Promise<Row[]> {
  const { folder, files, bytes } = corpora.small;
  const programs = { scan: tare.scan(folder), idle: tare.idle() };
  const { scan, idle } = await measuredByName(programs, Math.min(rounds, 3));
  const rate = rateOf("scan", bytes, scan, idle);
  const work = `${files.toLocaleString("en")} small files`;
  const { folder: sample, bytes: sampleBytes } = corpora.smallSample;
  // The others would take minutes.
  const goScanners = peers.slow.filter(({ title }) => title.endsWith("leaks"));
  const others = await peerRates(goScanners, sample, sampleBytes, 1);
  return [
    {
      work,
      beside: "",
      goal: atLeast(600, "MB/s"),
      measured: rate.perCpuSecond,
      tare: rateText(rate),
      other: "",
      peakMiB: rate.peakMiB,
    },
    ...others.map((other) =>
      against(work, other.title === "gitleaks" ? atLeast(50) : noGoal, rate, other),
    ),
  ];
}
