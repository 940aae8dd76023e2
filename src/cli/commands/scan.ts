import { TareError } from "../../core/error.ts";
import {
  findingClasses,
  rank,
  severities,
  type FindingClass,
  type Severity,
} from "../../core/finding.ts";
import { defaultLimits, type Limits } from "../../core/limits.ts";
import type { Report } from "../../core/report.ts";
import type { Renderer } from "../../report/renderer.ts";
import type { ScanOptions } from "../../scan/context.ts";
import { leastKeyword } from "../../scan/keywords.ts";
import type { UserRules } from "../../scan/user-rules.ts";
import { type Profile, profiles } from "../../scan/profiles.ts";
import type { Command, Shell } from "../command.ts";
import { byteSize, list, type Options, text, type Values, wholeNumber } from "../options.ts";
import { userRules } from "../user-rules.ts";

const formats = ["text", "json", "jsonl", "sarif", "html"] as const;

const options: Options = {
  format: { type: "string", short: "f", takes: "FORMAT", oneOf: formats, help: "How to report" },
  output: {
    type: "string",
    short: "o",
    takes: "FILE",
    help: "Write the report to FILE, whole or not at all; its ending says the format",
  },
  "fail-on": {
    type: "string",
    takes: "SEVERITY",
    oneOf: severities,
    default: "high",
    help: "Exit with 1 from this severity on",
  },
  class: {
    type: "string",
    takes: "CLASS",
    multiple: true,
    oneOf: Object.keys(findingClasses),
    help: "Look only for this",
  },
  rule: { type: "string", takes: "ID", multiple: true, help: "Look only by this rule" },
  rules: {
    type: "string",
    takes: "FILE",
    multiple: true,
    help: "Look by the rules of a gitleaks file, too",
  },
  keyword: {
    type: "string",
    takes: "WORD",
    multiple: true,
    help: "Look for a company, code name or domain, too; what names it matters more",
  },
  "no-own-rules": { type: "boolean", help: "Look only by the rules of --rules" },
  profile: {
    type: "string",
    short: "p",
    takes: "NAME",
    oneOf: profiles.map(({ id }) => id),
    default: profiles[0].id,
    help: "What you scan for",
  },
  jobs: { type: "string", short: "j", takes: "N", help: "Threads (default: one for each core)" },
  "max-depth": {
    type: "string",
    takes: "N",
    help: `How deep containers may be nested (default ${defaultLimits.maxDepth})`,
  },
  "max-bytes": {
    type: "string",
    takes: "SIZE",
    help: "How much may be unpacked of one file (default 16G)",
  },
  "max-memory": {
    type: "string",
    takes: "SIZE",
    help: "How much memory may be used; fewer threads run where it is short (default 512M)",
  },
  timeout: {
    type: "string",
    takes: "SECONDS",
    help: `How long one file may take (default ${defaultLimits.timeoutMs / 1000})`,
  },
  reveal: {
    type: "boolean",
    help: "Put the values themselves into the report. Keep it to yourself then",
  },
  quiet: { type: "boolean", short: "q", help: "Say only the verdict" },
  verbose: { type: "boolean", short: "v", help: "List everything, also what matters little" },
  "no-progress": { type: "boolean", help: "Show no progress line" },
};

