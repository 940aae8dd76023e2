import type { Event, Happening } from "./event.ts";

/** One look at all that is public of an organisation. */
export type Look = Extract<Happening, { readonly type: "inventory-finished" }>;

/** What an earlier look saw. */
export interface EarlierLook {
  /** The day, as 2026-11-01. */
  readonly day: string;
  readonly look: Look;
}

/** Earlier looks at the same in the same way, the oldest first, the last of each day. */
export function earlierThan(events: readonly Event[], now: Look): EarlierLook[] {
  const byDay = new Map<string, Look>();
  for (const { time, happening } of events)
    if (happening.type === "inventory-finished" && isAlike(happening, now))
      byDay.set(time.slice(0, 10), happening);
  return [...byDay].map(([day, look]) => ({ day, look }));
}

const isAlike = (one: Look, other: Look): boolean =>
  one.organisation === other.organisation &&
  one.read === other.read &&
  one.ways.toSorted().join() === other.ways.toSorted().join();
