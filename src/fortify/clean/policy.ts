import type { Extra } from "../../core/extra.ts";
import { type Finding, type FindingClass, rank, type Severity } from "../../core/finding.ts";
import { globMatches } from "../../core/glob.ts";

/** What is taken out, and what stays on purpose. */
export interface CleanProfile {
  readonly id: string;
  readonly title: string;
  /** The scan's profile that it looks by. */
  readonly scan: "release" | "secrets" | "double-blind";
  readonly classes: readonly FindingClass[];
  /** Rules of other classes that it takes out, too. */
  readonly also: readonly string[];
  /** What is stripped off every file, whatever was found in it. */
  readonly extras: readonly Extra[];
  /** Less than this stays: it says how the model was made, and no more. */
  readonly from: Severity;
}

/** The first is the default. */
export const cleanProfiles: readonly [CleanProfile, ...CleanProfile[]] = [
  {
    id: "release",
    title: "All that a published model need not tell; versions that its users need stay",
    scan: "release",
    classes: ["secret", "identity", "host", "path", "storage", "debug", "hidden"],
    also: [],
    extras: ["owners"],
    from: "low",
  },
  {
    id: "secrets",
    title: "Only keys, tokens and passwords",
    scan: "secrets",
    classes: ["secret"],
    also: [],
    extras: [],
    from: "info",
  },
  {
    id: "double-blind",
    title: "Whatever tells who made it: names, addresses, folders, hosts, times",
    scan: "double-blind",
    classes: ["secret", "identity", "host", "path", "storage", "debug", "hidden"],
    also: ["training-time", "kernel-version", "python-build"],
    extras: ["owners", "times", "comments", "outputs", "metadata"],
    from: "info",
  },
  {
    id: "minimal",
    title: "Secrets, and files and bytes that nobody needs who uses the model",
    scan: "release",
    classes: ["secret", "debug", "hidden"],
    also: [],
    extras: [],
    from: "low",
  },
];

/** What is done about what a key shows. Else all that stands under the key is left out. */
export const byKey: Readonly<
  Record<string, { readonly strip: Extra } | { readonly drop: true } | undefined>
> = {
  "notebook-output": { strip: "outputs" },
  "photo-location": { strip: "metadata" },
  "openpgp-secret-key": { drop: true },
};

/** Rules whose findings other findings tell in detail. */
export const toldByOthers: readonly string[] = ["unneeded-files"];

/** Why an edit may break something that loads the model. */
export interface Risk {
  readonly why: string;
  /** All that are given must hold. */
  readonly rules?: readonly string[];
  readonly classes?: readonly FindingClass[];
  /** The place inside the format. */
  readonly key?: RegExp;
  /** Path of the blob inside the target, containers joined with `!/`. */
  readonly path?: RegExp;
}

/** The first that holds is told. */
export const risks: readonly Risk[] = [
  {
    why: "tools compare versions, and stop at one that is none",
    rules: ["library-version", "package-pin"],
  },
  {
    why: "the base model, or code that is fetched, is found by this name",
    rules: ["hub-repository"],
    key: /base_model|auto_map|name_or_path|repo(?:_id)?$/,
  },
  {
    why: "it may be the only copy of the weights",
    rules: ["checkpoint-folder", "extra-part"],
  },
  {
    why: "MLflow loads the example with the model",
    rules: ["input-example"],
  },
  {
    why: "what stands before an archive may be the program that unpacks it",
    classes: ["hidden"],
    key: /\(before /,
  },
];

/** The risk that is known of an edit of this finding. @param path Inside the target. */
export function knownRisk(finding: Finding, path: string): string | undefined {
  return risks.find(
    ({ rules, classes, key, path: paths }) =>
      rules?.includes(finding.rule) !== false &&
      classes?.includes(finding.class) !== false &&
      key?.test(finding.location.key ?? "") !== false &&
      paths?.test(path) !== false,
  )?.why;
}

/** What people want besides the profile: globs of paths, ids of rules, or classes. */
export interface Wishes {
  readonly profile: CleanProfile;
  readonly keep: readonly string[];
  readonly drop: readonly string[];
}

/** Whether a finding is to be taken out. @param path Inside the target. */
export function isUnwanted(finding: Finding, path: string, wishes: Wishes): boolean {
  if (toldByOthers.includes(finding.rule) || names(wishes.keep, finding, path)) return false;
  if (names(wishes.drop, finding, path)) return true;
  const { classes, also, from } = wishes.profile;
  if (also.includes(finding.rule)) return true;
  return classes.includes(finding.class) && rank(finding.severity) >= rank(from);
}

const names = (patterns: readonly string[], finding: Finding, path: string): boolean =>
  patterns.some(
    (pattern) =>
      pattern === finding.class || globMatches(pattern, finding.rule) || matchesPath(pattern, path),
  );

/** Containers count as folders. */
export const matchesPath = (pattern: string, path: string): boolean =>
  globMatches(pattern.replaceAll("!/", "/"), path.replaceAll("!/", "/").replace(/\/$/, ""));
