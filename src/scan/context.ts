import { createHmac, createSecretKey } from "node:crypto";
import { basename, normalize } from "node:path";
import { type FindingClass, rank, type Severity } from "../core/finding.ts";
import type { Limits } from "../core/limits.ts";
import { chained, lazily } from "../core/numbered.ts";
import type { ArtefactRule, Benign, Rule } from "../core/rule.ts";
import { joined } from "../engine/join.ts";
import { type Matcher, matcher } from "../engine/matcher.ts";
import { compile } from "../engine/program.ts";
import { all as artefacts } from "../rules/artefacts/index.ts";
import { all as benign } from "../rules/benign/index.ts";
import { LazyRemotes } from "../sources/lazy-remotes.ts";
import { Allowances } from "./allowed.ts";
import { anyOf } from "./any-of.ts";
import { type Keyword, keywordRules, namesAny } from "./keywords.ts";
import { Memo } from "./memo.ts";
import { type CompiledRules, ownProgram } from "./program.ts";
import type { UserRules } from "./user-rules.ts";
import { type KnownValue, valueRules } from "./values.ts";

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
  /** Whether findings carry what their providers have to be told besides the value. */
  readonly companions?: boolean;
  /** Key of the fingerprints' HMAC. Whoever has it can try values that are easily guessed. */
  readonly fingerprintKey: string;
  /** Words that the release must not say: a company, code names, internal domains. */
  readonly keywords?: readonly Keyword[];
  /** Secrets that are known, and must stand nowhere. */
  readonly values?: readonly KnownValue[];
  /** Rules that the user brought (`loadRules`). */
  readonly user?: UserRules;
  /** What is scanned: the folders that it lies in say nothing of what it is. */
  readonly targets?: readonly string[];
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
  /** Whether one of the artefact rules knows a name, one character per byte. */
  readonly isArtefactName: (name: string) => boolean;
  /** What may tell nothing, or little, of what a rule finds. */
  readonly benignOf: (rule: Rule) => readonly Benign[];
  /** A path without the target that it lies in. */
  readonly inside: (path: string) => string;
  /** Whether a value names one of the keywords. */
  readonly namesKeyword: (value: string) => boolean;
  readonly allowances: Allowances;
  /** What was found in blobs that may come again. */
  readonly memo: Memo;
  /** Where files are read from that are on other machines. */
  readonly remotes: LazyRemotes;
}

/** Makes the rules ready that the options ask for, which takes a while where some are the user's. */
export async function matcherOf(options: ScanOptions): Promise<Matcher> {
  const { rules, compiled } = await programFor(options);
  const wanted = (index: number): Rule | undefined => {
    const rule = rules.at(index);
    return rule && isWanted(rule, options) ? unasked(raised(rule, options), options) : undefined;
  };
  return matcher(lazily(rules.length, wanted), compiled);
}

/** tare's own rules, those of the user, and those that what is asked for makes. */
async function programFor({
  user,
  keywords = [],
  values = [],
}: ScanOptions): Promise<CompiledRules> {
  const base = user ? await withUsers(user) : await ownProgram();
  const asked = [...keywordRules(keywords), ...valueRules(values)];
  if (asked.length === 0) return base;
  return {
    rules: chained(base.rules, asked),
    compiled: joined(base.compiled, compile(asked)),
  };
}

async function withUsers({ withOwn, rules, compiled }: UserRules): Promise<CompiledRules> {
  const own = withOwn ? (await ownProgram()).rules : [];
  return { rules: chained(own, rules), compiled };
}

/**
 * Makes ready what the options ask for.
 *
 * @param made What `matcherOf` made of these options, if it did.
 */
export async function contextOf(options: ScanOptions, made?: Matcher): Promise<Context> {
  const { user, keywords = [] } = options;
  const told = (user?.withOwn ?? true) ? benign : [];
  const allowances = new Allowances(user);
  const judgement = judgementOf(options);
  const inside = insideOf(options.targets ?? []);
  return {
    ...judgement,
    options,
    matcher: made ?? (await matcherOf(options)),
    isArtefactName: anyOf(
      judgement.artefacts.flatMap(({ when }) => (when.kind === "name" ? [when.pattern] : [])),
    ),
    benignOf: benignOf(told),
    inside,
    namesKeyword: namesAny(keywords),
    allowances,
    remotes: new LazyRemotes(),
    memo: new Memo([...told.flatMap((each) => pathTest(each, inside)), ...allowances.pathTests]),
  };
}

/** What may tell nothing of what a rule finds, looked up once for each rule. */
function benignOf(all: readonly Benign[]): Context["benignOf"] {
  const byRule = new Map<Rule, readonly Benign[]>();
  return (rule) => {
    const known =
      byRule.get(rule) ??
      all.filter(
        ({ rules, classes }) =>
          rules?.includes(rule.id) !== false && classes?.includes(rule.class) !== false,
      );
    byRule.set(rule, known);
    return known;
  };
}

/** Makes the rules ready that need no matcher. */
export function judgementOf(options: ScanOptions): Judgement {
  const { user } = options;
  const named = [...((user?.withOwn ?? true) ? artefacts : []), ...(user?.artefacts ?? [])];
  return {
    artefacts: named.filter((rule) => isWanted(rule, options)).map((rule) => raised(rule, options)),
    fingerprint: fingerprinter(options.fingerprintKey),
  };
}

/** So many fingerprints are remembered: the same path or version stands in many files. */
const mostFingerprints = 10_000;

/** Makes the HMAC of rule and value. @param key See `ScanOptions.fingerprintKey`. */
export function fingerprinter(key: string): Context["fingerprint"] {
  // A key object is prepared once; a buffer would be for each value, which takes six times as long.
  const secret = createSecretKey(Buffer.from(key));
  const known = new Map<string, string>();
  return (rule, value) => {
    const text = `${rule}\0${value}`;
    const found =
      known.get(text) ?? createHmac("sha256", secret).update(text).digest("hex").slice(0, 32);
    if (known.size < mostFingerprints) known.set(text, found);
    return found;
  };
}

const pathTest = ({ path: pattern, leaves }: Benign, inside: Context["inside"]) =>
  pattern ? [(path: string): boolean => pattern.test(leaves ? inside(path) : path)] : [];

function insideOf(targets: readonly string[]): Context["inside"] {
  const roots = targets.map((target) => normalize(target).replace(/[\\/]+$/, ""));
  return (path) => {
    const root = roots.find(
      (each) => path.startsWith(each) && /^(?:$|!?[\\/])/.test(path.slice(each.length)),
    );
    return root === undefined ? path : path.slice(root.length) || basename(root);
  };
}

const isWanted = (rule: Rule | ArtefactRule, { classes, rules }: ScanOptions): boolean =>
  (classes.length === 0 || classes.includes(rule.class)) &&
  (rules.length === 0 || rules.includes(rule.id));

/** The rule, without what only a live check asks for: looking for it around each finding takes time. */
const unasked = (rule: Rule, { companions }: ScanOptions): Rule =>
  rule.check && !companions ? { ...rule, check: undefined } : rule;

function raised<T extends Rule | ArtefactRule>(rule: T, { atLeast }: ScanOptions): T {
  const least = atLeast[rule.class] ?? rule.severity;
  return rank(least) > rank(rule.severity) ? { ...rule, severity: least } : rule;
}
