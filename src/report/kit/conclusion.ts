import type { Report } from "../../core/report.ts";
import type { Tally } from "./tally.ts";
import { plural } from "./words.ts";

/** How the last sentence sounds: what must be done, what is to be looked at, what is unknown. */
export type Tone = "stop" | "look" | "unknown" | "calm";

export interface Conclusion {
  readonly tone: Tone;
  readonly text: string;
  /** What is not known, as a sentence of its own; empty where everything was inspected. */
  readonly unknown: string;
}

/**
 * The honest last word. It never says that a release is clean: only that
 * nothing was found, and that only where nothing was left out.
 */
export function conclusion(report: Report, found: Tally): Conclusion {
  const [tone, text] = aboutFindings(report, found);
  const unknown = aboutGaps(report);
  return { tone: tone === "calm" && unknown !== "" ? "unknown" : tone, text, unknown };
}

function aboutFindings(report: Report, found: Tally): readonly [Tone, string] {
  const has = (...levels: readonly string[]): boolean =>
    found.bySeverity.some(([severity]) => levels.includes(severity));
  if (found.secrets > 0) return ["stop", revoke(found.secrets)];
  if (has("critical", "high")) return ["stop", "Do not release this as it is."];
  if (has("medium", "low")) return ["look", "Look at these before you release it."];
  if (has("info")) return ["calm", "Only details of how it was made: harmless by themselves."];
  if (report.summary.files === 0 && isWhole(report))
    return ["unknown", "Nothing was found: no file was inspected."];
  if ((report.known?.length ?? 0) > 0 && isWhole(report))
    return ["calm", `Nothing new was found. Everything${butWeights(report)} was inspected.`];
  return isWhole(report)
    ? ["calm", `Nothing was found. Everything${butWeights(report)} was inspected.`]
    : ["unknown", "Nothing was found in what was inspected."];
}

const revoke = (secrets: number): string =>
  `Do not release this as it is. If it is out already, revoke the ${
    secrets === 1 ? "secret" : plural(secrets, "secret")
  } first.`;

function aboutGaps(report: Report): string {
  if (report.status === "interrupted")
    return "The scan was interrupted: what it did not reach is unknown.";
  if (report.gaps.length === 0) return "";
  const parts = plural(report.gaps.length, "part was", "parts were");
  return `${parts} not inspected: what ${report.gaps.length === 1 ? "it holds" : "they hold"} is unknown.`;
}

const butWeights = ({ bytes }: Report): string => (bytes.tensors > 0 ? " but the weights" : "");

const isWhole = ({ status, gaps }: Report): boolean => status === "complete" && gaps.length === 0;
