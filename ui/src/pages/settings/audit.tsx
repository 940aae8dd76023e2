import type { AuditEntry } from "../../../../src/server/api.ts";
import { Empty } from "../../parts/empty.tsx";
import { factsOf } from "../../parts/event-facts.ts";
import { Failure } from "../../parts/loading.tsx";
import { More } from "../../parts/more.tsx";
import { Table } from "../../parts/table.tsx";
import { Ago } from "../../parts/time.tsx";
import { usePages } from "../../server/pages.ts";

/** Who changed what on this server. */
export function Audit() {
  const entries = usePages<AuditEntry>("/api/audit", "ledger");
  return (
    <>
      <p class="prose">
        Every change on this server, and each login. It cannot be changed from here.
      </p>
      {entries.error && <Failure of={entries.error} />}
      {entries.total === 0 && <Empty title="Nothing was changed yet" />}
      {entries.items.length > 0 && <Entries of={entries.items} />}
      <More of={entries} one="change" />
    </>
  );
}

const Entries = ({ of: entries }: { of: readonly AuditEntry[] }) => (
  <Table label="Audit" columns={["When", "Who", "Did", "To", "Details"]}>
    {entries.map(({ id, time, actor, action, subject, details }) => (
      <tr key={id}>
        <td class="nowrap quiet">
          <Ago at={time} />
        </td>
        <td class="nowrap">{actor}</td>
        <td class="nowrap">{action.replace(".", " ")}</td>
        <td>{subject}</td>
        <td class="quiet">
          {factsOf(details)
            .map((fact) => fact.join(" "))
            .join(", ")}
        </td>
      </tr>
    ))}
  </Table>
);
