import { createHmac } from "node:crypto";
import { type FindingClass, rank, type Severity } from "../core/finding.ts";
import type { Limits } from "../core/limits.ts";
import type { ArtefactRule, Benign, Rule } from "../core/rule.ts";
import { type Matcher, matcher } from "../engine/matcher.ts";
import { all as artefacts } from "../rules/artefacts/index.ts";
import { all as benign } from "../rules/benign/index.ts";
import { all as clues } from "../rules/clues/index.ts";
import { all as secrets } from "../rules/secrets/index.ts";
import { Memo } from "./memo.ts";
import { programOf } from "./program.ts";

/** What a scan looks for and how far it goes. Plain data, so that it can be sent to a worker. */
export interface ScanOptions {
  readonly limits: Limits;
  /** Classes that are looked for; all when empty. */
  readonly classes: readonly FindingClass[];
  /** Rules that are looked for; all when empty. */
  readonly rules: readonly string[];
  /** The least severity of each class, where it matters more than usual. */
  readonly atLeast: Readonly<Partial<Record<FindingClass, Severity>>>;
  /** Whether findings carry their values. */
  readonly reveal: boolean;
  /** Key of the fingerprints' HMAC. Whoever has it can try values that are easily guessed. */
  readonly fingerprintKey: string;
}

/** What is judged without a look at any value. */
export interface Judgement {
  readonly artefacts: readonly ArtefactRule[];
  /** The HMAC of rule and value. */
  readonly fingerprint: (rule: string, value: string) => string;
}

/** What stays the same over all files of a scan. */
export interface Context extends Judgement {
  readonly options: ScanOptions;
  readonly matcher: Matcher;
  readonly benign: readonly Benign[];
  /** What was found in blobs that may come again. */
  readonly memo: Memo;
}

/** Makes the rules ready that the options ask for. */
export async function contextOf(options: ScanOptions): Promise<Context> {
  const wanted = new Set(rules.filter((rule) => isWanted(rule, options)));
  const chosen = rules.map((rule) => (wanted.has(rule) ? raised(rule, options) : undefined));
  return {
    ...judgementOf(options),
    options,
    matcher: matcher(chosen, await programOf(rules)),
    benign,
    memo: new Memo(benign),
  };
}

/** Makes the rules ready that need no matcher. */
export const judgementOf = (options: ScanOptions): Judgement => ({
  artefacts: artefacts
    .filter((rule) => isWanted(rule, options))
    .map((rule) => raised(rule, options)),
  fingerprint: (rule, value) =>
    createHmac("sha256", options.fingerprintKey)
      .update(`${rule}\0${value}`)
      .digest("hex")
      .slice(0, 32),
});

/** All rules that judge values, in the order of their program. */
const rules: readonly Rule[] = [...secrets, ...clues];

const isWanted = (rule: Rule | ArtefactRule, { classes, rules }: ScanOptions): boolean =>
  (classes.length === 0 || classes.includes(rule.class)) &&
  (rules.length === 0 || rules.includes(rule.id));

function raised<T extends Rule | ArtefactRule>(rule: T, { atLeast }: ScanOptions): T {
  const least = atLeast[rule.class] ?? rule.severity;
  return rank(least) > rank(rule.severity) ? { ...rule, severity: least } : rule;
}
