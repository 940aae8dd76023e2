import type { Finding, Location, Standing } from "../core/finding.ts";
import { TareError } from "../core/error.ts";
import { Table } from "./table.ts";

/** What another scanner reported: as much of a finding as its report says. */
export interface Leak extends Pick<Finding, "class" | "severity" | "verified" | "title"> {
  /** The scanner's name and its id of the rule: `gitleaks/aws-access-token`. */
  readonly rule: string;
  /** The value, where the report has it whole. */
  readonly value?: string;
  /** Of the value, in hexadecimal, where the report has that instead. */
  readonly sha1?: string;
  /** tare's own, where tare wrote the report. */
  readonly fingerprint?: string;
  readonly harm?: string;
  readonly remedy?: string;
  readonly preview?: string;
  readonly location: Location;
  /** How somebody has judged it. */
  readonly standing?: Standing;
}

export interface ForeignReport {
  /** The scanner: `gitleaks`. */
  readonly tool: string;
  readonly leaks: readonly Leak[];
  /** What was passed over, one sentence each. */
  readonly notes: readonly string[];
}

/** What tare says of a secret of which it knows only the kind. */
export const ofSecret = {
  class: "secret",
  harm: "Use what the value gives access to.",
  remedy: "Revoke it where it was issued, and put a new one where no file holds it.",
} as const;

/** A place that a report names; a line of 0 is none. */
export const placeAt = (path: string, line = 0, column = 0): Location => ({
  path: path === "" ? "(no file)" : path,
  ...(line > 0 && { line }),
  ...(line > 0 && column > 0 && { column }),
});

/** The items of a list in a report, as tables that are called by their number. */
export const itemsOf = (value: unknown, path: string, what = "result"): readonly Table[] => {
  if (!Array.isArray(value)) throw new TareError("usage", `${path}: no list of ${what}s`);
  return value.map((each, at) => new Table(each, `${path}: ${what} ${at + 1}`));
};
