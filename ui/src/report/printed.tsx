import { signal } from "@preact/signals";
import type { PageData, PageEntry } from "../../../src/report/html/page-data.ts";
import { Chain } from "../parts/chain.tsx";
import { SeverityMark } from "../parts/marks.tsx";
import { severities } from "../words/names.ts";
import { plural } from "../words/number.ts";
import { Summary } from "./summary.tsx";

/** Whether the page is being printed. */
export const isPrinting = signal(false);

export function followPrinter(): void {
  addEventListener("beforeprint", () => {
    isPrinting.value = true;
  });
  addEventListener("afterprint", () => {
    isPrinting.value = false;
  });
}

/** The whole report, for paper: on a screen only the rows in sight are built. */
export const Printed = ({ of: data }: { of: PageData }) => (
  <main class="printed">
    <Summary of={data} />
    <section class="page" aria-labelledby="all-title">
      <h2 id="all-title">{plural(data.entries.length, "finding")}</h2>
      <ul>
        {worstFirst(data.entries).map((entry, index) => (
          <li key={index}>
            <SeverityMark of={entry.severity} />
            <Entry of={entry} title={data.texts[entry.text]?.title ?? ""} />
          </li>
        ))}
      </ul>
    </section>
  </main>
);

const worstFirst = (entries: readonly PageEntry[]): readonly PageEntry[] =>
  entries.toSorted(
    (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
  );

function Entry({ of: entry, title }: { of: PageEntry; title: string }) {
  const [first] = entry.at;
  return (
    <span>
      <strong>{title}</strong> <code>{entry.preview}</code>
      <span class="below quiet">
        <Chain path={first?.chain.join("!/") ?? ""} place={first?.place} />
        {entry.places > 1 && `, and ${plural(entry.places - 1, "more place")}`}
      </span>
      {entry.evidence.map((note) => (
        <span key={note} class="below">
          {note}
        </span>
      ))}
    </span>
  );
}
