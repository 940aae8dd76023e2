import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { Finding, FindingClass, Severity } from "../../core/finding.ts";
import type { Gap, Report } from "../../core/report.ts";
import { version } from "../../core/version.ts";
import { isAllowedByComment } from "../../scan/allow-comments.ts";
import { counts } from "../../scan/assemble.ts";
import { isExcluded, type Policy, settled } from "../../scan/policy.ts";
import { idOf } from "../../scan/sheet.ts";
import { listFiles } from "../../sources/files.ts";
import type { Check, Problem } from "./check.ts";
import { all as checks } from "./checks/index.ts";
import { auditedJobs } from "./pipeline/credentials.ts";
import type { AuditedJob } from "./pipeline/job-credential.ts";
import type { ModuleMemo } from "./python/module-memo.ts";
import type { Reader, Subject } from "./reader.ts";
import type { Repository } from "./repository.ts";
import { all as readers } from "./readers/index.ts";
import { withGrammars } from "./syntax/grammars.ts";
import { SourceText } from "./text.ts";

/** What an audit is asked for. */
export interface AuditOptions {
  readonly policy: Policy;
  /** Checks that are run; all when empty. */
  readonly only: readonly string[];
  readonly fingerprintKey: string;
  readonly signal?: AbortSignal;
  /** What is remembered of a file that is audited again and again. */
  readonly memo?: ModuleMemo | undefined;
  /** How much text is held at once, in bytes. */
  readonly mostText?: number;
}

/** A problem with the check that found it and the finding that reports it. */
export interface Reported {
  readonly check: Check;
  readonly problem: Problem;
  readonly finding: Finding;
}

/** What an audit gives. */
export interface Audit {
  readonly report: Report;
  /** Those that the report lists, with what would mend them. */
  readonly reported: readonly Reported[];
  /** The jobs of all pipelines, and what credentials they are given. */
  readonly jobs: readonly AuditedJob[];
}

/** Folders of what others wrote, and of what is made anew each time. */
const skipped =
  /(?:^|\/)(?:\.git|\.hg|\.svn|node_modules|site-packages|vendor|\.?venv|\.tox|\.nox|__pycache__|third[_-]party|3rdparty|subprojects|\.terraform|\.tare)\//;
/** Nobody writes a longer file by hand, in bytes. */
const longest = 4 * 1024 * 1024;
/** All files are held, since what one says is looked up in others, with what they were read into: some seven times as much. */
const usualMostText = 256 * 1024 * 1024;

/**
 * Looks in a repository for what gives secrets and traces away when it is run.
 *
 * @throws {TareError} `usage`: there is no such folder.
 */
export async function audit(folder: string, options: AuditOptions): Promise<Audit> {
  const startedAt = new Date();
  const { files, gaps } = await listed(folder, options.policy);
  const { sources, unread } = await readAll(files, options.mostText ?? usualMostText);
  gaps.push(...unread, ...sources.flatMap((source) => damageOf(source, shownOf(folder))));
  const subjects = await recognised(sources);
  const inside = files.map(({ name }) => name);
  const reported = [...problemsIn({ files: inside, sources, subjects }, options.only)].map(
    ({ check, problem }) => ({
      check,
      problem,
      finding: findingOf(check, problem, shownOf(folder), options),
    }),
  );
  const report = settled(
    reportOf(folder, reported, {
      startedAt,
      files,
      gaps,
      stopped: options.signal?.aborted === true,
    }),
    options.policy,
  );
  const left = new Set(report.findings.map(({ id }) => id));
  return {
    report,
    reported: reported.filter(({ finding }) => left.has(finding.id)),
    // Only a ledger asks for them.
    get jobs() {
      return auditedJobs(subjects.flatMap((each) => (each.kind === "pipeline" ? [each.of] : [])));
    },
  };
}

/**
 * Audits one file by itself, as somebody has it open. What only the whole
 * repository shows is left out.
 *
 * @param shown The folder before its path, with a slash at its end.
 */
export async function auditText(
  source: SourceText,
  shown: string,
  options: AuditOptions,
): Promise<readonly Reported[]> {
  if (skipped.test(`/${source.path}`) || source.text.length > longest) return [];
  const subjects = await recognised([source], options.memo);
  return problemsIn({ files: [], sources: [source], subjects }, ofOneFile).map((found) => ({
    ...found,
    finding: findingOf(found.check, found.problem, shown, options),
  }));
}

const ofOneFile = checks.filter(({ looksAt }) => looksAt !== "repository").map(({ id }) => id);

/** A file that may say something. */
interface Listed {
  readonly path: string;
  readonly shown: string;
  readonly name: string;
  readonly size: number;
}

async function listed(folder: string, policy: Policy): Promise<{ files: Listed[]; gaps: Gap[] }> {
  const files: Listed[] = [];
  const gaps: Gap[] = [];
  for await (const each of listFiles(folder)) {
    // The folder itself may lie where others' are left out.
    const name = each.kind === "gap" ? relative(folder, each.gap.path) : each.name;
    if (skipped.test(`/${name}`)) continue;
    if (each.kind === "gap") gaps.push(each.gap);
    else if (!isExcluded(policy, each.path)) files.push(each);
  }
  return { files, gaps };
}

