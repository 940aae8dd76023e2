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

/** How many events one message to a chat tells of. */
const mostTold = 1000;

type Due = WebhookRow &
  EventRow & {
    readonly delivery: number;
    readonly webhook: string;
    readonly attempts: number;
  };

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
        await Promise.all(batchesOf(due).map(async (each) => deliver(database, each, reach)));
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
    tried: async (webhook) => outcomeOf(webhook, [testEvent], reach),
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

/** What is due; for a chat all of it, so that a scan with a thousand findings is one message. */
async function dueIn({ query }: Queries): Promise<Due[]> {
  const due = await taken(query, width);
  const chats = due.filter(({ kind }) => kind !== "generic").map(({ webhook }) => webhook);
  return chats.length === 0 ? due : [...due, ...(await taken(query, mostTold, chats))];
}

/** Takes deliveries for itself: for a minute no other server sends them. @param webhooks Only theirs. */
const taken = async (
  query: Queries["query"],
  limit: number,
  webhooks: readonly string[] | null = null,
): Promise<Due[]> =>
  query<Due>(
    `with due as (
       update deliveries set next_at = now() + interval '1 minute', attempts = attempts + 1
       where sequence in (
         select sequence from deliveries where state = 'retrying' and next_at <= now()
           and ($1::text[] is null or webhook = any($1))
         order by next_at limit ${limit} for update skip locked
       )
       returning sequence as delivery, webhook, event, attempts
     )
     select due.delivery, due.webhook, due.attempts, webhooks.kind, webhooks.url, webhooks.secret,
       ${eventColumns
         .split(", ")
         .map((each) => `events.${each}`)
         .join(", ")}
     from due join webhooks on webhooks.id = due.webhook join events on events.id = due.event
     order by events.sequence`,
    [webhooks],
  );

/** Of what one message is about: a chat is told all that is due, a program each event by itself. */
const batchesOf = (due: readonly Due[]): readonly (readonly Due[])[] => [
  ...Map.groupBy(due, ({ kind, webhook, delivery }) =>
    kind === "generic" ? delivery : webhook,
  ).values(),
];

async function deliver({ query }: Queries, batch: readonly Due[], reach: Reach): Promise<void> {
  const [first] = batch;
  if (!first) return;
  const { state, status, reason } = await outcomeOf(first, batch, reach);
  const waits = batch.map(({ attempts }) => pauses[attempts - 1]);
  await query(
    `update deliveries set state = next.state, status = $1, reason = $2, time = now(),
       next_at = now() + make_interval(secs => next.wait)
     from unnest($3::bigint[], $4::text[], $5::int[]) as next (delivery, state, wait)
     where sequence = next.delivery`,
    [
      status ?? null,
      reason ?? null,
      batch.map(({ delivery }) => delivery),
      waits.map((wait) => (state === "failed" && wait !== undefined ? "retrying" : state)),
      waits.map((wait) => wait ?? 0),
    ],
  );
}

async function outcomeOf(
  { kind, url, secret }: WebhookRow,
  events: readonly EventRow[],
  reach: Reach,
): Promise<WebhookDelivery> {
  const body = JSON.stringify(messageOf(kind, events.map(ledgerEvent)));
  const now = new Date();
  const time = now.toISOString();
  const headers = {
    "User-Agent": "tare",
    "Tare-Event": events[0]?.id ?? "",
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
