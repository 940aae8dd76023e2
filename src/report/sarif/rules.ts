import {
  confidences,
  type Finding,
  findingClasses,
  rank,
  type Severity,
} from "../../core/finding.ts";
import { markdown } from "../kit/markdown.ts";

/** SARIF §3.27.10. */
export const levelOf: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** GitHub takes over 9.0 for critical, 7.0 for high, 4.0 for medium, 0.1 for low; 0.0 is none of them. */
const scores: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
  info: "0.0",
};

/** The rules that found something, each by the worst of its findings; the order is that of `ruleIndex`. */
export function ruleFindings(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const rules = new Map<string, Finding>();
  for (const finding of findings) {
    const known = rules.get(finding.rule);
    if (!known || rank(known.severity) < rank(finding.severity)) rules.set(finding.rule, finding);
  }
  return rules;
}

/** A `reportingDescriptor` (SARIF §3.49), with what GitHub's code scanning reads of its properties. */
export const ruleOf = (finding: Finding): object => ({
  id: finding.rule,
  name: pascal(finding.rule),
  shortDescription: { text: finding.title },
  fullDescription: { text: finding.harm },
  help: {
    text: `${finding.harm}\n\nWhat to do: ${finding.remedy}`,
    markdown: `${markdown(finding.harm)}\n\n**What to do:** ${markdown(finding.remedy)}`,
  },
  defaultConfiguration: { level: levelOf[finding.severity] },
  properties: {
    tags: ["security", finding.class],
    precision: precisionOf(finding),
    "security-severity": scores[finding.severity],
    class: finding.class,
    "class-description": findingClasses[finding.class],
  },
});

const precisionOf = ({ confidence }: Finding): string =>
  ["low", "medium", "very-high"][confidences.indexOf(confidence)] ?? "medium";

/** `aws-secret-access-key` as `AwsSecretAccessKey`: a name is one word (SARIF §3.49.7). */
const pascal = (id: string): string =>
  id.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
