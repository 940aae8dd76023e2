import { pathToFileURL } from "node:url";
import {
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver-protocol";
import { rank, type Severity } from "../core/finding.ts";
import { audit } from "../evaluate/audit/audit.ts";
import { diagnosticOf } from "./diagnostics.ts";
import type { Home } from "./homes.ts";

/** What an audit of a folder finds in files that are not open, ways of secrets through many files among it. */
export async function folderDiagnostics(
  { folder, settings }: Home,
  least: Severity,
  isOpen: (uri: string) => boolean,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const { policy, scan } = settings;
  const { fingerprintKey } = scan;
  const { reported } = await audit(folder, { policy, only: [], fingerprintKey });
  const shown = reported.filter(({ finding }) => rank(finding.severity) >= rank(least));
  const byFile = Map.groupBy(shown, ({ finding }) => pathToFileURL(finding.location.path).href);
  return [...byFile]
    .filter(([uri]) => !isOpen(uri))
    .map(([uri, own]) => ({
      uri,
      version: null,
      kind: DocumentDiagnosticReportKind.Full,
      items: own.map(({ finding, problem: { source, at } }) =>
        diagnosticOf(
          { finding },
          { start: positionIn(source, at.start), end: positionIn(source, at.end) },
        ),
      ),
    }));
}

/** Lines and columns from 0, in UTF-16 code units. */
function positionIn(
  source: { readonly text: string; lineOf(at: number): number },
  offset: number,
): { line: number; character: number } {
  const start = source.text.lastIndexOf("\n", offset - 1) + 1;
  return { line: source.lineOf(offset) - 1, character: offset - start };
}
