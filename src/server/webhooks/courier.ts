import type { WebhookDelivery, WebhookKind } from "../api.ts";
import type { Database, Queries } from "../database/database.ts";
import { type EventRow, eventColumns, ledgerEvent } from "../store/rows.ts";
import { messageOf } from "./message.ts";
import { type Reach, send, signatureOf } from "./send.ts";

/** Sends what webhooks are to be told, again and again until it is delivered. */
export interface Courier {
  /** There may be something to send. */
  readonly nudge: () => void;
  /** Sends what is due, and says how many. */
  readonly work: () => Promise<number>;
  /** Sends one message now, without trying again. */
  readonly tried: (webhook: WebhookRow) => Promise<WebhookDelivery>;
  readonly reach: Reach;
  readonly [Symbol.dispose]: () => void;
}

export interface WebhookRow {
  readonly id: string;
  readonly kind: WebhookKind;
  readonly url: string;
  readonly secret: string;
}

/** Seconds before each try but the first; behind the last it is given up. */
const pauses = [10, 60, 300, 1800, 7200, 21_600, 43_200];

/** In milliseconds, where nobody nudges. */
const pause = 5000;

/** How many are sent at once. */
const width = 8;

type Due = WebhookRow & EventRow & { readonly delivery: number; readonly attempts: number };

/** What is to be sent about events that were `added`, in their statement: each is delivered, none for nothing. */
export const noteDeliveries = `
insert into deliveries (webhook, event)
select webhooks.id, added.id from webhooks, added
where (cardinality(webhooks.types) = 0 or added.type = any(webhooks.types))
  and (webhooks.projects is null or added.project = any(webhooks.projects))
order by added.sequence`;

export function newCourier(database: Database, reach: Reach): Courier {
  let isWorking = false;
  const work = async (): Promise<number> => {
    if (isWorking) return 0;
    isWorking = true;
    try {
      let sent = 0;
      for (let due = await dueIn(database); due.length > 0; due = await dueIn(database)) {
        await Promise.all(due.map(async (each) => deliver(database, each, reach)));
        sent += due.length;
      }
      return sent;
    } finally {
      isWorking = false;
    }
  };
  // Where the database is away, the next round finds all of it again.
  const start = (): void => void work().catch(() => undefined);
  const timer = setInterval(start, pause);
  timer.unref();
  return {
    nudge: start,
    work,
    tried: async (webhook) => outcomeOf(webhook, testEvent, reach),
    reach,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

const testEvent: EventRow = {
  sequence: 0,
  id: "test",
  time: "1970-01-01T00:00:00.000Z",
  actor: "tare",
  project: "test",
  stage: "evaluation",
  type: "proof-checked",
  data: { target: "a test of this webhook", holds: true },
};

/** Takes what is due for itself: for a minute no other server sends it. */
async function dueIn({ query }: Queries): Promise<Due[]> {
  return query<Due>(
    `with due as (
       update deliveries set next_at = now() + interval '1 minute', attempts = attempts + 1
       where sequence in (
         select sequence from deliveries where state = 'retrying' and next_at <= now()
         order by next_at limit ${width} for update skip locked
       )
       returning sequence as delivery, webhook, event, attempts
     )
     select due.delivery, due.attempts, webhooks.kind, webhooks.url, webhooks.secret,
       ${eventColumns
         .split(", ")
         .map((each) => `events.${each}`)
         .join(", ")}
     from due join webhooks on webhooks.id = due.webhook join events on events.id = due.event`,
  );
}

async function deliver({ query }: Queries, due: Due, reach: Reach): Promise<void> {
  const { state, status, reason } = await outcomeOf(due, due, reach);
  const wait = pauses[due.attempts - 1];
  const next = state === "failed" && wait !== undefined ? "retrying" : state;
  await query(
    `update deliveries set state = $2, status = $3, reason = $4, time = now(),
       next_at = now() + make_interval(secs => $5) where sequence = $1`,
    [due.delivery, next, status ?? null, reason ?? null, wait ?? 0],
  );
}

async function outcomeOf(
  { kind, url, secret }: WebhookRow,
  event: EventRow,
  reach: Reach,
): Promise<WebhookDelivery> {
  const body = JSON.stringify(messageOf(kind, ledgerEvent(event)));
  const now = new Date();
  const time = now.toISOString();
  const headers = {
    "User-Agent": "tare",
    "Tare-Event": event.id,
    "Tare-Signature": signatureOf(body, secret, Math.floor(now.getTime() / 1000)),
  };
  try {
    const status = await send(url, body, headers, reach);
    if (status >= 200 && status < 300) return { time, state: "delivered", status };
    return { time, state: "failed", status, reason: `answered with ${status}` };
  } catch (error) {
    // Of the message no more than what went wrong: it may repeat the address.
    const { code, message } = error as NodeJS.ErrnoException;
    return { time, state: "failed", reason: code ?? message };
  }
}
