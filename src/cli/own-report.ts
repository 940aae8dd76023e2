import { TareError } from "../core/error.ts";
import { findingClasses, severities } from "../core/finding.ts";
import type { Report } from "../core/report.ts";

/** Whether a text is a JSON report of tare's, as far as its beginning says. */
export const isOwnReport = (text: string): boolean =>
  /^\s*\{\s*"schema":\s*"tare\/report\/v1"/.test(text);

/**
 * A JSON report of tare's.
 *
 * @throws {TareError} `usage`: it is no JSON, or lacks what every report has.
 */
export function ownReport(text: string, path: string): Report {
  const report = parsed(text, path) as Partial<Report>;
  const { target, findings, gaps, summary, bytes, tool } = report;
  const whole = [summary, bytes, tool].every((each) => typeof each === "object" && each !== null);
  if (!whole || typeof target !== "string" || !Array.isArray(findings) || !Array.isArray(gaps))
    throw new TareError("usage", `'${path}' is no whole report of tare`, {
      hint: "write it anew with 'tare scan -f json'",
    });
  const wrong = findings.findIndex((each: unknown) => !isFinding(each));
  if (wrong >= 0) throw new TareError("usage", `'${path}': finding ${wrong + 1} is not whole`);
  return report as Report;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TareError("usage", `'${path}' is no JSON`, { cause });
  }
}

function isFinding(value: unknown): boolean {
  const finding = value as Readonly<Record<string, unknown>> | null;
  if (typeof finding !== "object" || finding === null) return false;
  const texts = ["id", "rule", "title", "harm", "remedy", "preview", "fingerprint"];
  const location = finding["location"] as Readonly<Record<string, unknown>> | null | undefined;
  return (
    texts.every((key) => typeof finding[key] === "string") &&
    typeof location?.["path"] === "string" &&
    severities.some((each) => each === finding["severity"]) &&
    Object.hasOwn(findingClasses, finding["class"] as string)
  );
}
