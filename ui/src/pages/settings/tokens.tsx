import { type Signal, useSignal } from "@preact/signals";
import type { ApiToken, MadeToken, NewToken, Page, Scope } from "../../../../src/server/api.ts";
import { Command } from "../../parts/command.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Loaded } from "../../parts/loading.tsx";
import { Table } from "../../parts/table.tsx";
import { Ago, now } from "../../parts/time.tsx";
import { send } from "../../server/client.ts";
import { useResource } from "../../server/resource.ts";
import { dayAfter } from "../../words/time.ts";
import { Adding, ProjectsField, projectsIn, ShownOnce } from "./adding.tsx";
import { changing, reload } from "./changing.ts";
import { textIn } from "../../parts/form.ts";

const scopes: Readonly<Record<Scope, string>> = {
  ingest: "sends events",
  read: "reads all but settings",
  triage: "changes the state of findings",
};

export function Tokens() {
  const tokens = useResource<Page<ApiToken>>("/api/tokens", "ledger");
  const made = useSignal<MadeToken | undefined>(undefined);
  return (
    <>
      <p class="prose">
        Laptops and pipelines send their events with a token, in the variable{" "}
        <code>TARE_TOKEN</code>.
      </p>
      {made.value && (
        <ShownOnce title={`The token '${made.value.name}'.`}>
          <Command text={`export TARE_SERVER=${location.origin} TARE_TOKEN=${made.value.token}`} />
        </ShownOnce>
      )}
      <Adding label="Make a token" onSend={(form) => make(form, made)}>
        <label>
          Name
          <input name="name" required autoComplete="off" placeholder="laptop of ana" />
        </label>
        <fieldset>
          <legend>It</legend>
          {(Object.keys(scopes) as Scope[]).map((scope) => (
            <label key={scope} class="check">
              <input type="checkbox" name="scopes" value={scope} checked={scope === "ingest"} />
              {scopes[scope]} <span class="quiet">({scope})</span>
            </label>
          ))}
        </fieldset>
        <ProjectsField />
        <label>
          Works until
          <input
            name="expires"
            type="date"
            min={dayAfter(now.value, 1)}
            defaultValue={dayAfter(now.value, 365)}
          />
        </label>
      </Adding>
      <Loaded of={tokens}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No token yet">
              Make one for each laptop or pipeline, so that one can be taken back alone.
            </Empty>
          ) : (
            <TokenTable of={items} />
          )
        }
      </Loaded>
    </>
  );
}

async function make(form: FormData, made: Signal<MadeToken | undefined>): Promise<void> {
  const expires = textIn(form, "expires");
  const token: NewToken = {
    name: textIn(form, "name"),
    scopes: form.getAll("scopes") as Scope[],
    ...projectsIn(form),
    ...(expires === "" ? {} : { expiresAt: `${expires}T23:59:59Z` }),
  };
  made.value = await send<MadeToken>("POST", "/api/tokens", token);
  reload();
}

const remove = async ({ id, name }: ApiToken): Promise<void> =>
  changing(async () => {
    await send("DELETE", `/api/tokens/${encodeURIComponent(id)}`);
    return `The token '${name}' works no more.`;
  }, `The token '${name}' still works`);

const TokenTable = ({ of: tokens }: { of: readonly ApiToken[] }) => (
  <Table label="Tokens" columns={["Name", "May", "Projects", "Made", "Used", "Ends"]} hasButtons>
    {tokens.map((token) => (
      <tr key={token.id}>
        <td>
          {token.name} <code class="below quiet">{token.prefix}…</code>
        </td>
        <td>{token.scopes.join(", ")}</td>
        <td>{token.projects?.join(", ") ?? "all"}</td>
        <td class="nowrap">
          <Ago at={token.createdAt} /> <span class="quiet below">by {token.createdBy}</span>
        </td>
        <td class="nowrap">{token.lastUsedAt ? <Ago at={token.lastUsedAt} /> : "never"}</td>
        <td class="nowrap">{token.expiresAt ? <Ago at={token.expiresAt} /> : "never"}</td>
        <td>
          <button type="button" class="plain" onClick={() => void remove(token)}>
            Revoke<span class="heard"> {token.name}</span>
          </button>
        </td>
      </tr>
    ))}
  </Table>
);
