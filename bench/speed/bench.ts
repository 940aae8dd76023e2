import { join } from "node:path";
import type { Corpora } from "../corpora/corpora.ts";
import { interleaved, measured, type Program, type Run } from "../measure.ts";
import { type Missing, missing, type Peer } from "../peers/peer.ts";
import type { Peers } from "../peers/peers.ts";
import { type Rate, rateOf } from "./rate.ts";
import type { Tare } from "./tare.ts";

/** What the parts of the speed bench share. */
export interface Bench {
  readonly corpora: Corpora;
  readonly peers: Peers;
  readonly tare: Tare;
  readonly rounds: number;
}

/** Programs by name, each measured in turn. */
export async function measuredByName<Name extends string>(
  programs: Readonly<Record<Name, Program>>,
  rounds: number,
): Promise<Record<Name, Run>> {
  const names = Object.keys(programs) as Name[];
  const runs = await interleaved(Object.values(programs), rounds);
  return Object.fromEntries(names.map((name, index) => [name, runs[index]])) as Record<Name, Run>;
}

/** A part of tare by itself: see `child.ts`. */
export const part = (what: "read" | "kernel" | "matcher", file: string, copies = 1): Program => ({
  title: `${what} × ${copies}`,
  command: process.execPath,
  args: [join(import.meta.dirname, "child.ts"), what, file, String(copies)],
  tells: true,
});

/** A run that takes longer is not repeated. */
const longSeconds = 20;

/** The rates of those peers that are there and do the work, measured in turn; the others as they are. */
export async function peerRates(
  peers: readonly Peer[],
  target: string,
  bytes: number,
  rounds: number,
): Promise<(Rate | Missing)[]> {
  const first = await inTurn(peers, (peer) => triedOn(peer, target));
  const short = first.filter(({ run }) => run && run.seconds < longSeconds);
  const programs = short.flatMap(({ peer }) => (peer.kind === "ready" ? [peer.on(target)] : []));
  const runs = new Map(
    (await interleaved(programs, rounds)).map((run, index) => [short[index]?.peer, run]),
  );
  return first.map(({ peer, run }) => {
    const last = runs.get(peer) ?? run;
    if (peer.kind === "missing") return peer;
    return last ? rateOf(peer.title, bytes, last) : missing(peer.title, new Error("was not run"));
  });
}

interface Tried {
  readonly peer: Peer;
  readonly run?: Run;
}

/** A peer that fails is missing. */
async function triedOn(peer: Peer, target: string): Promise<Tried> {
  if (peer.kind === "missing") return { peer };
  try {
    return { peer, run: await measured(peer.on(target)) };
  } catch (error) {
    return { peer: missing(peer.title, error) };
  }
}

async function inTurn<In, Out>(
  all: readonly In[],
  each: (one: In) => Promise<Out>,
): Promise<Out[]> {
  const done: Out[] = [];
  for (const one of all) done.push(await each(one));
  return done;
}
