import type { FindingDetail, FindingRow, LedgerEvent } from "../../../../src/server/api.ts";
import { Chain, placeIn } from "../../parts/chain.tsx";
import { Command } from "../../parts/command.tsx";
import { Facts } from "../../parts/events.tsx";
import { Failure } from "../../parts/loading.tsx";
import { Prose } from "../../parts/prose.tsx";
import { SeverityMark, StateMark } from "../../parts/marks.tsx";
import { Ago } from "../../parts/time.tsx";
import { isReport } from "../../mode.ts";
import { isFromReport, type ReportFinding } from "../../report/finding.ts";
import { hrefOf } from "../../route.ts";
import { session } from "../../server/client.ts";
import { useResource } from "../../server/resource.ts";
import { plural } from "../../words/number.ts";
import { classes, releaseName, spoken } from "../../words/names.ts";
import { day } from "../../words/time.ts";
import { reopen, rotate } from "./changes.ts";

interface DetailProps {
  readonly id: string;
  /** What the list knows of it already, so that it shows at once. */
  readonly row: FindingRow | undefined;
  /** The list without it. */
  readonly back: string;
  readonly onAccept: (row: FindingRow) => void;
}

/** All that is known of one finding, and what can be done about it. */
export function Detail({ id, row, back, onAccept }: DetailProps) {
  const loaded = useResource<FindingDetail>(`/api/findings/${encodeURIComponent(id)}`, "findings");
  const finding = loaded.value ?? row;
  return (
    <article class="detail" id="explained" tabIndex={-1} aria-labelledby="detail-title">
      <a class="back" href={back}>
        ‹ All findings
      </a>
      {loaded.error && <Failure of={loaded.error} isStale={finding !== undefined} />}
      {finding && (
        <>
          <Head of={finding} />
          <Actions of={finding} onAccept={onAccept} />
          {loaded.value && <Advice of={loaded.value} />}
          <Place of={finding} />
          <About of={finding} confidence={loaded.value?.confidence} />
          {loaded.value && <Past of={loaded.value.history} />}
        </>
      )}
    </article>
  );
}

const Head = ({ of: finding }: { of: FindingRow }) => (
  <header>
    <p class="detail-marks">
      <SeverityMark of={finding.severity} />
      {!isReport && <StateMark of={finding.state} />}
      {finding.verified === "active" && <span class="alive">its provider still accepts it</span>}
      {finding.isReopened && <span class="back-mark">was gone, and came back</span>}
    </p>
    <h2 id="detail-title">{finding.title}</h2>
    {finding.preview !== "" && <Evidence of={finding} />}
    {finding.state === "accepted" && (
      <p class="accepted-note">
        Accepted by {finding.changedBy}
        {finding.expires !== undefined && ` until ${day(finding.expires)}`}
        {finding.reason !== undefined && `: ${finding.reason}`}
      </p>
    )}
  </header>
);

const Evidence = ({ of: finding }: { of: FindingRow }) => (
  <code class="evidence">
    {isFromReport(finding) && <span class="quiet">{finding.context.before}</span>}
    {finding.preview}
    {isFromReport(finding) && <span class="quiet">{finding.context.after}</span>}
  </code>
);

function Actions({
  of: finding,
  onAccept,
}: {
  of: FindingRow;
  onAccept: (row: FindingRow) => void;
}) {
  const role = session.value?.user.role;
  if (role !== "admin" && role !== "member") return null;
  return (
    <p class="detail-actions">
      {finding.state === "open" && (
        <>
          <button type="button" class="main" onClick={() => void rotate([finding])}>
            Rotated <kbd>r</kbd>
          </button>
          <button type="button" class="plain" onClick={() => onAccept(finding)}>
            Accept… <kbd>a</kbd>
          </button>
        </>
      )}
      {(finding.state === "accepted" || finding.state === "rotated") && (
        <button type="button" class="plain" onClick={() => void reopen([finding])}>
          Open again <kbd>o</kbd>
        </button>
      )}
    </p>
  );
}

