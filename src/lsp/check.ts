import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding } from "../core/finding.ts";
import type { Gap } from "../core/report.ts";
import type { Span } from "../core/span.ts";
import { auditText, type Reported } from "../evaluate/audit/audit.ts";
import type { AuditFix } from "../evaluate/audit/check.ts";
import type { ModuleMemo } from "../evaluate/audit/python/module-memo.ts";
import { SourceText } from "../evaluate/audit/text.ts";
import { scanText } from "../scan/file.ts";
import { isExcluded, judged } from "../scan/policy.ts";
import { withoutValue } from "../scan/scan.ts";
import type { Home } from "./homes.ts";
import { CodeUnits } from "./places.ts";

/** A longer document is not looked at while somebody types, in UTF-16 code units. */
export const longestDocument = 4 * 1024 * 1024;

/** A finding in an open document. */
export interface Found {
  readonly finding: Finding;
  /** Where it stands, in UTF-16 code units; none where it is in what the document packs, or in its name. */
  readonly at?: Span;
  /** What would mend it, as far as a check of the audit knows. */
  readonly fix?: AuditFix;
}

/** What a document gives away. */
export interface Checked {
  readonly version: number;
  readonly found: readonly Found[];
  /** What was not inspected: never to be read as clean. */
  readonly gaps: readonly Gap[];
}

/** How a document is looked at. */
export interface Work {
  readonly signal: AbortSignal;
  /** What is remembered of the versions before. */
  readonly memo?: ModuleMemo | undefined;
}

/** Looks at a document as it stands in the editor: the file on the disk is not read. */
export async function check(
  document: TextDocument,
  home: Home,
  { signal, memo }: Work,
): Promise<Checked> {
  const { version } = document;
  const text = document.getText();
  const { policy } = home.settings;
  if (isExcluded(policy, home.pathOf(document.uri))) return { version, found: [], gaps: [] };
  if (text.length > longestDocument) return { version, found: [], gaps: [tooLong(text)] };
  const audited = await auditedIn(text, document.uri, { home, memo });
  const { findings, gaps } = await scannedIn(text, document.uri, { home, signal });
  const units = new CodeUnits(Buffer.from(text));
  const places = new Map<Finding, Omit<Found, "finding">>();
  for (const { finding, problem } of audited)
    places.set(finding, { at: problem.at, ...(problem.fix && { fix: problem.fix }) });
  for (const finding of findings) places.set(finding, placeOf(finding, units));
  return { version, found: left(places, home), gaps };
}

const tooLong = (text: string): Gap => ({
  path: "",
  reason: `limit: more than ${longestDocument / 1024 ** 2} Mi characters; run 'tare scan' on the file`,
  bytes: text.length,
});

async function auditedIn(
  text: string,
  uri: string,
  { home, memo }: Omit<Work, "signal"> & { readonly home: Home },
): Promise<readonly Reported[]> {
  const { policy, scan } = home.settings;
  const source = new SourceText(home.nameOf(uri), text);
  const { fingerprintKey } = scan;
  return auditText(source, home.shown, {
    policy,
    only: [],
    fingerprintKey,
    memo,
  });
}

async function scannedIn(
  text: string,
  uri: string,
  { home, signal }: Work & { readonly home: Home },
): Promise<{ readonly findings: readonly Finding[]; readonly gaps: readonly Gap[] }> {
  return scanText(home.context, text, { shown: home.pathOf(uri), name: home.nameOf(uri), signal });
}

/** What lies in what the document packs has no place of its own in it. */
function placeOf({ location: { path, span } }: Finding, units: CodeUnits): { at?: Span } {
  return span && !path.includes("!/") ? { at: units.of(span) } : {};
}

/** Those that nobody let pass and no baseline knows, in the order of their places. */
function left(places: ReadonlyMap<Finding, Omit<Found, "finding">>, home: Home): readonly Found[] {
  const byId = new Map([...places].map(([{ id }, place]) => [id, place]));
  const { findings } = judged([...places.keys()], home.settings.policy);
  return findings
    .map((finding) => ({ finding: withoutValue(finding), ...byId.get(finding.id) }))
    .toSorted((one, other) => (one.at?.start ?? -1) - (other.at?.start ?? -1));
}
