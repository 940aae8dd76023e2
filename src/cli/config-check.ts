import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type ConfigFile, readConfig } from "../config/config.ts";
import { TareError } from "../core/error.ts";
import type { Rule } from "../core/rule.ts";
import { matcher } from "../engine/matcher.ts";
import { importedRules, type ImportedRules } from "../import/gitleaks.ts";
import { plural } from "../report/kit/words.ts";
import type { Shell } from "./command.ts";
import { readText } from "./files.ts";
import { allowedBy, expiredIn, neededConfig, withDefaults } from "./settings.ts";
import { scanOptions } from "./scan-options.ts";
import { keywordsFrom } from "../scan/keywords.ts";
import { ruleIds } from "../scan/rule-ids.ts";
import { noPolicy } from "../scan/policy.ts";

/**
 * Says what is wrong with settings.
 *
 * @returns 0 where they are right, 2 where a rule is not, an id is not known or a file is not there.
 * @throws A `usage` error: they cannot be read at all.
 */
export async function checkConfig(given: string | undefined, shell: Shell): Promise<number> {
  const path = neededConfig(given);
  const file = readConfig(await readText(path, "settings"), path);
  const today = new Date().toISOString().slice(0, 10);
  await allowedBy(file, today);
  await checkSecrets(file);
  withDefaults({}, { config: file.config, files: [], policy: noPolicy }, scanOptions);
  const own = (file.config.rules ?? []).length > 0 ? importedRules([file]) : undefined;
  const { itemsAsked } = await import("../evaluate/gate/gate.ts");
  const wrong = [
    ...(own?.refused ?? []),
    ...triedOn(file, own),
    ...(await unknownIn(file, own)),
    ...missingIn(file),
    ...refusedAt(file.placeOf(["keywords"]), () => keywordsFrom(file.config.keywords ?? [])),
    ...refusedAt(file.placeOf(["checklist"]), () => itemsAsked({ settings: file.config })),
  ];
  for (const each of wrong) shell.err(`tare: ${each}\n`);
  for (const each of [...expiredIn(file, today), ...unwrittenIn(file)])
    shell.err(`tare: note: ${each}\n`);
  if (wrong.length > 0) return 2;
  const { rules = [], allow = [] } = file.config;
  const expired = expiredIn(file, today).length;
  shell.out(
    `${path}: right; ${plural(rules.length, "rule")}, ${plural(allow.length, "thing")} allowed${
      expired > 0 ? `, ${expired} of them no longer` : ""
    }\n`,
  );
  return 0;
}

/** @throws {TareError} `usage`: a name cannot be one of a variable. */
async function checkSecrets({ config, path }: ConfigFile): Promise<void> {
  const [{ ordersOf }, { all: sources }] = await Promise.all([
    import("../fortify/run/orders.ts"),
    import("../fortify/run/sources/index.ts"),
  ]);
  const { secrets: settings = {} } = config;
  const given = { settings, folder: dirname(path), envFiles: [], given: [] };
  ordersOf(
    given,
    sources.map(({ scheme }) => scheme),
  );
}

/** Where a rule does not find what its examples say. */
function* triedOn({ config, placeOf }: ConfigFile, own: ImportedRules | undefined) {
  for (const [at, { id, examples = {} }] of (config.rules ?? []).entries()) {
    const rules = (own?.rules ?? []).filter((rule) => rule.id.endsWith(`/${id}`));
    if (rules.length === 0) continue;
    for (const [kind, wanted] of [["found", true] as const, ["ignored", false] as const])
      for (const [index, text] of (examples[kind] ?? []).entries())
        if (finds(rules, text) !== wanted)
          yield `${placeOf(["rules", at, "examples", kind, index])}: rule '${id}' finds ${
            wanted ? "nothing" : "something"
          } here`;
  }
}

const finds = (rules: readonly Rule[], text: string): boolean =>
  matcher(rules).find(Buffer.from(text)).length > 0;

/** Ids that no rule has: what is said about them says nothing. */
async function unknownIn({ config, placeOf }: ConfigFile, own: ImportedRules | undefined) {
  const known = await ruleIds(own);
  const { rule: only = [] } = config.defaults ?? {};
  const named = [
    ...[only].flat().map((rule, at) => ({ rule: String(rule), path: ["defaults", "rule", at] })),
    ...(config.allow ?? []).map(({ rule }, at) => ({ rule, path: ["allow", at, "rule"] })),
    ...Object.keys(config.severities?.rules ?? {}).map((rule) => ({
      rule,
      path: ["severities", "rules", rule],
    })),
  ];
  // A rule of another file is called by that file: it is not looked up here.
  return named.flatMap(({ rule, path }) =>
    rule === undefined || known.has(rule) || (rule.includes("/") && !rule.startsWith("tare/"))
      ? []
      : [`${placeOf(path)}: no rule '${rule}'; list them with 'tare rules'`],
  );
}

/** What a check refuses, if it does. */
function refusedAt(place: string, check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof TareError)) throw error;
    return [`${place}: ${error.message}; ${error.hint}`];
  }
}

/** Files of rules without which no scan starts. */
const missingIn = ({ config, path, placeOf }: ConfigFile): string[] =>
  (config["rule-files"] ?? []).flatMap((each, at) =>
    existsSync(resolve(dirname(path), each))
      ? []
      : [`${placeOf(["rule-files", at])}: no such file: '${each}'`],
  );

/** A baseline that 'tare baseline write' has yet to write. */
const unwrittenIn = ({ config: { baseline }, path, placeOf }: ConfigFile): string[] =>
  baseline === undefined || existsSync(resolve(dirname(path), baseline))
    ? []
    : [
        `${placeOf(["baseline"])}: '${baseline}' is not there yet: write it with 'tare baseline write'`,
      ];
