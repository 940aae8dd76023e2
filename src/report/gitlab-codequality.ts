import type { Finding, Severity } from "../core/finding.ts";
import { streamedArray } from "./kit/json.ts";
import { relativeFile } from "./kit/relative.ts";
import { lineInFile, sentenceOf } from "./kit/sentence.ts";
import type { Renderer } from "./renderer.ts";

/**
 * GitLab's report of code quality, which it shows in merge requests.
 *
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlabCodequality: Renderer = {
  id: "gitlab-codequality",
  title: "GitLab's report of code quality",
  extension: "json",

  *render({ findings }) {
    yield* streamedArray(findings.map(issueOf));
    yield "\n";
  },
};

const severities: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
};

/** What has no line is told of at the first one: the report knows no issue without. */
const issueOf = (finding: Finding): object => ({
  description: sentenceOf(finding),
  check_name: finding.rule,
  fingerprint: finding.id,
  severity: severities[finding.severity],
  location: {
    path: relativeFile(finding.location.path),
    lines: { begin: lineInFile(finding) ?? 1 },
  },
});
