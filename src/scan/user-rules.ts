import { createHash } from "node:crypto";
import { listed } from "../core/numbered.ts";
import type { Rule } from "../core/rule.ts";
import { version } from "../core/version.ts";
import { joined } from "../engine/join.ts";
import { compiled, type PlainCompiled } from "../engine/matcher.ts";
import { compile } from "../engine/program.ts";
import type { RulesFile } from "../import/file.ts";
import { type ImportedRules, importedRules } from "../import/gitleaks.ts";
import { kept } from "./cache.ts";
import { ownVersion, ownProgram } from "./program.ts";

/** Rules that the user brought. Plain data, so that it can be sent to a worker. */
export interface UserRules extends Omit<ImportedRules, "notes" | "refused"> {
  /** Whether tare's own rules are looked for besides. */
  readonly withOwn: boolean;
  /** tare's own rules, if they are looked for, and then these. */
  readonly compiled: PlainCompiled;
}

/** Rules of a command's own, and no others. */
export const only = (rules: readonly Rule[]): UserRules => ({
  rules,
  paths: new Map(),
  artefacts: [],
  allowed: [],
  withOwn: false,
  compiled: compiled(rules),
});

export interface LoadedRules extends Pick<ImportedRules, "notes" | "refused"> {
  readonly user: UserRules;
}

export interface LoadOptions {
  readonly withOwn: boolean;
  /** A folder where compiled rules are kept from one scan to the next, if there is one. */
  readonly cache: string | undefined;
}

/**
 * Reads and compiles files of rules, which takes a second for some hundred; or
 * takes what was kept of the same files.
 *
 * @throws {TareError} `usage`: see `importedRules`.
 */
export async function loadRules(
  files: readonly RulesFile[],
  { withOwn, cache }: LoadOptions,
): Promise<LoadedRules> {
  const key = createHash("sha256")
    .update(JSON.stringify([version, await ownVersion(), withOwn, files]))
    .digest("hex");
  return kept(cache, key, async () => madeOf(files, withOwn));
}

async function madeOf(files: readonly RulesFile[], withOwn: boolean): Promise<LoadedRules> {
  const { notes, refused, ...imported } = importedRules(files);
  const { rules } = imported;
  return {
    user: { ...imported, withOwn, compiled: await compiledOf(rules, withOwn) },
    notes,
    refused,
  };
}

async function compiledOf(rules: readonly Rule[], withOwn: boolean): Promise<PlainCompiled> {
  if (!withOwn) return compiled(rules);
  const own = await ownProgram();
  const all = joined(own.compiled, compile(rules));
  return { image: all.image, rules: listed(all.rules) };
}
