import type { Finding, Severity } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { visible } from "./kit/escape.ts";
import { streamedObject } from "./kit/json.ts";
import { relativeFile } from "./kit/relative.ts";
import { lineInFile, sentenceOf } from "./kit/sentence.ts";
import type { Renderer } from "./renderer.ts";

/** The version of the schema that is followed. */
const schemaVersion = "15.2.1";

/**
 * GitLab's security report of secret detection: secrets only.
 *
 * https://gitlab.com/gitlab-org/security-products/security-report-schemas
 */
export const gitlabSecrets: Renderer = {
  id: "gitlab-secrets",
  title: "GitLab's report of secret detection",
  extension: "json",

  *render(report) {
    const secrets = report.findings.filter((each) => each.class === "secret");
    yield* streamedObject([
      ["version", schemaVersion],
      ["scan", scanOf(report)],
      ["vulnerabilities", secrets.map(vulnerabilityOf)],
    ]);
    yield "\n";
  },
};

function scanOf({ tool, startedAt, durationMs, status, gaps }: Report): object {
  const scanner = {
    id: tool.name,
    name: tool.name,
    version: tool.version,
    vendor: { name: "tare" },
  };
  return {
    analyzer: scanner,
    scanner,
    type: "secret_detection",
    start_time: secondsOf(startedAt),
    end_time: secondsOf(new Date(Date.parse(startedAt) + durationMs).toISOString()),
    status: status === "complete" ? "success" : "failure",
    messages: gaps.map(({ path, reason }) => ({
      level: "warn",
      value: visible(`Not inspected: ${path}: ${reason}`),
    })),
  };
}

/** The schema wants no fractions and no zone. */
const secondsOf = (iso: string): string => iso.slice(0, "2026-01-01T00:00:00".length);

const severities: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
};

/** Where a commit must be named and none is known, GitLab's own analyzer writes this. */
const noCommit = "0000000";

function vulnerabilityOf(finding: Finding): object {
  const line = lineInFile(finding);
  return {
    id: finding.id,
    name: visible(finding.title),
    description: `${sentenceOf(finding)}. ${finding.harm}`,
    severity: severities[finding.severity],
    solution: finding.remedy,
    identifiers: [{ type: "tare_rule_id", name: `tare rule ${finding.rule}`, value: finding.rule }],
    location: {
      file: relativeFile(finding.location.path),
      ...(line !== undefined && { start_line: line, end_line: line }),
      commit: { sha: finding.history?.introduced?.id ?? noCommit },
    },
  };
}
