import { type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Finding, rank, type Severity } from "../core/finding.ts";
import type { Gap } from "../core/report.ts";
import { visible } from "../report/kit/escape.ts";
import { chainOf } from "../report/kit/place.ts";
import { referenceOf } from "./references.ts";
import type { Checked, Found } from "./check.ts";

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
};

/** What a checked document shows, findings below `least` left out. */
export const diagnosticsOf = (
  document: TextDocument,
  { found, gaps }: Checked,
  least: Severity,
): Diagnostic[] => [
  ...gaps.map(gapDiagnostic),
  ...shownOf(found, least).map((each) => diagnosticOf(each, rangeOf(document, each))),
];

/** Those that are bad enough to be shown. */
export const shownOf = (found: readonly Found[], least: Severity): readonly Found[] =>
  found.filter(({ finding }) => rank(finding.severity) >= rank(least));

/** Where a finding stands; what has no place stands at the beginning. */
export function rangeOf(document: TextDocument, { at = { start: 0, end: 0 } }: Found): Range {
  return { start: document.positionAt(at.start), end: document.positionAt(at.end) };
}

/** A finding as editors show it. The value of a secret is masked. */
export function diagnosticOf({ finding }: Pick<Found, "finding">, range: Range): Diagnostic {
  const href = referenceOf(finding.rule);
  return {
    range,
    severity: severityOf[finding.severity],
    source: "tare",
    code: finding.rule,
    ...(href !== undefined && { codeDescription: { href } }),
    message: messageOf(finding),
    data: { id: finding.id },
  };
}

function messageOf({ title, preview, location }: Finding): string {
  const inside = chainOf(location.path).slice(1).join(" › ");
  return visible(`${title}: ${preview}${inside === "" ? "" : ` in ${inside}`}`);
}

const start = { line: 0, character: 0 };

const gapDiagnostic = ({ reason }: Gap): Diagnostic => ({
  range: { start, end: start },
  severity: DiagnosticSeverity.Information,
  source: "tare",
  code: "not-inspected",
  message: visible(`Not inspected: ${reason}`),
});
