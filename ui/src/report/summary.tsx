import type { PageData, PageGap } from "../../../src/report/html/page-data.ts";
import { worstChecks } from "./checks.ts";
import { Chain } from "../parts/chain.tsx";
import { Prose } from "../parts/prose.tsx";
import { SeverityMark } from "../parts/marks.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf } from "../route.ts";
import { count, duration, plural } from "../words/number.ts";
import { exact } from "../words/time.ts";

/** The first page of a report: what to do, what it gives away, what was not looked at. */
export function Summary({ of: data }: { of: PageData }) {
  useTitle(data.target);
  return (
    <div class="page">
      <p class="eyebrow">{data.profile === "audit" ? "Audit report" : "Release report"}</p>
      <h1 class="path">{data.target === "." ? "the working folder" : data.target}</h1>
      <p class="quiet">
        {exact(data.startedAt)}, {duration(data.seconds).join(" ")}, profile {data.profile}, tare{" "}
        {data.version}
      </p>
      {data.revealed && (
        <p class="failure">
          This page holds secrets in full, because it was made with --reveal. Do not share it, and
          delete it after use.
        </p>
      )}
      <p class={`conclusion ${data.conclusion.tone}`}>
        {data.conclusion.text}
        {data.conclusion.unknown !== "" && <span class="below">{data.conclusion.unknown}</span>}
      </p>
      <div class="two three">
        <Severities of={data} />
        {data.profile === "audit" ? <Checks of={data} /> : <Classes of={data} />}
        <Coverage of={data} />
      </div>
      <Advice of={data} />
      <Gaps of={data.gaps} />
    </div>
  );
}

const Severities = ({ of: { severities } }: { of: PageData }) => (
  <section aria-labelledby="severity-title">
    <h2 id="severity-title">How bad it is</h2>
    <ul class="tallies">
      {severities.map(({ name, values }) => (
        <li key={name}>
          <a href={hrefOf(["findings"], { q: `severity:${name}` })}>
            <SeverityMark of={name} />
          </a>
          <span class="number">{count(values)}</span>
        </li>
      ))}
      {severities.length === 0 && <li class="quiet">Nothing was found.</li>}
    </ul>
  </section>
);

const Classes = ({ of: { classes } }: { of: PageData }) => (
  <section aria-labelledby="class-title">
    <h2 id="class-title">What it gives away</h2>
    <ul class="tallies">
      {classes.map((each) => (
        <li key={each.class}>
          <a href={hrefOf(["findings"], { q: `class:${each.class}` })}>
            <SeverityMark of={each.worst} isShort /> {each.words}
          </a>
          <span class="number">{count(each.values)}</span>
        </li>
      ))}
    </ul>
  </section>
);

/** Of an audit all findings are of one class: which checks failed says more. */
const Checks = ({ of: data }: { of: PageData }) => (
  <section aria-labelledby="check-title">
    <h2 id="check-title">Which checks failed</h2>
    <ul class="tallies">
      {worstChecks(data).map(({ rule, title, worst, values }) => (
        <li key={rule}>
          <a href={hrefOf(["findings"], { q: `rule:${rule}` })}>
            <SeverityMark of={worst} isShort /> {title}
          </a>
          <span class="number">{count(values)}</span>
        </li>
      ))}
    </ul>
  </section>
);

const Coverage = ({ of: data }: { of: PageData }) => (
  <section aria-labelledby="coverage-title">
    <h2 id="coverage-title">What was inspected</h2>
    <ul class="tallies">
      <Line words={insideOf(data)}>{data.sizes.seen}</Line>
      {data.bytes.read < data.bytes.seen && <Line words="read">{data.sizes.read}</Line>}
      {data.bytes.tensors > 0 && (
        <Line words="weights, skipped by structure">{data.sizes.tensors}</Line>
      )}
      {data.benign > 0 && <Line words="harmless matches left out">{count(data.benign)}</Line>}
      <Line words="parts not inspected">{count(data.gaps.length)}</Line>
      {data.apart.map((words) => (
        <li key={words} class="quiet">
          {words}
        </li>
      ))}
      {data.interrupted && <li class="warn">Interrupted before the end.</li>}
    </ul>
  </section>
);

const insideOf = ({ files, members }: PageData): string =>
  [
    `in ${plural(files, "file")}`,
    ...(members > 0 ? [`${plural(members, "part")} inside`] : []),
  ].join(", ");

const Line = ({ words, children }: { words: string; children: string }) => (
  <li>
    <span class="quiet">{words}</span>
    <span class="number">{children}</span>
  </li>
);

/** More advice than this at once is none. */
const adviceAtOnce = 5;

function Advice({ of: { advice } }: { of: PageData }) {
  if (advice.length === 0) return null;
  const rest = advice.slice(adviceAtOnce);
  return (
    <section aria-labelledby="advice-title">
      <h2 id="advice-title">What to do</h2>
      <AdviceList of={advice.slice(0, adviceAtOnce)} />
      {rest.length > 0 && (
        <details>
          <summary>{count(rest.length)} more</summary>
          <AdviceList of={rest} />
        </details>
      )}
    </section>
  );
}

const AdviceList = ({ of: advice }: { of: PageData["advice"] }) => (
  <ul class="advice-list">
    {advice.map(({ worst, titles, harm, remedy }) => (
      <li key={titles + remedy}>
        <SeverityMark of={worst} />
        <span>
          <strong>{titles}</strong>
          <span class="below">
            <Prose text={remedy} />
          </span>
          <span class="below quiet">
            <Prose text={harm} />
          </span>
        </span>
      </li>
    ))}
  </ul>
);

function Gaps({ of: gaps }: { of: readonly PageGap[] }) {
  if (gaps.length === 0) return null;
  return (
    <section aria-labelledby="gaps-title">
      <h2 id="gaps-title">Not inspected</h2>
      <p class="quiet">What these parts hold is unknown.</p>
      <ul class="gaps">
        {gaps.map(({ chain, reason, size }) => (
          <li key={chain.join("!/") + reason}>
            <Chain path={chain.join("!/")} />
            <span class="below warn">
              {reason}
              {size !== "" && `, ${size}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
