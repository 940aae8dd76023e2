import { TareError } from "../core/error.ts";
import { type ForeignReport } from "./leak.ts";
import { detectSecretsBaseline } from "./reports/detect-secrets.ts";
import { githubReport } from "./reports/github.ts";
import { gitleaksReport } from "./reports/gitleaks.ts";
import { sarifReport } from "./reports/sarif.ts";
import { trufflehogReport } from "./reports/trufflehog.ts";

/**
 * Reads another scanner's report, whichever it is: by its shape and not by its name.
 *
 * @throws {TareError} `usage`: it is none that tare knows, or not of the shape that it should be.
 */
export function foreignReport(text: string, path: string): ForeignReport {
  const whole = parsed(text);
  if (Array.isArray(whole)) return listReport(whole, path);
  if (has(whole, "runs")) return sarifReport(whole, path);
  if (has(whole, "results") && has(whole, "plugins_used"))
    return detectSecretsBaseline(whole, path);
  const lines = linesOf(text);
  if (lines.some(isTrufflehog)) return trufflehogReport(lines, path);
  throw new TareError("usage", `'${path}' is no report that tare knows`, {
    hint: "give JSON of gitleaks, trufflehog, GitHub or tare, SARIF, or a .secrets.baseline",
  });
}

/** By what its first item has; an empty list may be of any. */
function listReport(list: readonly unknown[], path: string): ForeignReport {
  const [first] = list;
  if (isTrufflehog(first)) return trufflehogReport(list, path);
  return has(first, "secret_type") ? githubReport(list, path) : gitleaksReport(list, path);
}

const isTrufflehog = (value: unknown): boolean => has(value, "DetectorName");

const has = (value: unknown, key: string): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The lines that are JSON objects; scanners write their log between them. */
const linesOf = (text: string): readonly unknown[] =>
  text
    .split("\n")
    .map((line) => (line.startsWith("{") ? parsed(line) : undefined))
    .filter((value) => value !== undefined);
