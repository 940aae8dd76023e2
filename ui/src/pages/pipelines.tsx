import type { CredentialKind, JobCredential, Page, PipelineJob } from "../../../src/server/api.ts";
import { Empty } from "../parts/empty.tsx";
import { Loaded } from "../parts/loading.tsx";
import { Table } from "../parts/table.tsx";
import { Ago } from "../parts/time.tsx";
import { useTitle } from "../parts/title.ts";
import { apiPath } from "../server/client.ts";
import { useResource } from "../server/resource.ts";
import { projectOf } from "../shell/project.tsx";
import { count, duration, plural } from "../words/number.ts";
import { credentialKinds, spoken } from "../words/names.ts";

/** Which jobs use which kind of credential, and for how long it lives. */
export function Pipelines() {
  useTitle("Pipelines");
  const path = apiPath("/api/pipelines", { project: projectOf(), limit: 500 });
  const jobs = useResource<Page<PipelineJob>>(path, "ledger", "gauges");
  return (
    <div class="page">
      <h1>Pipelines and credentials</h1>
      <p class="lead">
        A credential that ends with its job is worth little to whoever finds it. One that stands in
        a variable for years is worth everything.
      </p>
      <Loaded of={jobs}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No job was seen" command="tare audit .">
              An audit tells which credentials the jobs of your pipelines are given, from where, and
              for how long they live. So does a job that runs under <code>tare run</code>. Never the
              secrets themselves.
            </Empty>
          ) : (
            <>
              <Shares of={items} />
              <Jobs of={weakestFirst(items)} />
            </>
          )
        }
      </Loaded>
    </div>
  );
}

/** What is to be dealt with comes first; a job that is given nothing, last. */
const weakestFirst = (jobs: readonly PipelineJob[]): readonly PipelineJob[] =>
  jobs.toSorted((one, other) => weaknessOf(one) - weaknessOf(other));

const weaknessOf = ({ kind }: PipelineJob): number =>
  kind === undefined ? kinds.length : kinds.indexOf(kind);

const kinds = Object.keys(credentialKinds) as CredentialKind[];

/** How the credentials divide, as one bar and its legend. */
function Shares({ of: jobs }: { of: readonly PipelineJob[] }) {
  const all = jobs.flatMap(({ credentials }) => credentials);
  const counts = kinds.map(
    (kind) => [kind, all.filter((each) => each.kind === kind).length] as const,
  );
  return (
    <section aria-label="Credentials by kind" class="shares">
      <div class="bar" aria-hidden="true">
        {counts.map(([kind, many]) => (
          <span key={kind} class={kind} style={{ flexGrow: many }} hidden={many === 0} />
        ))}
      </div>
      <dl>
        {counts.map(([kind, many]) => (
          <div key={kind}>
            <dt>
              <span class={`kind ${kind}`}>{kind}</span>
            </dt>
            <dd>
              <span class="number">{count(many)}</span>
              <span class="quiet">{credentialKinds[kind]}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const Jobs = ({ of: jobs }: { of: readonly PipelineJob[] }) => (
  <Table label="Jobs" columns={["Job", "Weakest", "Credentials", "Seen", "Last"]} class="jobs">
    {jobs.map((job) => (
      <tr key={job.id}>
        <td>
          <span class="path">{job.name}</span>
          <span class="quiet below">{job.project}</span>
        </td>
        <td class="nowrap">
          {job.kind === undefined ? (
            <span class="quiet">none</span>
          ) : (
            <span class={`kind ${job.kind}`}>{job.kind}</span>
          )}
        </td>
        <td>
          <ul class="credentials">
            {job.credentials.map((credential) => (
              <li key={credential.name + credential.source}>
                <Credential of={credential} />
              </li>
            ))}
          </ul>
        </td>
        <td class="nowrap">
          {plural(job.runs, "time")}
          {job.failed > 0 && <span class="warn below">{count(job.failed)} failed</span>}
        </td>
        <td class="nowrap quiet">
          <Ago at={job.lastRunAt} />
        </td>
      </tr>
    ))}
  </Table>
);

function endOf(kind: CredentialKind, ttlSeconds: number | undefined): string {
  if (ttlSeconds !== undefined) return duration(ttlSeconds).join(" ");
  return kind === "short-lived" ? "ends by itself" : "no end";
}

const Credential = ({ of: { name, kind, source, ttlSeconds } }: { of: JobCredential }) => (
  <>
    <span class={`kind-dot ${kind}`} title={kind}>
      <span class="heard">{kind}</span>
    </span>
    <code>{name}</code>{" "}
    <span class="quiet">
      {spoken(source)}
      {", "}
      {endOf(kind, ttlSeconds)}
    </span>
  </>
);
