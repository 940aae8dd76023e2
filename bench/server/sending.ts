import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Sending, SentByChild } from "./sender.ts";

/** Where events are sent to. */
export interface Destination {
  readonly url: string;
  readonly token: string;
}

/** Sends made-up events from a process of its own. @param signal Ends it. */
export async function sentByChild(
  { url, token }: Destination,
  sending: Sending,
  signal?: AbortSignal,
): Promise<SentByChild> {
  const program = join(import.meta.dirname, "sender.ts");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, url, token, JSON.stringify(sending)],
    { signal },
  );
  return JSON.parse(stdout) as SentByChild;
}

/** Does something while events arrive, so many a second. */
export async function whileArriving(
  destination: Destination,
  sending: Sending,
  work: () => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const sent = sentByChild(destination, sending, stop.signal).catch((error: Error) => {
    if (error.name !== "AbortError") throw error;
  });
  await work();
  stop.abort();
  await sent;
}
