import * as v from "valibot";
import type { HappeningType } from "../../ledger/event.ts";
import { all as eventTypes } from "../../ledger/events/index.ts";
import type {
  MadeWebhook,
  NewWebhook,
  Page,
  Webhook,
  WebhookDelivery,
  WebhookKind,
} from "../api.ts";
import { audited } from "../auth/audit.ts";
import { newId, newSecret } from "../auth/secrets.ts";
import { Failure } from "../failure.ts";
import { projectNames } from "../queries.ts";
import { route, type Routes } from "../route.ts";
import { publicAddress } from "../webhooks/address.ts";
import type { Courier, WebhookRow } from "../webhooks/courier.ts";

interface Row extends WebhookRow {
  readonly types: readonly HappeningType[];
  readonly projects: readonly string[] | null;
  readonly created_at: string;
  readonly state?: WebhookDelivery["state"] | null;
  readonly time?: string | null;
  readonly status?: number | null;
  readonly reason?: string | null;
}

const types = Object.keys(eventTypes) as HappeningType[];

const webAddress = v.pipe(
  v.string(),
  v.maxLength(2048),
  v.check(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    "give an http or https address",
  ),
  v.check(
    (text) => !URL.canParse(text) || new URL(text).username === "",
    "leave out the user name",
  ),
);

const newWebhook = v.strictObject({
  kind: v.picklist(["generic", "slack", "teams"] satisfies WebhookKind[]),
  url: webAddress,
  types: v.exactOptional(v.pipe(v.array(v.picklist(types)), v.maxLength(types.length))),
  projects: v.exactOptional(projectNames),
}) satisfies v.GenericSchema<unknown, NewWebhook>;

const webhookOf = (row: Row): Webhook => ({
  id: row.id,
  kind: row.kind,
  address: new URL(row.url).origin,
  types: row.types,
  ...(row.projects && { projects: row.projects }),
  createdAt: row.created_at,
  ...(row.state != null &&
    row.time != null && {
      lastDelivery: {
        time: row.time,
        state: row.state,
        ...(row.status != null && { status: row.status }),
        ...(row.reason != null && { reason: row.reason }),
      },
    }),
});

/** Said when it is made, and held again at each delivery. */
async function mustBeReachable(url: string, { reach }: Courier): Promise<void> {
  try {
    await publicAddress(new URL(url).hostname, reach.allowed, reach.resolve);
  } catch (error) {
    throw new Failure("bad-request", `url: ${(error as Error).message}`, {
      hint: "start the server with --allow-internal HOST where that is wanted",
    });
  }
}

export const webhooks: Routes = [
  route({
    method: "GET",
    path: "/api/webhooks",
    access: "admin",
    summary: "Who is told of events",
    answers: "Page<Webhook>",
    answer: async (_, { database }) => {
      const rows = await database.query<Row>(
        `select webhooks.*, last.state, last.time, last.status, last.reason from webhooks
         left join lateral (
           select state, time, status, reason from deliveries
           where webhook = webhooks.id and attempts > 0 order by sequence desc limit 1
         ) as last on true
         order by created_at, id limit 1000`,
      );
      return Response.json({
        items: rows.map(webhookOf),
        total: rows.length,
      } satisfies Page<Webhook>);
    },
  }),
  route({
    method: "POST",
    path: "/api/webhooks",
    access: "admin",
    summary: "Tell somebody of events; the secret that signs them is shown this once",
    answers: "MadeWebhook",
    status: 201,
    body: newWebhook,
    answer: async ({ body, caller: { name: actor } }, { database, courier }) => {
      await mustBeReachable(body.url, courier);
      const secret = newSecret();
      const made = await database.transaction(async (queries) => {
        const [row] = await queries.query<Row>(
          `insert into webhooks (id, kind, url, secret, types, projects)
           values ($1, $2, $3, $4, $5::text[], $6::text[]) returning *`,
          [newId(), body.kind, body.url, secret, body.types ?? [], body.projects ?? null],
        );
        if (!row) throw new RangeError("an inserted row was not returned");
        const webhook = webhookOf(row);
        await audited(queries, { actor, action: "webhook.created", subject: webhook.address });
        return { ...webhook, secret } satisfies MadeWebhook;
      });
      return Response.json(made, { status: 201 });
    },
  }),
  route({
    method: "DELETE",
    path: "/api/webhooks/:id",
    access: "admin",
    summary: "Tell somebody no more",
    answers: "nothing",
    status: 204,
    answer: async ({ caller: { name: actor }, parameter }, { database }) => {
      await database.transaction(async (queries) => {
        const [row] = await queries.query<Row>("delete from webhooks where id = $1 returning *", [
          parameter("id"),
        ]);
        if (!row) throw new Failure("not-found", "no such webhook");
        await audited(queries, {
          actor,
          action: "webhook.deleted",
          subject: new URL(row.url).origin,
        });
      });
      return new Response(null, { status: 204 });
    },
  }),
  route({
    method: "POST",
    path: "/api/webhooks/:id/test",
    access: "admin",
    summary: "Send a message for a test",
    answers: "WebhookDelivery",
    answer: async ({ caller: { name: actor }, parameter }, { database, courier }) => {
      const [row] = await database.query<Row>("select * from webhooks where id = $1", [
        parameter("id"),
      ]);
      if (!row) throw new Failure("not-found", "no such webhook");
      await audited(database, {
        actor,
        action: "webhook.tested",
        subject: new URL(row.url).origin,
      });
      return Response.json(await courier.tried(row));
    },
  }),
];
