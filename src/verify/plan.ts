import type { Report } from "../core/report.ts";
import { hostsOf, type OwnHost, pathIn } from "./hosts.ts";
import { givensOf, type Question, questionsOf } from "./questions.ts";
import { draftOf } from "./request.ts";
import { unnamedHost } from "./words.ts";

/** Calls of one kind that would be made. */
export interface PlannedCalls {
  readonly method: "GET" | "POST";
  /** Its host as it would be asked; the rest as a template, since it may hold the value. */
  readonly address: string;
  readonly rule: string;
  readonly values: number;
  /** Hosts that would be asked where this one refuses. */
  readonly otherwise: readonly string[];
}

/** Values of one kind that would not be asked about, and why. */
export interface Unasked {
  readonly rule: string;
  readonly reason: string;
  readonly values: number;
}

export interface Plan {
  readonly calls: readonly PlannedCalls[];
  readonly unasked: readonly Unasked[];
  /** How many credentials are of kinds for which no harmless call is known. */
  readonly unknown: number;
}

/** What `verified` would ask. Nothing is sent. */
export function planOf(report: Report, own: readonly OwnHost[]): Plan {
  const questions = questionsOf(report);
  const asked = new Set(questions.map(({ fingerprint }) => fingerprint));
  const others = report.findings.filter(
    (each) =>
      each.class === "secret" && each.verified === "unknown" && !asked.has(each.fingerprint),
  );
  const steps = questions.map((question) => stepOf(question, own));
  return {
    calls: counted(steps.filter((each) => "address" in each)),
    unasked: counted(steps.filter((each) => "reason" in each)),
    unknown: new Set(others.map(({ fingerprint }) => fingerprint)).size,
  };
}

function stepOf(question: Question, own: readonly OwnHost[]): PlannedCalls | Unasked {
  const { rule } = question;
  const no = (reason: string): Unasked => ({ rule: rule.id, reason, values: 1 });
  const givens = givensOf(question);
  if (typeof givens === "string") return no(givens);
  const [given = {}] = givens;
  const drafts = hostsOf(rule.check, own).map(({ host }) => draftOf(rule.check, host, given));
  const [first, ...others] = drafts;
  if (first === undefined) return no(unnamedHost(rule.check));
  if (typeof first === "string") return no(first);
  return {
    method: rule.check.method ?? "GET",
    address: `https://${first.url.host}${pathIn(rule.check)}`,
    rule: rule.id,
    values: 1,
    otherwise: others.flatMap((each) => (typeof each === "string" ? [] : [each.url.host])),
  };
}

/** Steps that differ in nothing but the value are one. */
function counted<T extends { readonly values: number }>(steps: readonly T[]): readonly T[] {
  const same = Map.groupBy(steps, (each) => JSON.stringify(each));
  return [...same.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, values: 1 + others.length }] : [],
  );
}
