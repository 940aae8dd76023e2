import type { FindingRow, ReleaseDetail } from "../../../src/server/api.ts";
import { Chain, placeIn } from "../parts/chain.tsx";
import { Command } from "../parts/command.tsx";
import { Empty } from "../parts/empty.tsx";
import { Loaded } from "../parts/loading.tsx";
import { Counts, SeverityMark, VerdictMark } from "../parts/marks.tsx";
import { Ago } from "../parts/time.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf } from "../route.ts";
import { useResource } from "../server/resource.ts";
import { releaseName } from "../words/names.ts";
import { duration, plural, size } from "../words/number.ts";
import { Dossier } from "./release/dossier.tsx";

/** One release: what it gives away, what was not looked at, and what changed. */
export function ReleasePage({ id }: { id: string }) {
  const release = useResource<ReleaseDetail>(`/api/releases/${encodeURIComponent(id)}`, "releases");
  useTitle(release.value ? releaseName(release.value) : "Release");
  return (
    <div class="page">
      <nav class="crumbs" aria-label="Above this">
        <a href="#/releases">Releases</a>
      </nav>
      <Loaded of={release}>{(value) => <Release of={value} />}</Loaded>
    </div>
  );
}

const Release = ({ of: release }: { of: ReleaseDetail }) => (
  <>
    <h1 class="path">{releaseName(release)}</h1>
    <p class="release-head">
      <VerdictMark of={release.verdict} />
      <Counts of={release.findings} />
      <span class="quiet">
        {release.project}, {release.by} by {release.actor}, <Ago at={release.time} />
      </span>
      <a href={hrefOf(["releases"], { project: release.project, target: release.target })}>
        all of this target
      </a>
      <a
        href={hrefOf(["findings"], {
          project: release.project,
          q: `target:${quoted(release.target)} state:open`,
        })}
      >
        its open findings
      </a>
    </p>
    <div class="two">
      <Coverage of={release} />
      <Changes of={release} />
    </div>
    {release.checks.length > 0 && <Checks of={release} />}
    <Dossier of={release.dossier} target={release.target} />
    <Receipts of={release} />
  </>
);

const quoted = (text: string): string => (/[\s,]/.test(text) ? `"${text}"` : text);

function Coverage({ of: { coverage, gaps } }: { of: ReleaseDetail }) {
  const { files, bytesSeen, bytesRead, durationMs } = coverage;
  return (
    <section aria-labelledby="coverage-title">
      <h2 id="coverage-title">What was inspected</h2>
      <dl class="facts">
        {files !== undefined && <Fact name="Files" value={plural(files, "file")} />}
        {bytesSeen !== undefined && <Fact name="Seen" value={size(bytesSeen)} />}
        {bytesRead !== undefined && (
          <Fact name="Read" value={`${size(bytesRead)}; weights are skipped by structure`} />
        )}
        {durationMs !== undefined && (
          <Fact name="Took" value={duration(durationMs / 1000).join(" ")} />
        )}
        <Fact name="Not inspected" value={gaps === 0 ? "nothing" : plural(gaps, "part")} />
      </dl>
      {coverage.gaps.length > 0 && (
        <ul class="gaps">
          {coverage.gaps.map((gap) => (
            <li key={gap.path + gap.reason}>
              <Chain path={gap.path} />
              <span class="below warn">
                {gap.reason}
                {gap.bytes > 0 && `, ${size(gap.bytes)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {coverage.gaps.length < gaps && coverage.gaps.length === 0 && (
        <p class="quiet">What these parts hold is unknown.</p>
      )}
    </section>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

function Changes({ of: { difference } }: { of: ReleaseDetail }) {
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title">Since the one before</h2>
      {!difference && <p class="quiet">This is the first of its target.</p>}
      {difference && difference.opened.length + difference.closed.length === 0 && (
        <p class="quiet">The same findings as before.</p>
      )}
      {difference && (
        <>
          <Some of={difference.opened} title="new" sign="+" />
          <Some of={difference.closed} title="gone" sign="−" />
          <p>
            <a href={hrefOf(["releases", difference.before])}>the release before</a>
          </p>
        </>
      )}
    </section>
  );
}

/** A difference may be long; the findings page lists all. */
const mostShown = 6;

const Some = ({
  of: rows,
  title,
  sign,
}: {
  of: readonly FindingRow[];
  title: string;
  sign: string;
}) =>
  rows.length === 0 ? null : (
    <>
      <h3>
        {sign}
        {rows.length} {title}
      </h3>
      <ul class="short-list">
        {rows.slice(0, mostShown).map((row) => (
          <li key={row.id}>
            <SeverityMark of={row.severity} isShort />
            <span>
              <a href={hrefOf(["findings", row.id])}>{row.title}</a>
              <span class="below quiet">
                <Chain path={row.path} place={placeIn(row)} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      {rows.length > mostShown && <p class="quiet">and {rows.length - mostShown} more</p>}
    </>
  );

const Checks = ({ of: { checks } }: { of: ReleaseDetail }) => (
  <section aria-labelledby="checks-title">
    <h2 id="checks-title">What the gate asked</h2>
    <ul class="checks">
      {checks.map(({ check, passed, reason }) => (
        <li key={check} class={passed ? "passed" : "failed"}>
          <span aria-hidden="true">{passed ? "✓" : "✗"}</span> {check}
          <span class="heard">: {passed ? "passed" : "failed"}</span>
          {reason !== undefined && <span class="below quiet">{reason}</span>}
        </li>
      ))}
    </ul>
  </section>
);

const Receipts = ({ of: { receipts, target } }: { of: ReleaseDetail }) => (
  <section aria-labelledby="receipts-title">
    <h2 id="receipts-title">Cleaned and proved</h2>
    {receipts.length === 0 ? (
      <Empty title="Nobody has cleaned it yet" command={`tare clean ${target} -o clean/`}>
        Cleaning takes out what leaks, and leaves a receipt that proves that no weight changed.
      </Empty>
    ) : (
      <ul class="receipts">
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            <strong>{receipt.kind}</strong> <Ago at={receipt.time} />
            <span class="below quiet">
              {[
                receipt.edits !== undefined && plural(receipt.edits, "edit"),
                receipt.dropped !== undefined && `${receipt.dropped} left out`,
                receipt.left !== undefined && `${receipt.left} not taken out`,
                receipt.holds !== undefined &&
                  (receipt.holds ? "the proof holds" : "the proof does not hold"),
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
          </li>
        ))}
      </ul>
    )}
    {receipts.some(({ holds }) => holds === false) && <Command text="tare prove receipt.json" />}
  </section>
);
