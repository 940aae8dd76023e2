import type { PagePlace } from "../../../src/report/html/page-data.ts";
import type { FindingDetail, FindingRow } from "../../../src/server/api.ts";

/** A finding of a report, with each place that the report lists. */
export interface ReportFinding extends FindingDetail {
  readonly places: readonly PagePlace[];
  /** How many there are, also those that are only counted. */
  readonly placesInAll: number;
  readonly evidence: readonly string[];
  readonly context: { readonly before: string; readonly after: string };
}

export const isFromReport = (finding: FindingRow): finding is ReportFinding => "places" in finding;
