// Sends made-up events to a server, as many clients would: a process of its own, so that
// the server's time is the server's. Prints what the server answered, as JSON.
//
//   node bench/server/sender.ts URL TOKEN '{"from":0,"to":1000,"total":1000,"batch":1000}'
import { setTimeout as sleep } from "node:timers/promises";
import type { Ingested } from "../../src/server/api.ts";
import { eventAt } from "./year.ts";

/** What is to be sent. */
export interface Sending {
  /** The numbers of the events, of a year of `total`. */
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly batch: number;
  /** Events a second; as many as go where absent. */
  readonly rate?: number;
}

export interface SentByChild {
  readonly stored: number;
  readonly seconds: number;
}

const [url = "", token = "", asked = "{}"] = process.argv.slice(2);
const { from, to, total, batch, rate } = JSON.parse(asked) as Sending;

async function posted(body: string): Promise<number> {
  const response = await fetch(`${url}/api/ledger`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body,
  });
  if (!response.ok) throw new Error(`the server answered with ${response.status}`);
  const { stored, refused } = (await response.json()) as Ingested;
  if (refused.length > 0) throw new Error(`refused: ${refused[0]?.reason ?? ""}`);
  return stored;
}

const bodyFrom = (first: number): string =>
  JSON.stringify({
    events: Array.from({ length: Math.min(batch, to - first) }, (_, index) =>
      eventAt(first + index, total),
    ),
  });

const start = performance.now();
let stored = 0;
let before: Promise<number> = Promise.resolve(0);
for (let first = from; first < to; first += batch) {
  const body = bodyFrom(first);
  stored += await before;
  const due = rate === undefined ? 0 : start + ((first - from) / rate) * 1000 - performance.now();
  if (due > 0) await sleep(due);
  before = posted(body);
}
stored += await before;
console.log(
  JSON.stringify({ stored, seconds: (performance.now() - start) / 1000 } satisfies SentByChild),
);
