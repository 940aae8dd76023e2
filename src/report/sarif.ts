import type { Finding } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { streamedObject } from "./kit/json.ts";
import type { Renderer } from "./renderer.ts";
import { literal } from "./sarif/message.ts";
import { notificationOf, resultOf } from "./sarif/results.ts";
import { ruleFindings, ruleOf } from "./sarif/rules.ts";
import { base } from "./sarif/uri.ts";

/**
 * SARIF 2.1.0, for GitHub code scanning, Azure DevOps and IDEs. A finding
 * inside a container is reported at the container's file, since nothing inside
 * has a URI; its message, logical location and properties say where it is.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
export const sarif: Renderer = {
  id: "sarif",
  title: "SARIF 2.1.0, for code scanning and editors",
  extension: "sarif",

  *render(report) {
    yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n';
    yield '  "version": "2.1.0",\n  "runs": [\n    ';
    yield* streamedObject(runOf(report), 2);
    yield "\n  ]\n}\n";
  },
};

function* runOf(report: Report): Generator<readonly [string, unknown]> {
  const rules = ruleFindings([...report.findings, ...(report.known ?? [])]);
  yield ["tool", { driver: driverOf(report, [...rules.values()].map(ruleOf)) }];
  // SARIF §3.17: GitHub keeps the runs of a scan and of an audit apart by it.
  yield ["automationDetails", { id: `tare/${report.profile}/` }];
  yield ["originalUriBaseIds", { [base]: { description: { text: "Where the paths start." } } }];
  yield ["columnKind", "unicodeCodePoints"];
  yield ["results", resultsOf(report, [...rules.keys()])];
  yield ["invocations", [invocationOf(report)]];
  yield [
    "properties",
    {
      target: report.target,
      profile: report.profile,
      bytes: report.bytes,
      summary: report.summary,
    },
  ];
}

const driverOf = ({ tool }: Report, rules: readonly object[]): object => ({
  name: tool.name,
  version: tool.version,
  semanticVersion: tool.version,
  rules,
});

function* resultsOf(report: Report, rules: readonly string[]): Generator<object> {
  const { findings, known } = report;
  const indexes = new Map(rules.map((rule, index) => [rule, index]));
  const result = (finding: Finding): object => resultOf(finding, indexes.get(finding.rule) ?? -1);
  for (const finding of findings)
    yield { ...result(finding), ...(known && { baselineState: "new" }) };
  for (const finding of known ?? []) yield { ...result(finding), ...ofBaseline(finding) };
}

/** SARIF §3.27.24, and for what is accepted §3.35. */
const ofBaseline = ({ standing }: Finding): object => ({
  baselineState: "unchanged",
  ...(standing?.state === "accepted" && {
    suppressions: [
      {
        kind: "external",
        ...(standing.reason !== undefined && { justification: literal(standing.reason) }),
      },
    ],
  }),
});

/** What was not inspected is told here, and so is that the run did not end (SARIF §3.20). */
const invocationOf = ({ startedAt, durationMs, status, gaps }: Report): object => ({
  executionSuccessful: status === "complete",
  startTimeUtc: startedAt,
  endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
  toolExecutionNotifications: [
    ...(status === "interrupted" ? [interrupted] : []),
    ...gaps.map(notificationOf),
  ],
});

const interrupted = {
  level: "error",
  message: { text: "The scan was interrupted: what it did not reach is unknown." },
  descriptor: { id: "interrupted" },
};
