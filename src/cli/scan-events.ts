import type { Report } from "../core/report.ts";
import type { Shell } from "./command.ts";

/** How much of what was not inspected an event lists. */
const listedGaps = 100;

/** What a report says, as an event says it. */
export const resultOf = ({ summary, gaps, durationMs, bytes }: Report) => ({
  findings: summary.bySeverity,
  gaps: gaps.length,
  durationMs,
  files: summary.files,
  bytesSeen: bytes.seen,
  bytesRead: bytes.read,
  secrets: summary.byClass.secret ?? 0,
  notInspected: gaps.slice(0, listedGaps),
});

/** Variables by which systems that run pipelines make themselves known. */
const pipelines: Readonly<Record<string, string>> = {
  GITHUB_ACTIONS: "github-actions",
  GITLAB_CI: "gitlab-ci",
  JENKINS_URL: "jenkins",
  CIRCLECI: "circleci",
  BUILDKITE: "buildkite",
  TF_BUILD: "azure-pipelines",
  CI: "ci",
};

/** Which pipeline this runs in, if in any. */
export function pipelineOf(env: Shell["env"]): { readonly pipeline?: string } {
  const variable = Object.keys(pipelines).find((each) => (env[each] ?? "") !== "");
  const pipeline = pipelines[variable ?? ""];
  return pipeline === undefined ? {} : { pipeline };
}
