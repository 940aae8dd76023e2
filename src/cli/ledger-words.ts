import type { FindingRef, Happening, HappeningType } from "../ledger/event.ts";
import { plural } from "../report/kit/words.ts";

type Words = {
  readonly [Type in HappeningType]: (
    happening: Extract<Happening, { readonly type: Type }>,
  ) => string;
};

type Blocked = Extract<Happening, { readonly type: "commit-blocked" }>;
type Judged = Extract<Happening, { readonly type: "gate-passed" }>;

const refWords = ({ severity, rule, fingerprint }: FindingRef): string =>
  `${severity} ${rule} ${fingerprint.slice(0, 12)}`;

const countsOf = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .map(([severity, count]) => `${count ?? 0} ${severity}`)
    .join(", ") || "nothing found";

const gapWords = (gaps: number | undefined): readonly string[] =>
  gaps === undefined || gaps === 0 ? [] : [`${gaps} not inspected`];

const blocked = ({ findings, gaps }: Pick<Blocked, "findings" | "gaps">): string =>
  [...findings.map(refWords), ...gapWords(gaps)].join(", ");

const passed = ({ files }: { readonly files: number }): string => plural(files, "file");

const judged = ({ target, checks }: Pick<Judged, "target" | "checks">): string =>
  `${target}: ${checks.filter((each) => each.passed).length} of ${checks.length} hold`;

const words: Words = {
  "scan-finished": ({ target, findings, gaps }) =>
    `${target}: ${[countsOf(findings), ...gapWords(gaps)].join(", ")}`,
  "finding-opened": ({ finding, target }) => `${refWords(finding)} in ${target}`,
  "finding-closed": ({ finding, target }) => `${refWords(finding)} in ${target}`,
  "report-imported": ({ target, tool, findings }) => `${target} of ${tool}: ${countsOf(findings)}`,
  "finding-accepted": ({ finding, reason }) => `${refWords(finding)}: ${reason}`,
  "finding-rotated": ({ finding }) => refWords(finding),
  "finding-reopened": ({ finding }) => refWords(finding),
  "clean-finished": ({ target, edits, dropped, left }) =>
    `${target}: ${edits} edits, ${dropped} dropped, ${left} left`,
  "proof-checked": ({ target, holds }) => `${target}: ${holds ? "holds" : "does not hold"}`,
  "commit-blocked": blocked,
  "commit-passed": passed,
  "push-blocked": blocked,
  "push-passed": passed,
  "upload-blocked": ({ files, findings = [] }) => [...files, ...findings.map(refWords)].join(", "),
  "upload-passed": passed,
  "secret-fetched": ({ name, source, lifetime }) => `${name} from ${source}, ${lifetime}`,
  "credential-left": ({ job, reason }) => `${job}: ${reason}`,
  "job-finished": ({ command, status, masked }) => `${command}: status ${status}, ${masked} masked`,
  "ledger-repaired": ({ bytes }) => `${bytes} bytes of an unfinished line taken away`,
  "brief-finished": ({ target, attacks, score, gaps }) =>
    [
      `${target}: ${plural(attacks, "way")} to go on`,
      `the best ${score} of 25`,
      ...gapWords(gaps),
    ].join(", "),
  "inventory-finished": ({ organisation, repositories, sensitive, leaking, gaps }) =>
    [
      `${organisation}: ${sensitive} of ${plural(repositories, "repository", "repositories")} with keywords`,
      `${leaking} with leaks`,
      ...gapWords(gaps),
    ].join(", "),
  "verify-called": ({ rule, fingerprint, host, result }) =>
    `${rule} ${fingerprint.slice(0, 12)} at ${host}: ${result}`,
  "item-confirmed": ({ item, release }) => `${item} for ${release.slice(0, 12)}`,
  "gate-passed": judged,
  "gate-failed": judged,
  "release-published": ({ target, to }) => (to === undefined ? target : `${target} to ${to}`),
  "audit-finished": ({ target, findings }) => `${target}: ${countsOf(findings)}`,
  "job-audited": ({ pipeline, job, credentials }) =>
    `${pipeline} ${job}: ${plural(credentials.length, "credential")}`,
  "canary-minted": ({ canary, kind }) => `${canary}, ${kind}`,
  "canary-planted": ({ canary, place }) => `${canary} in ${place}`,
  "canary-tripped": ({ canary, address }) =>
    address === undefined ? canary : `${canary} from ${address}`,
  "alert-raised": ({ source, kind }) => `${source}: ${kind}`,
  "credential-seen": ({ credential, kind }) => `${credential}, ${kind}`,
  "credential-revoked": ({ credential, confirmed }) =>
    `${credential}, ${confirmed ? "confirmed" : "not confirmed"}`,
  "policy-analysed": ({ role, wildcards }) => `${role}: ${plural(wildcards, "wildcard")}`,
  "access-denied": ({ job, action }) => `${job}: ${action}`,
  "drill-started": ({ drill, kind }) => `${drill}, ${kind}`,
  "drill-finished": ({ drill, participants }) =>
    `${drill}: ${plural(participants.length, "person", "people")}`,
  "tabletop-finished": ({ scenario, improvements }) =>
    `${scenario}: ${plural(improvements, "improvement")}`,
  "flag-captured": ({ challenge, participant }) => `${challenge} by ${participant}`,
};

/** An event in some words. */
export function wordsOf<Type extends HappeningType>(
  happening: Extract<Happening, { readonly type: Type }>,
): string {
  return words[happening.type](happening);
}
