import { signal } from "@preact/signals";
import type { Changed, LedgerEvent } from "../../../src/server/api.ts";

/** What a part of the page may show, and so what can be out of date. */
export type Topic = "gauges" | "findings" | "releases" | "ledger";

/** How often each topic has changed since the page was opened. */
export const versions = {
  gauges: signal(0),
  findings: signal(0),
  releases: signal(0),
  ledger: signal(0),
} as const satisfies Record<Topic, unknown>;

export const connection = signal<"connecting" | "live" | "lost">("connecting");

/** The newest event that came while the page was open. */
export const latest = signal<LedgerEvent | undefined>(undefined);

/** Many events in a row are one change of the page, in milliseconds. */
const gathering = 400;
/** Between two tries to connect where the browser has given up, in milliseconds. */
const pauses = [1000, 2000, 5000, 15_000] as const;

/**
 * Follows the server's events until the returned function is called. A browser
 * connects again by itself and names the last event that it got; what the server
 * no longer has is made up for by loading everything anew after each gap.
 */
export function followServer(): () => void {
  const pending = new Set<Topic>();
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let wasLost = false;

  const flush = (): void => {
    timer = undefined;
    for (const topic of pending) versions[topic].value++;
    pending.clear();
  };
  const changed = (...topics: readonly Topic[]): void => {
    for (const topic of topics) pending.add(topic);
    timer ??= setTimeout(flush, gathering);
  };
  const lost = (): void => {
    connection.value = "lost";
    wasLost = true;
    if (source?.readyState !== EventSource.CLOSED) return;
    retry = setTimeout(connect, pauses[Math.min(tries++, pauses.length - 1)]);
  };
  const open = (): void => {
    connection.value = "live";
    tries = 0;
    if (wasLost) changed("gauges", "findings", "releases", "ledger");
    wasLost = false;
  };
  const connect = (): void => {
    source = new EventSource("/api/events");
    source.addEventListener("open", open);
    source.addEventListener("error", lost);
    source.addEventListener("changed", ({ data }: MessageEvent<string>) =>
      changed(...topicsOf(JSON.parse(data) as Changed)),
    );
    source.addEventListener("ledger", ({ data }: MessageEvent<string>) => {
      latest.value = JSON.parse(data) as LedgerEvent;
      changed("ledger");
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    clearTimeout(retry);
    source?.close();
  };
}

const topicsOf = ({ gauges, findings, releases }: Changed): Topic[] => [
  ...(gauges ? (["gauges"] as const) : []),
  ...(findings.length > 0 ? (["findings"] as const) : []),
  ...(releases ? (["releases"] as const) : []),
];
