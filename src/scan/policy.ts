import { createHash } from "node:crypto";
import { relative, resolve, sep } from "node:path";
import { isExpired, standingIn } from "../baseline/entry.ts";
import type { Finding, FindingClass, Severity, Standing } from "../core/finding.ts";
import { globMatches } from "../core/glob.ts";
import type { Allower, Report } from "../core/report.ts";
import { counts } from "./assemble.ts";

/** What a finding must be for somebody to let it pass: all that is given. */
export interface Allowed {
  /** What says so: `tare.yaml` where nothing is said. */
  readonly by?: "tare-ignore";
  /** Where `path` starts, if not in `Policy.folder`. */
  readonly folder?: string;
  readonly rule?: string;
  readonly class?: FindingClass;
  /** A glob. */
  readonly path?: string;
  readonly fingerprint?: string;
  /** Runs over the value, one character per byte. */
  readonly value?: RegExp;
}

/** What people have said about findings beforehand. */
export interface Policy {
  /** Where the globs start. */
  readonly folder: string;
  readonly severities: {
    readonly rules: Readonly<Record<string, Severity>>;
    readonly classes: Readonly<Partial<Record<FindingClass, Severity>>>;
  };
  readonly allow: readonly Allowed[];
  /** Globs of files that are not scanned. */
  readonly exclude: readonly string[];
  /** The same of this scan alone, from the working folder on. */
  readonly leftOut: readonly string[];
  /** Lines of which the secrets are let pass: absolute path, colon, number. */
  readonly lines: ReadonlySet<string>;
  /** What is known, by fingerprint. */
  readonly known: ReadonlyMap<string, Standing>;
  /** What another scanner's report or baseline knows, by the value's SHA-1 in hexadecimal. */
  readonly values: ReadonlyMap<string, Standing>;
  /** Whether what the target says of itself counts: comments on lines. */
  readonly heedsComments: boolean;
  /** Whether a baseline was given at all. */
  readonly hasBaseline: boolean;
  /** `2026-11-25`. */
  readonly today: string;
}

/** Nothing was said. */
export const noPolicy: Policy = {
  folder: ".",
  severities: { rules: {}, classes: {} },
  allow: [],
  exclude: [],
  leftOut: [],
  lines: new Set(),
  known: new Map(),
  values: new Map(),
  heedsComments: true,
  hasBaseline: false,
  today: "",
};

/** Whether findings must carry their values for this to be decided. */
export const needsValues = ({ allow, values }: Policy): boolean =>
  values.size > 0 || allow.some(({ value }) => value !== undefined);

/** Whether a file is not to be scanned. */
export const isExcluded = ({ exclude, folder, leftOut }: Policy, path: string): boolean =>
  matchesAny(exclude, folder, path) || matchesAny(leftOut, ".", path);

/** @param folder Where the globs start. */
export const matchesAny = (globs: readonly string[], folder: string, path: string): boolean =>
  globs.some((glob) => globMatches(glob, fromFolder(folder, path)));

/** Findings as people want them. */
export interface Judged {
  /** What is left to be reported, severities as people set them. */
  readonly findings: readonly Finding[];
  /** What a baseline knows. */
  readonly known: readonly Finding[];
  /** How many were let pass, by what says so. */
  readonly allowed: Readonly<Partial<Record<Allower, number>>>;
}

/** Tells findings that are to be reported from those that are known, or let pass. */
export function judged(found: readonly Finding[], policy: Policy): Judged {
  const allowed: Partial<Record<Allower, number>> = {};
  const known: Finding[] = [];
  const findings: Finding[] = [];
  for (const { allowedBy, ...rest } of found) {
    const finding = { ...rest, severity: severityOf(rest, policy) };
    const by = (policy.heedsComments ? allowedBy : undefined) ?? allowerOf(finding, policy);
    const standing = by === undefined ? standingOf(finding, policy) : undefined;
    if (by !== undefined) allowed[by] = (allowed[by] ?? 0) + 1;
    else if (standing) known.push({ ...finding, standing });
    else findings.push(finding);
  }
  return { findings, known, allowed };
}

/** The report as people want it: severities theirs, what is allowed counted, what is known set apart. */
export function settled(report: Report, policy: Policy): Report {
  const { findings, known, allowed } = judged(report.findings, policy);
  return {
    ...report,
    findings,
    ...(policy.hasBaseline && { known }),
    summary: {
      ...report.summary,
      byClass: counts(findings.map((each): FindingClass => each.class)),
      bySeverity: counts(findings.map(({ severity }): Severity => severity)),
      ...(Object.keys(allowed).length > 0 && { allowed }),
    },
  };
}

const severityOf = (finding: Finding, { severities }: Policy): Severity =>
  severities.rules[finding.rule] ?? severities.classes[finding.class] ?? finding.severity;

function allowerOf(finding: Finding, policy: Policy): Allower | undefined {
  const allowed = policy.allow.find((each) => applies(each, finding, policy));
  if (allowed) return allowed.by ?? "settings";
  const { path, line } = finding.location;
  const isTold = finding.class === "secret" && policy.lines.has(`${resolve(path)}:${line ?? ""}`);
  return isTold ? "gitleaksignore" : undefined;
}

function applies(allowed: Allowed, finding: Finding, policy: Policy): boolean {
  const { rule, class: kind, path, fingerprint, value, folder = policy.folder } = allowed;
  return (
    (rule === undefined || rule === finding.rule) &&
    (kind === undefined || kind === finding.class) &&
    (fingerprint === undefined || fingerprint === finding.fingerprint) &&
    (path === undefined || globMatches(path, fromFolder(folder, finding.location.path))) &&
    (value === undefined || value.test(bytesOf(finding.value ?? finding.preview)))
  );
}

function standingOf(finding: Finding, policy: Policy): Finding["standing"] {
  const { fingerprint, value } = finding;
  const known =
    policy.known.get(fingerprint) ??
    (value === undefined ? undefined : policy.values.get(sha1(value)));
  return known && !isExpired(known, policy.today) ? standingIn(known) : undefined;
}

/** Containers count as folders; what lies elsewhere is named as it is. */
function fromFolder(folder: string, path: string): string {
  const inside = relative(resolve(folder), resolve(path)).split(sep).join("/");
  return (inside.startsWith("../") ? path : inside).replaceAll("!/", "/");
}

const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");

/** As detect-secrets hashes values. */
export const sha1 = (value: string): string => createHash("sha1").update(value).digest("hex");
