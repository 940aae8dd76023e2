import type { Finding, Location } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import { digits, sampleReport } from "../../report/testing.ts";

/** What a test wants to say of a finding; the rest follows. */
export interface Seen extends Partial<
  Pick<Finding, "class" | "evidence" | "history" | "confidence">
> {
  readonly rule: string;
  readonly preview: string;
  readonly path?: string;
  readonly before?: string;
  readonly after?: string;
  readonly location?: Partial<Location>;
}

export function seen({ rule, preview, path = "release/a.log", ...rest }: Seen): Finding {
  const { before = "", after = "", location, ...others } = rest;
  return {
    id: digits(`${rule}${preview}${path}${JSON.stringify(location)}`, 16),
    rule,
    class: "identity",
    severity: "medium",
    confidence: "high",
    verified: "unknown",
    title: rule,
    harm: "harm",
    remedy: "remedy",
    preview,
    context: { before, after },
    fingerprint: digits(rule + preview, 32),
    location: { path, ...location },
    ...others,
  };
}

export const reportWith = (...findings: readonly Finding[]): Report =>
  sampleReport({ target: "release", findings, gaps: [] });
