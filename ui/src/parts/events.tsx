import type { LedgerEvent } from "../../../src/server/api.ts";
import { hrefOf } from "../route.ts";
import { spoken } from "../words/names.ts";
import { factsOf } from "./event-facts.ts";
import { Table } from "./table.tsx";
import { Ago } from "./time.tsx";

/** Events of the ledger, as they were given: when, who, where, what. */
export const Events = ({ of: events, label }: { of: readonly LedgerEvent[]; label: string }) => (
  <Table label={label} columns={["When", "What", "Project", "Who"]} class="events">
    {events.map((event) => (
      <tr key={event.id}>
        <td class="nowrap quiet">
          <Ago at={event.time} />
        </td>
        <td>
          <a class="event-type" href={hrefOf(["ledger"], { type: event.type })}>
            {spoken(event.type)}
          </a>{" "}
          <Facts of={event} />
        </td>
        <td class="nowrap">{event.project}</td>
        <td class="nowrap quiet">{event.actor}</td>
      </tr>
    ))}
  </Table>
);

export const Facts = ({ of }: { of: LedgerEvent }) => (
  <span class="facts-line">
    {factsOf(of.data).map(([name, value]) => (
      <span key={name}>
        <span class="quiet">{name}</span> {value}
      </span>
    ))}
  </span>
);
