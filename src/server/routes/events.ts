import type { Changed } from "../api.ts";
import type { FollowedEvent } from "../feed.ts";
import { route, type Routes } from "../route.ts";
import { ledgerEvent } from "../store/rows.ts";

/** In milliseconds: proxies end a connection on which nothing comes. */
const heartbeat = 20_000;

/** Who reads more slowly than events come is cut off, and comes back for the rest. */
const mostWaiting = 1024 * 1024;

const block = (event: string, data: object, id?: number): string =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

const releaseTypes: readonly string[] = [
  "scan-finished",
  "gate-passed",
  "gate-failed",
  "clean-finished",
  "proof-checked",
  "brief-finished",
];

/** Says what happened to a browser: each event, and which parts of its page are out of date. */
function told(rows: readonly FollowedEvent[]): string {
  const findings = rows.flatMap(({ finding }) => (finding === null ? [] : [finding]));
  const changed: Changed = {
    gauges: true,
    findings: [...new Set(findings)],
    releases: rows.some(({ type }) => releaseTypes.includes(type)),
  };
  return [
    ...rows.map((row) => block("ledger", ledgerEvent(row), row.sequence)),
    block("changed", changed),
  ].join("");
}

/** A stream of text that ends when the reader is gone, or too slow. */
function followed(
  signal: AbortSignal,
  follow: (say: (text: string) => void, stopped: AbortSignal) => Promise<void>,
): ReadableStream {
  const gone = new AbortController();
  const stopped = AbortSignal.any([signal, gone.signal]);
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async start(controller) {
        const say = (text: string): void => {
          if (stopped.aborted) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) >= 0) return;
          gone.abort();
          controller.close();
        };
        say("retry: 2000\n\n");
        const timer = setInterval(() => say(": still here\n\n"), heartbeat);
        stopped.addEventListener("abort", () => clearInterval(timer), { once: true });
        await follow(say, stopped);
      },
      cancel: () => gone.abort(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostWaiting }),
  );
}

/** What a browser that comes back has seen last. */
function lastSeen(headers: Headers): number | undefined {
  const id = headers.get("last-event-id");
  return id !== null && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}

export const events: Routes = [
  route({
    method: "GET",
    path: "/api/events",
    access: "read",
    summary: "New events as they come (server-sent events)",
    answers: "LedgerEvent and Changed",
    answer: async ({ caller, headers, signal }, { feed }) =>
      new Response(
        followed(signal, async (say, stopped) =>
          feed.follow({ caller, signal: stopped, after: lastSeen(headers) }, (rows) =>
            say(told(rows)),
          ),
        ),
        { headers: { "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" } },
      ),
  }),
];
