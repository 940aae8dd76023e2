// False alarms on clean data: libraries, tokenizers, documentation and notebooks as they are published.
// node bench/run.ts clean [--patience 900]
import { type Finding, rank } from "../src/core/finding.ts";
import { type CleanCorpus, cleanCorpora } from "./clean/corpora.ts";
import type { Flags } from "./flags.ts";
import { missing } from "./peers/peer.ts";
import { scanners, tareFindings } from "./peers/scanners.ts";
import { publish, table } from "./table.ts";

/** How many rules are listed. */
const listed = 40;

/** Writes `bench/results/clean.md`. */
export function clean({ patience }: Flags): Promise<void> {
  const corpora = cleanCorpora();
  const tare = corpora.map((each) => tareFindings(each.folder));
  const medium = tare.map((all) => all.filter(({ severity }) => rank(severity) >= rank("medium")));
  const secrets = medium.map((all) => all.filter((each) => each.class === "secret"));
  const peers = scanners().filter((each) => each.kind === "ready");
  const cells = corpora.map(({ folder }, at) => [
    medium[at]?.length,
    secrets[at]?.length,
    secrets[at]?.filter(({ confidence }) => confidence !== "low").length,
    ...peers.map(({ title, look }) => counted(title, () => look(folder, patience).length)),
  ]);
  publish("clean", "False alarms on clean data", [
    "Findings, and in brackets findings per MB. Of tare those of medium severity or higher: of all classes, of secrets alone, and of these",
    "without low confidence; a value that stands in one file more than once counts once. Others' findings count as they print them. Nobody has looked at each: some may be",
    `true. A dash: no report within ${patience} seconds. Some tools do not read binary files.`,
    peers.map(({ title, version }) => `${title} ${version}`).join(", ") + ".",
    "",
    table([
      [
        "corpus",
        "files",
        "MB",
        "tare",
        "tare, secrets",
        "of these not low",
        ...peers.map(({ title }) => title),
      ],
      ...corpora.map((each, at) => [
        each.id,
        each.files,
        megabytes(each).toFixed(1),
        ...(cells[at] ?? []).map((count) => shown(count, each)),
      ]),
    ]),
    "",
    ...corpora.map(({ id, packages }) => `- ${id}: ${packages.join(", ")}`),
    "",
    "## tare's by rule",
    "",
    table([["rule", "class", ...corpora.map(({ id }) => id)], ...byRule(medium)]),
  ]);
  return Promise.resolve();
}

function counted(title: string, count: () => number): number | undefined {
  try {
    return count();
  } catch (error) {
    missing(title, error);
    return undefined;
  }
}

const megabytes = ({ bytes }: CleanCorpus): number => bytes / 1e6;

const shown = (count: number | undefined, corpus: CleanCorpus): string =>
  count === undefined ? "–" : `${count} (${(count / megabytes(corpus)).toFixed(2)})`;

/** The rules with most findings first. */
function byRule(findings: readonly (readonly Finding[])[]): (string | number)[][] {
  const all = [...Map.groupBy(findings.flat(), ({ rule }) => rule)];
  return all
    .toSorted(([, one], [, other]) => other.length - one.length)
    .slice(0, listed)
    .map(([rule, some]) => [
      rule,
      some[0]?.class ?? "",
      ...findings.map((each) => each.filter((finding) => finding.rule === rule).length),
    ]);
}