export const scan: Command = {
  name: "scan",
  summary: "Say what a file, folder or archive gives away",
  takes: "[OPTION…] TARGET…",
  details: `TARGET is a file, a folder, an archive, or - for standard input.

Exit status: 0 nothing from --fail-on on, and all was inspected; 1 something was
found; 2 used wrongly; 3 nothing found, but something was not inspected; 4 the
disk or the system failed; 70 a bug.`,
  options,

  async run(operands, values, shell) {
    if (operands.length === 0)
      throw new TareError("usage", "nothing to scan", { hint: "name a file, a folder, or -" });
    const profile = profiles.find(({ id }) => id === text(values, "profile")) ?? profiles[0];
    const [{ scan: scanTargets }, { rendererFor }, { progressLine }] = await Promise.all([
      import("../../scan/scan.ts"),
      import("../output.ts"),
      import("../progress.ts"),
    ]);
    const scanOptions = await optionsOf(values, profile, shell);
    const renderer = rendererFor(text(values, "format"), text(values, "output"));
    using progress = progressLine(
      shell,
      values["no-progress"] !== true && values["quiet"] !== true,
    );
    const report = await scanTargets(operands, {
      options: scanOptions,
      jobs: wholeNumber(values, "jobs", 1) ?? 0,
      profile: profile.id,
      stdin: shell.stdin,
      signal: shell.signal,
      onProgress: progress.show,
    });
    progress.clear();
    await print(report, renderer, values, shell);
    return exitStatus(report, text(values, "fail-on") as Severity);
  },
};

async function optionsOf(values: Values, profile: Profile, shell: Shell): Promise<ScanOptions> {
  const classes = list(values, "class") as FindingClass[];
  const files = (values["rules"] ?? []) as readonly string[];
  const user = await userRules(files, values["no-own-rules"] !== true, shell);
  return {
    limits: limitsOf(values),
    classes: classes.length > 0 ? classes : profile.classes,
    rules: await knownRules(list(values, "rule"), user),
    atLeast: profile.atLeast,
    reveal: values["reveal"] === true,
    keywords: keywordsOf(values),
    fingerprintKey: shell.env["TARE_FINGERPRINT_KEY"] ?? "tare/report/v1",
    ...(user && { user }),
  };
}

/** @throws {TareError} `usage`: a word is too short to say anything. */
function keywordsOf(values: Values): readonly string[] {
  const keywords = list(values, "keyword").map((each) => each.trim());
  for (const each of keywords)
    if (each.length < leastKeyword)
      throw new TareError(
        "usage",
        `--keyword takes ${leastKeyword} characters or more, not '${each}'`,
      );
  return keywords;
}

function limitsOf(values: Values): Limits {
  const seconds = wholeNumber(values, "timeout", 1);
  return {
    ...defaultLimits,
    maxDepth: wholeNumber(values, "max-depth", 0) ?? defaultLimits.maxDepth,
    maxBytes: byteSize(values, "max-bytes") ?? defaultLimits.maxBytes,
    maxMemory: byteSize(values, "max-memory") ?? defaultLimits.maxMemory,
    timeoutMs: seconds === undefined ? defaultLimits.timeoutMs : seconds * 1000,
  };
}

async function knownRules(
  ids: readonly string[],
  user: UserRules | undefined,
): Promise<readonly string[]> {
  if (ids.length === 0) return ids;
  const { allRules } = await import("../../rules/all.ts");
  const all = [...allRules, ...(user?.rules ?? []), ...(user?.artefacts ?? [])];
  for (const id of ids)
    if (!all.some((rule) => rule.id === id))
      throw new TareError("usage", `no rule '${id}'`, { hint: "list them with 'tare rules'" });
  return ids;
}

async function print(
  report: Report,
  renderer: Renderer,
  values: Values,
  shell: Shell,
): Promise<void> {
  const output = text(values, "output");
  const pieces = renderer.render(report, {
    colour: shell.colour && output === undefined,
    columns: Math.max(40, shell.columns ?? 80),
    verbose: values["verbose"] === true,
    quiet: values["quiet"] === true,
  });
  if (output === undefined) {
    for (const piece of pieces) shell.out(piece);
    return;
  }
  const { writeWhole } = await import("../output.ts");
  await writeWhole(output, pieces);
  shell.err(`tare: report written to ${output}\n`);
}

/** What a script learns without reading the report. */
function exitStatus(report: Report, failOn: Severity): number {
  if (report.findings.some(({ severity }) => rank(severity) >= rank(failOn))) return 1;
  return report.gaps.length > 0 || report.status === "interrupted" ? 3 : 0;
}
