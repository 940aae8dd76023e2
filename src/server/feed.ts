import { type Caller, sees } from "./auth/caller.ts";
import type { Database, Queries } from "./database/database.ts";
import { type EventRow, eventColumns } from "./store/rows.ts";

export type FollowedEvent = EventRow & { readonly finding: string | null };
type Listener = (events: readonly FollowedEvent[]) => void;

/** Who follows, until when, and from where on. */
export interface Follower {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** The number of the last event that is known; all that come from now on where there is none. */
  readonly after: number | undefined;
}

/** Tells of new events, whichever server of the same database stored them. */
export interface Feed {
  /** There may be something new. */
  readonly nudge: () => void;
  /** Calls back with new events of the caller's projects. */
  readonly follow: (follower: Follower, listener: Listener) => Promise<void>;
  /** How many follow. */
  readonly size: () => number;
  readonly [Symbol.dispose]: () => void;
}

/** Between two looks where nobody nudges, in milliseconds: another server may have stored something. */
const pause = 2000;

/** How many are read at once; who was away for longer asks for its page anew. */
const most = 500;

const eventsBehind = async ({ query }: Queries, sequence: number): Promise<FollowedEvent[]> =>
  query<FollowedEvent>(
    `select ${eventColumns}, finding from events where sequence > $1 order by sequence limit ${most}`,
    [sequence],
  );

async function newestIn({ query }: Queries): Promise<number> {
  const [row] = await query<{ last: number | null }>("select max(sequence) as last from events");
  return row?.last ?? 0;
}

export function newFeed(database: Database): Feed {
  const listeners = new Map<Listener, Caller>();
  let last = 0;
  let isLooking = false;

  async function look(): Promise<void> {
    if (isLooking || listeners.size === 0) return;
    isLooking = true;
    try {
      for (;;) {
        const events = await eventsBehind(database, last);
        last = events.at(-1)?.sequence ?? last;
        for (const [listener, caller] of listeners) tell(listener, caller, events);
        if (events.length < most) return;
      }
    } catch {
      // The database is away: the next look finds what came meanwhile.
    } finally {
      isLooking = false;
    }
  }

  const timer = setInterval(() => void look(), pause);
  timer.unref();
  return {
    nudge: () => void look(),
    follow: async ({ caller, signal, after }, listener) => {
      const newest = await newestIn(database);
      if (listeners.size === 0) last = newest;
      if (after !== undefined) tell(listener, caller, await eventsBehind(database, after));
      if (signal.aborted) return;
      listeners.set(listener, caller);
      signal.addEventListener("abort", () => listeners.delete(listener), { once: true });
    },
    size: () => listeners.size,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function tell(listener: Listener, caller: Caller, events: readonly FollowedEvent[]): void {
  const own = events.filter(({ project }) => sees(caller, project));
  if (own.length > 0) listener(own);
}