async function readAll(
  files: readonly Listed[],
  mostText: number,
): Promise<{ sources: SourceText[]; unread: Gap[] }> {
  const sources: SourceText[] = [];
  const unread: Gap[] = [];
  let held = 0;
  for (const { path, shown, name, size } of files) {
    if (!readers.some((reader) => reader.path.test(name))) continue;
    const skip = (reason: string): void => void unread.push({ path: shown, reason, bytes: size });
    if (size > longest) skip(`limit: longer than ${longest} bytes`);
    else if (held + size > mostText) skip(`limit: more than ${mostText} bytes to audit at once`);
    else {
      const text = await readFile(path, "utf8").catch(() => undefined);
      if (text === undefined) skip("unreadable");
      else sources.push(new SourceText(name, text));
      held += size;
    }
  }
  return { sources, unread };
}

/** What the readers make of the files. */
export async function recognised(
  sources: readonly SourceText[],
  memo?: ModuleMemo,
): Promise<Subject[]> {
  const known = sources.flatMap((source) =>
    readersOf(source).map((reader) => ({ reader, source })),
  );
  const grammars = await withGrammars(known.flatMap(({ reader }) => reader.grammars));
  const files = new Map(sources.map((source) => [source.path, source]));
  return known.flatMap(({ reader, source }) => [
    ...reader.read(source, { ...grammars, memo }, files),
  ]);
}

const readersOf = (source: SourceText): readonly Reader[] =>
  readers.filter(({ path, isOne }) => path.test(source.path) && (isOne?.(source) ?? true));

/** What its readers could not read of a file. */
const damageOf = (source: SourceText, shown: string): readonly Gap[] =>
  readersOf(source).flatMap(({ damage }) => {
    const reason = damage?.(source);
    if (reason === undefined) return [];
    const bytes = Buffer.byteLength(source.text);
    return [{ path: `${shown}${source.path}`, reason: `malformed: ${reason}`, bytes }];
  });

interface Found {
  readonly check: Check;
  readonly problem: Problem;
}

/** What the checks find wrong, in the order of files and places. */
export function problemsIn(repository: Repository, only: readonly string[] = []): readonly Found[] {
  const found: Found[] = [];
  const byKind = Map.groupBy(repository.subjects, ({ kind }) => kind);
  for (const check of checks) {
    if (only.length > 0 && !only.includes(check.id)) continue;
    for (const problem of problemsOf(check, repository, byKind)) found.push({ check, problem });
  }
  return withoutRepeats(found).toSorted(
    (one, other) =>
      compare(one.problem.source.path, other.problem.source.path) ||
      one.problem.at.start - other.problem.at.start,
  );
}

function* problemsOf(
  check: Check,
  repository: Repository,
  byKind: ReadonlyMap<Subject["kind"], readonly Subject[]>,
): Generator<Problem> {
  if (check.looksAt === "repository") return yield* check.run(repository);
  for (const { of } of byKind.get(check.looksAt) ?? [])
    // The compiler does not see that kinds which are the same go with subjects which are.
    yield* check.run(of as never);
}

/** One problem at each place: an anchor in YAML is used more than once. */
function withoutRepeats(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ check, problem: { source, at } }) => {
    const key = `${check.id}\0${source.path}\0${at.start}`;
    return !seen.has(key) && seen.add(key);
  });
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The folder before the paths in it. */
const shownOf = (folder: string): string =>
  folder === "." ? "" : `${folder.replace(/\/+$/, "")}/`;

function findingOf(
  check: Check,
  problem: Problem,
  shown: string,
  { fingerprintKey }: AuditOptions,
): Finding {
  const { source, at, message } = problem;
  const { line, column, span } = source.place(at);
  const path = `${shown}${source.path}`;
  const fingerprint = createHmac("sha256", fingerprintKey)
    .update([check.id, source.path, message, source.lineAt(at.start).trim()].join("\0"))
    .digest("hex")
    .slice(0, 32);
  const text = source.lineAt(at.start);
  const above = line > 1 ? source.lineAt(source.text.lastIndexOf("\n", at.start - 1) - 1) : "";
  return {
    id: idOf(fingerprint, path, "", span.start),
    rule: check.id,
    class: "exposure",
    severity: problem.severity ?? check.severity,
    confidence: problem.confidence ?? check.confidence,
    verified: "unknown",
    title: check.title,
    harm: check.why,
    remedy: check.instead,
    preview: message,
    fingerprint,
    location: { path, line, column, span },
    ...(problem.way && {
      way: problem.way.map((hop) => ({
        path: `${shown}${hop.source.path}`,
        line: hop.source.place(hop.at).line,
        what: hop.what,
      })),
    }),
    ...(isAllowedByComment(check.id, text, above) && { allowedBy: "comment" }),
  };
}

interface Frame {
  readonly startedAt: Date;
  readonly files: readonly Listed[];
  readonly gaps: readonly Gap[];
  readonly stopped: boolean;
}

function reportOf(
  target: string,
  reported: readonly Reported[],
  { startedAt, files, gaps, stopped }: Frame,
): Report {
  const findings = reported.map(({ finding }) => finding);
  const seen = files.reduce((sum, { size }) => sum + size, 0);
  return {
    schema: "tare/report/v1",
    tool: { name: "tare", version },
    target,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    status: stopped ? "interrupted" : "complete",
    profile: "audit",
    bytes: { seen, read: seen, tensors: 0 },
    findings,
    gaps,
    summary: {
      files: files.length,
      members: 0,
      formats: {},
      byClass: counts(findings.map((each): FindingClass => each.class)),
      bySeverity: counts(findings.map(({ severity }): Severity => severity)),
      benign: 0,
    },
  };
}
