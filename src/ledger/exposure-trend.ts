import type { Event, Happening } from "./event.ts";

/** One look at all that is public of an organisation. */
export type Recon = Extract<Happening, { readonly type: "recon-finished" }>;

/** What an earlier look saw. */
export interface EarlierRecon {
  /** The day, as 2026-11-01. */
  readonly day: string;
  readonly recon: Recon;
}

/** Earlier looks at the same in the same way, the oldest first, the last of each day. */
export function earlierThan(events: readonly Event[], now: Recon): EarlierRecon[] {
  const byDay = new Map<string, Recon>();
  for (const { time, happening } of events)
    if (happening.type === "recon-finished" && isAlike(happening, now))
      byDay.set(time.slice(0, 10), happening);
  return [...byDay].map(([day, recon]) => ({ day, recon }));
}

const isAlike = (one: Recon, other: Recon): boolean =>
  one.target === other.target &&
  one.read === other.read &&
  one.ways.toSorted().join() === other.ways.toSorted().join();
