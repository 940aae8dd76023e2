import type { Companions, Finding } from "../core/finding.ts";
import type { Companion, LiveCheck } from "../core/live-check.ts";
import type { Report } from "../core/report.ts";
import type { Rule } from "../core/rule.ts";
import { all as secrets } from "../rules/secrets/index.ts";
import type { Given } from "./request.ts";

/** A rule of which a provider can be asked. */
export interface CheckedRule extends Rule {
  readonly check: LiveCheck;
}

const isChecked = (rule: Rule): rule is CheckedRule => rule.check !== undefined;

/** tare's own, and no others: what a user's rule finds is sent nowhere. */
export const checkedRules: readonly CheckedRule[] = secrets.filter(isChecked);

/** One credential, wherever it stands. */
export interface Question {
  readonly rule: CheckedRule;
  readonly fingerprint: string;
  readonly value: string;
  readonly companions: Companions;
}

/** What of a report can be asked about, each value once. */
export function questionsOf({ findings, known = [] }: Report): readonly Question[] {
  const rules = new Map(checkedRules.map((rule) => [rule.id, rule]));
  const open = known.filter(({ standing }) => standing?.state === "open");
  const questions = new Map<string, Question>();
  for (const { rule: id, fingerprint, value, companions = {}, verified } of [
    ...findings,
    ...open,
  ]) {
    const rule = rules.get(id);
    if (!rule || value === undefined || verified !== "unknown") continue;
    const before = questions.get(fingerprint)?.companions ?? {};
    questions.set(fingerprint, {
      rule,
      fingerprint,
      value,
      companions: joined(before, companions),
    });
  }
  return [...questions.values()];
}

/** What stands near one place of a value may be what another place lacks. */
const joined = (one: Companions, other: Companions): Companions =>
  Object.fromEntries(
    Object.entries({ ...one, ...other }).map(([name]) => [
      name,
      [...new Set([...(one[name] ?? []), ...(other[name] ?? [])])],
    ]),
  );

/** How many ways to put a credential together are tried. */
const mostTries = 3;

/**
 * What is put into a request: the value with each set of what may belong to it.
 *
 * @returns In words why nothing can be asked.
 */
export function givensOf({ rule, value, companions }: Question): readonly Given[] | string {
  const { only, companions: wanted = {} } = rule.check;
  if (only && !only.test(value)) return "no harmless call is known for this form of it";
  let givens: Given[] = [{ value }];
  for (const [name, companion] of Object.entries(wanted)) {
    const found = companions[name] ?? [];
    if (found.length === 0 && companion.optional !== true) return missing(companion);
    if (found.length > 0)
      givens = givens.flatMap((given) => found.map((each) => ({ ...given, [name]: each })));
  }
  return givens.slice(0, mostTries);
}

const missing = ({ title, in: where }: Companion): string =>
  where === "value" ? `it has no ${title}` : `its ${title} does not stand nearby`;

/** Findings without what was kept of them only to ask. */
export function withoutCompanions(finding: Finding): Finding {
  const { companions, ...rest } = finding;
  return companions ? rest : finding;
}
