import type { Finding, Location, Standing } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { version } from "../core/version.ts";
import { type ForeignReport, type Leak, ofSecret } from "../import/leak.ts";
import { counts } from "./assemble.ts";
import { fingerprinter } from "./context.ts";
import { sha1 } from "./policy.ts";
import { idOf } from "./sheet.ts";
import { preview } from "./sighting.ts";

/** What an import is asked for. */
export interface ImportOptions {
  /** How the report is called. */
  readonly path: string;
  readonly fingerprintKey: string;
  /** Whether findings carry their values. */
  readonly reveal: boolean;
}

/**
 * Another scanner's report as one of tare's. A gap says that it does not tell
 * what was not inspected, so that an empty one never looks like clean.
 */
export function importedReport(foreign: ForeignReport, options: ImportOptions): Report {
  const fingerprint = fingerprinter(options.fingerprintKey);
  const findings = foreign.leaks.map((leak) => findingOf(leak, fingerprint, options));
  return {
    schema: "tare/report/v1",
    tool: { name: "tare", version },
    target: options.path,
    startedAt: new Date().toISOString(),
    durationMs: 0,
    status: "complete",
    profile: `import of ${foreign.tool}`,
    bytes: { seen: 0, read: 0, tensors: 0 },
    findings,
    gaps: [
      {
        path: options.path,
        reason: `unsupported: a report of ${foreign.tool} does not say what was not inspected`,
        bytes: 0,
      },
    ],
    summary: {
      files: 0,
      members: 0,
      formats: {},
      byClass: counts(findings.map((each): Finding["class"] => each.class)),
      bySeverity: counts(findings.map(({ severity }): Finding["severity"] => severity)),
      benign: 0,
    },
  };
}

function findingOf(
  leak: Leak,
  fingerprint: (rule: string, value: string) => string,
  { reveal }: ImportOptions,
): Finding {
  const { rule, value, location, harm = ofSecret.harm, remedy = ofSecret.remedy } = leak;
  const place = placeIn(location);
  const print = leak.fingerprint ?? fingerprint(rule, value ?? leak.sha1 ?? place.join("\0"));
  return {
    id: idOf(print, ...place),
    rule,
    class: leak.class,
    severity: leak.severity,
    confidence: "medium",
    verified: leak.verified,
    title: leak.title,
    harm,
    remedy,
    preview: value === undefined ? (leak.preview ?? "") : preview(leak, value),
    fingerprint: print,
    location,
    ...(reveal && value !== undefined && { value }),
  };
}

const placeIn = ({ path, key = "", line = -1, column = -1 }: Location) =>
  [path, key, line, column] as const;

/** What another scanner's report knows, for a scan to tell it from what is new. */
export interface Known {
  /** By SHA-1 of the value. */
  readonly values: ReadonlyMap<string, Standing>;
  /** By tare's fingerprint. */
  readonly fingerprints: ReadonlyMap<string, Standing>;
  /** How many of its results have neither: nothing can be found again by them. */
  readonly unmatchable: number;
}

const open: Standing = { state: "open" };

export function knownOf({ leaks }: ForeignReport): Known {
  const values = new Map<string, Standing>();
  const fingerprints = new Map<string, Standing>();
  let unmatchable = 0;
  for (const { value, sha1: sum, fingerprint, standing = open } of leaks) {
    if (fingerprint !== undefined) fingerprints.set(fingerprint, standing);
    else if (value !== undefined) values.set(sha1(value), standing);
    else if (sum !== undefined && sum !== "") values.set(sum, standing);
    else unmatchable++;
  }
  return { values, fingerprints, unmatchable };
}
