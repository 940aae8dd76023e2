import type { ReleaseRow, Verdict } from "../../../src/server/api.ts";
import { Empty } from "../parts/empty.tsx";
import { Failure } from "../parts/loading.tsx";
import { More } from "../parts/more.tsx";
import { Counts, VerdictMark } from "../parts/marks.tsx";
import { Ago } from "../parts/time.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf, route } from "../route.ts";
import { apiPath } from "../server/client.ts";
import { usePages } from "../server/pages.ts";
import { projectOf } from "../shell/project.tsx";
import { count, plural } from "../words/number.ts";
import { releaseName, verdicts } from "../words/names.ts";

/** Each scan or gate of a release, the newest first. */
export function Releases() {
  useTitle("Releases");
  const project = projectOf();
  const verdict = route.value.query.get("verdict") ?? undefined;
  const target = route.value.query.get("target") ?? undefined;
  const path = apiPath("/api/releases", { project, verdict, target });
  const releases = usePages<ReleaseRow>(path, "releases");
  return (
    <div class="page">
      <h1>Releases</h1>
      <p class="lead">What was scanned or went through a gate, and what became of it.</p>
      <VerdictLinks chosen={verdict} />
      {target !== undefined && (
        <p>
          <a class="chip" href={hrefOf(["releases"], { project, verdict })}>
            only {target} <span aria-hidden="true">×</span>
            <span class="heard">: show all</span>
          </a>
        </p>
      )}
      {releases.error && <Failure of={releases.error} isStale={releases.items.length > 0} />}
      {releases.total === 0 && (
        <Empty title="No release here" command="tare scan release/">
          Each scan that a laptop or pipeline sends is listed, with what it did not inspect.
        </Empty>
      )}
      {releases.items.length > 0 && <List of={releases.items} />}
      <More of={releases} one="release" />
    </div>
  );
}

const VerdictLinks = ({ chosen }: { chosen: string | undefined }) => (
  <nav class="tabs" aria-label="By verdict">
    {[undefined, ...(Object.keys(verdicts) as Verdict[])].map((each) => (
      <a
        key={each ?? "all"}
        href={hrefOf(["releases"], { project: projectOf(), verdict: each })}
        aria-current={each === chosen ? "true" : undefined}
      >
        {each === undefined ? "All" : verdicts[each]}
      </a>
    ))}
  </nav>
);

const List = ({ of: releases }: { of: readonly ReleaseRow[] }) => (
  <ul class="releases" aria-label="Releases">
    {releases.map((release) => (
      <li key={release.id}>
        <VerdictMark of={release.verdict} />
        <span class="release-what">
          <a class="path" href={hrefOf(["releases", release.id])}>
            {releaseName(release)}
          </a>
          <span class="quiet below">
            {release.project}, {release.by} by {release.actor}
          </span>
        </span>
        <span>
          <Counts of={release.findings} />
          <span class={release.gaps > 0 ? "warn below" : "quiet below"}>
            {release.gaps > 0 ? `${plural(release.gaps, "part")} not inspected` : "all inspected"}
          </span>
        </span>
        <span class="release-when">
          <Difference of={release} />
          <span class="quiet below">
            <Ago at={release.time} />
          </span>
        </span>
      </li>
    ))}
  </ul>
);

export function Difference({ of: { opened, closed } }: { of: ReleaseRow }) {
  if (opened === undefined && closed === undefined)
    return <span class="quiet">first of its target</span>;
  if (!opened && !closed) return <span class="quiet">same as before</span>;
  return (
    <span class="difference">
      {!!opened && <span class="opened">+{count(opened)} new</span>}
      {!!closed && <span class="closed">−{count(closed)} gone</span>}
    </span>
  );
}
