import { type FindingClass, findingClasses, rank, type Severity } from "../../core/finding.ts";
import { defaultLimits } from "../../core/limits.ts";
import type { Matcher } from "../../engine/matcher.ts";
import { contextOf } from "../../scan/context.ts";
import { ownRules } from "../../scan/own-rules.ts";
import type { UserRules } from "../../scan/user-rules.ts";

/** Which rules say what is masked. */
export interface PatternOptions {
  /** Default: secrets; all, where rules are named. */
  readonly classes?: readonly FindingClass[];
  /** Only rules of this severity, and of higher ones. */
  readonly leastSeverity?: Severity;
  /** Only these rules. */
  readonly rules?: readonly string[];
  /** Rules that the user brought. */
  readonly user?: UserRules;
}

const all = Object.keys(findingClasses) as FindingClass[];

/** Makes the rules ready by which secrets are masked; none if there are none. */
export async function redactingMatcher(options: PatternOptions): Promise<Matcher | undefined> {
  const { leastSeverity = "info", rules = [], user } = options;
  const classes = options.classes ?? (rules.length > 0 ? all : ["secret"]);
  const wanted = [...((user?.withOwn ?? true) ? ownRules : []), ...(user?.rules ?? [])].filter(
    (rule) =>
      classes.includes(rule.class) &&
      rank(rule.severity) >= rank(leastSeverity) &&
      (rules.length === 0 || rules.includes(rule.id)),
  );
  if (wanted.length === 0) return undefined;
  const { matcher } = await contextOf({
    limits: defaultLimits,
    classes: [],
    rules: wanted.map(({ id }) => id),
    atLeast: {},
    reveal: false,
    fingerprintKey: "",
    ...(user && { user }),
  });
  return matcher;
}
