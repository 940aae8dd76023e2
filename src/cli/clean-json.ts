import type { Finding } from "../core/finding.ts";
import type { CleanResult, Destination } from "../fortify/clean/clean.ts";
import type { CleanProfile } from "../fortify/clean/policy.ts";
import { version } from "../core/version.ts";
import { safeJson } from "../report/kit/json.ts";

/** A cleaning, and what was asked for. */
export interface Told {
  readonly targets: readonly string[];
  readonly to: Destination;
  readonly profile: CleanProfile;
  readonly result: CleanResult;
  /** Where the receipt is, if there is one. */
  readonly receipt: string | undefined;
  /** Where the replacements for history are, if they were asked for. */
  readonly plan: string | undefined;
}

/** What a program learns of a cleaning. No value stands in it. */
export function cleanJson({ targets, to, profile, result, receipt }: Told): string {
  const { decisions, cleaned, left, before, after, bytesWritten } = result;
  const document = {
    schema: "tare/clean/v1",
    tool: { name: "tare", version },
    targets,
    to,
    profile: profile.id,
    changes: decisions.flatMap((each) =>
      each.kind === "edit"
        ? [
            {
              action: each.action,
              ...(each.risk && { risk: each.risk }),
              finding: bare(each.finding),
            },
          ]
        : [],
    ),
    left: left.map(({ finding, why }) => ({ why, finding: bare(finding) })),
    files: cleaned.files.filter(({ how, newName }) => how !== "unchanged" || newName !== undefined),
    refusals: cleaned.refusals,
    gaps: (after ?? before).gaps,
    bytesWritten,
    ...(receipt !== undefined && { receipt }),
  };
  return `${safeJson(document)}\n`;
}

/** Without the value, which a cleaning has to know, and nobody else. */
function bare(finding: Finding): Finding {
  const { value, ...rest } = finding;
  return value === undefined ? finding : rest;
}