const Advice = ({ of: { harm, remedy } }: { of: FindingDetail }) => (
  <div class="advice">
    {harm !== "" && (
      <section>
        <h3>Why it matters</h3>
        <p>
          <Prose text={harm} />
        </p>
      </section>
    )}
    {remedy !== "" && (
      <section>
        <h3>What to do</h3>
        <p>
          <Prose text={remedy} />
        </p>
      </section>
    )}
  </div>
);

const Place = ({ of: finding }: { of: FindingRow }) => (
  <section>
    <h3>Where it stands</h3>
    {finding.path !== "" && (
      <p class="place">
        <Chain path={wholePathOf(finding)} place={placeIn(finding)} />
      </p>
    )}
    {isFromReport(finding) && <Elsewhere of={finding} />}
    <ul class="targets">
      {finding.targets.map((target) => (
        <li key={target}>
          <a class="path" href={hrefOf(["releases"], { project: finding.project, target })}>
            {releaseName({ project: finding.project, target })}
          </a>
        </li>
      ))}
    </ul>
  </section>
);

/** In a list paths start below the target, of which there is one. */
const wholePathOf = (finding: FindingRow): string =>
  (isFromReport(finding) ? finding.places[0]?.chain.join("!/") : undefined) ?? finding.path;

/** The other places of the same value, as far as the report lists them. */
function Elsewhere({ of: { places, placesInAll } }: { of: ReportFinding }) {
  const rest = placesInAll - places.length;
  if (placesInAll < 2) return null;
  return (
    <>
      <h3>And at</h3>
      <ul class="elsewhere">
        {places.slice(1).map(({ chain, place }, index) => (
          <li key={index}>
            <Chain path={chain.join("!/")} place={place} />
          </li>
        ))}
        {rest > 0 && <li class="quiet">{plural(rest, "place")} that the report only counts</li>}
      </ul>
    </>
  );
}

/** What is known of a credential's being alive. */
const working = {
  active: "yes, its provider still accepts it",
  inactive: "no",
  unknown: "not known",
} as const;

const About = ({ of: finding, confidence }: { of: FindingRow; confidence: string | undefined }) => (
  <section>
    <h3>About it</h3>
    <dl class="facts">
      <dt>Gives away</dt>
      <dd>
        <a href={hrefOf(["findings"], { q: `class:${finding.class}` })}>{finding.class}</a>:{" "}
        {classes[finding.class]}
      </dd>
      <dt>Rule</dt>
      <dd>
        <a class="path" href={hrefOf(["findings"], { q: `rule:${finding.rule}` })}>
          {finding.rule}
        </a>
      </dd>
      {finding.class === "secret" && (
        <>
          <dt>Still works</dt>
          <dd>{working[finding.verified]}</dd>
        </>
      )}
      {!isReport && (
        <>
          <dt>Project</dt>
          <dd>
            <a href={hrefOf(["findings"], { q: `project:${finding.project}` })}>
              {finding.project}
            </a>
          </dd>
          <dt>First seen</dt>
          <dd>
            <Ago at={finding.openedAt} />
          </dd>
        </>
      )}
      {isFromReport(finding) && finding.evidence.length > 0 && (
        <>
          <dt>Evidence</dt>
          <dd>{finding.evidence.join("; ")}</dd>
        </>
      )}
      {confidence !== undefined && (
        <>
          <dt>Confidence</dt>
          <dd>{confidence}</dd>
        </>
      )}
      <dt>Fingerprint</dt>
      <dd>
        <code class="quiet">{finding.fingerprint}</code>
      </dd>
      <dt>Explained by</dt>
      <dd>
        <Command text={`tare explain ${finding.rule}`} />
      </dd>
    </dl>
  </section>
);

const Past = ({ of: events }: { of: readonly LedgerEvent[] }) =>
  events.length === 0 ? null : (
    <section>
      <h3>History</h3>
      <ol class="timeline">
        {events.toReversed().map((event) => (
          <li key={event.id}>
            <strong>{spoken(event.type)}</strong> <Ago at={event.time} />
            <span class="quiet"> by {event.actor}</span>
            <span class="below">
              <Facts of={{ ...event, data: withoutFinding(event.data) }} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );

/** Which finding it is about is known here. */
const withoutFinding = (data: LedgerEvent["data"]): LedgerEvent["data"] =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== "finding"));
