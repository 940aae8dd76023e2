import { sizeOf } from "../corpora/corpora.ts";
import type { Program, Run } from "../measure.ts";
import type { Missing, Peer } from "../peers/peer.ts";
import { type Bench, measuredByName, part, peerRates } from "./bench.ts";
import { against, type Rate, rateOf } from "./rate.ts";
import { atLeast, type Goal, noGoal, type Row } from "./row.ts";

const kernelWork = "literal kernel, text";
const scanWork = "whole scan, text";

/** What whole scanners are held to. Others are there for comparison. */
const scannerGoals: Readonly<Record<string, Goal>> = {
  gitleaks: atLeast(100),
  secretlint: atLeast(50),
};

/** Text on one thread: the kernel by itself, and whole scans. */
export async function text(bench: Bench): Promise<Row[]> {
  const { corpora, peers, tare, rounds } = bench;
  const bytes = sizeOf(corpora.text);
  const natives = [peers.literals, peers.patterns, ...peers.ripgreps];
  const programs: Readonly<Record<string, Program>> = {
    kernel: part("kernel", corpora.text),
    scan: tare.scan(corpora.text),
    idle: tare.idle(),
    ...Object.fromEntries(natives.flatMap((peer) => programOf(peer, corpora.text))),
  };
  const runs: Readonly<Record<string, Run>> = await measuredByName(programs, rounds);
  const rate = (name: string): Rate => rateOf(name, bytes, runs[name] as Run);
  const rateOrWhy = (peer: Peer): Rate | Missing =>
    peer.kind === "missing" ? peer : rate(peer.title);
  const [kernel, scan] = [rate("kernel"), rateOf("scan", bytes, runs["scan"] as Run, runs["idle"])];
  return [
    against(kernelWork, atLeast(1), kernel, rateOrWhy(peers.literals)),
    ...peers.ripgreps.map((peer) => against(kernelWork, atLeast(6), kernel, rateOrWhy(peer))),
    against(scanWork, atLeast(0.5), scan, rateOrWhy(peers.literals)),
    against(scanWork, atLeast(2), scan, rateOrWhy(peers.patterns)),
    ...(await scannerRows(bench, scan)),
  ];
}

const programOf = (peer: Peer, file: string): [string, Program][] =>
  peer.kind === "missing" ? [] : [[peer.title, peer.on(file)]];

/** The slow ones are given less of the same: beside the rate of much, and beside as little with its start. */
async function scannerRows({ corpora, peers, tare, rounds }: Bench, scan: Rate): Promise<Row[]> {
  const { sample, text } = corpora;
  const slow = await peerRates(peers.slow, sample, sizeOf(sample), rounds);
  const quick = await peerRates([peers.secretlint], text, sizeOf(text), rounds);
  const { started } = await measuredByName({ started: tare.scan(sample) }, rounds);
  const little = rateOf("scan", sizeOf(sample), started);
  return [
    ...[...slow, ...quick].map((rate) =>
      against(scanWork, scannerGoals[rate.title] ?? noGoal, scan, rate),
    ),
    ...slow
      .filter(({ title }) => title === "gitleaks")
      .map((rate) =>
        against(
          `${scanWork} (${(sizeOf(sample) / 1e6).toFixed(0)} MB, start included)`,
          noGoal,
          little,
          rate,
        ),
      ),
  ];
}
