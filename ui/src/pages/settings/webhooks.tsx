import { type Signal, useSignal } from "@preact/signals";
import type {
  MadeWebhook,
  NewWebhook,
  Page,
  Webhook,
  WebhookDelivery,
  WebhookKind,
} from "../../../../src/server/api.ts";
import { Command } from "../../parts/command.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Loaded } from "../../parts/loading.tsx";
import { Table } from "../../parts/table.tsx";
import { Ago } from "../../parts/time.tsx";
import { send } from "../../server/client.ts";
import { useResource } from "../../server/resource.ts";
import { spoken } from "../../words/names.ts";
import { Adding, ProjectsField, projectsIn, ShownOnce } from "./adding.tsx";
import { changing, reload } from "./changing.ts";
import { listIn, textIn } from "../../parts/form.ts";

const kinds: Readonly<Record<WebhookKind, string>> = {
  generic: "any program: JSON, signed",
  slack: "Slack",
  teams: "Microsoft Teams",
};

export function Webhooks() {
  const webhooks = useResource<Page<Webhook>>("/api/webhooks", "ledger");
  const made = useSignal<MadeWebhook | undefined>(undefined);
  return (
    <>
      <p class="prose">
        tare tells other programs what happened. Addresses inside your own network are refused
        unless the server was started to allow them.
      </p>
      {made.value && (
        <ShownOnce title="The secret that signs what is sent.">
          <Command text={made.value.secret} />
        </ShownOnce>
      )}
      <Adding label="Add a webhook" onSend={(form) => make(form, made)}>
        <label>
          For
          <select name="kind">
            {(Object.keys(kinds) as WebhookKind[]).map((kind) => (
              <option key={kind} value={kind}>
                {kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Address
          <input name="url" type="url" required autoComplete="off" placeholder="https://" />
        </label>
        <label>
          Events
          <input name="types" autoComplete="off" placeholder="all" />
          <span class="quiet">
            Types with commas between, such as finding-opened. Empty means all.
          </span>
        </label>
        <ProjectsField />
      </Adding>
      <Loaded of={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Nobody is told yet">
              Add a webhook, so that a new finding reaches the team where it talks.
            </Empty>
          ) : (
            <WebhookTable of={items} />
          )
        }
      </Loaded>
    </>
  );
}

async function make(form: FormData, made: Signal<MadeWebhook | undefined>): Promise<void> {
  const types = listIn(form, "types") as NonNullable<NewWebhook["types"]>;
  const webhook: NewWebhook = {
    kind: form.get("kind") as WebhookKind,
    url: textIn(form, "url"),
    types,
    ...projectsIn(form),
  };
  made.value = await send<MadeWebhook>("POST", "/api/webhooks", webhook);
  reload();
}

const pathOf = ({ id }: Webhook): string => `/api/webhooks/${encodeURIComponent(id)}`;

const attempt = async (webhook: Webhook): Promise<void> =>
  changing(async () => {
    const path = `${pathOf(webhook)}/test`;
    const { state, status, reason } = await send<WebhookDelivery>("POST", path);
    return [state, status, reason].filter(Boolean).join(", ");
  }, "Not sent");

const remove = async (webhook: Webhook): Promise<void> =>
  changing(async () => {
    await send("DELETE", pathOf(webhook));
    return `${webhook.address} is told no more.`;
  }, `${webhook.address} is still told`);

const WebhookTable = ({ of: webhooks }: { of: readonly Webhook[] }) => (
  <Table label="Webhooks" columns={["Address", "Events", "Projects", "Last sent"]} hasButtons>
    {webhooks.map((webhook) => (
      <tr key={webhook.id}>
        <td>
          <code>{webhook.address}</code> <span class="quiet below">{webhook.kind}</span>
        </td>
        <td>{webhook.types.length === 0 ? "all" : webhook.types.map(spoken).join(", ")}</td>
        <td>{webhook.projects?.join(", ") ?? "all"}</td>
        <td>
          <Delivery of={webhook.lastDelivery} />
        </td>
        <td class="nowrap">
          <button type="button" class="plain" onClick={() => void attempt(webhook)}>
            Try<span class="heard"> {webhook.address}</span>
          </button>{" "}
          <button type="button" class="plain" onClick={() => void remove(webhook)}>
            Remove<span class="heard"> {webhook.address}</span>
          </button>
        </td>
      </tr>
    ))}
  </Table>
);

function Delivery({ of }: { of: WebhookDelivery | undefined }) {
  if (!of) return <span class="quiet">never</span>;
  return (
    <>
      <span class={of.state === "delivered" ? undefined : "warn"}>{of.state}</span>{" "}
      <Ago at={of.time} /> {of.reason !== undefined && <span class="quiet below">{of.reason}</span>}
    </>
  );
}
