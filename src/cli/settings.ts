import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { Config, ConfigFile } from "../config/config.ts";
import { TareError } from "../core/error.ts";
import { type Allowed, noPolicy, type Policy } from "../scan/policy.ts";
import type { Shell } from "./command.ts";
import { readText, shownPath } from "./files.ts";
import { list, type Options, refuseOthers, text, type Values } from "./options.ts";

/** What people have said beforehand about what is scanned. */
export interface Settings {
  readonly config: Config;
  /** Files of rules that the settings name, and themselves where they have rules. */
  readonly files: readonly string[];
  /** The baseline's path that they name. */
  readonly baseline?: string;
  readonly policy: Policy;
}

/** The names that are looked for. */
export const configName = "tare.yaml";
const ignoreName = ".tare-ignore";

/**
 * The settings for a scan of these targets, and what `.tare-ignore` and
 * `.gitleaksignore` say.
 * Which file they are from, and which of what it allows is over, goes to
 * standard error.
 *
 * @throws {TareError} `usage`: the file cannot be read, or is wrong.
 */
export async function settingsOf(
  targets: readonly string[],
  values: Values,
  shell: Shell,
): Promise<Settings> {
  const untrusted = values["untrusted"] === true;
  const path = text(values, "config") ?? (untrusted ? undefined : findConfig(targets));
  const today = new Date().toISOString().slice(0, 10);
  const base: Policy = {
    ...noPolicy,
    today,
    leftOut: list(values, "exclude"),
    heedsComments: !untrusted,
    lines: untrusted ? new Set() : await linesIgnored(targets),
    allow: untrusted ? [] : await ignoredBy(findAbove(targets, ignoreName), today, shell),
  };
  if (path === undefined) return { config: {}, files: [], policy: base };
  const { readConfig } = await import("../config/config.ts");
  const file = readConfig(await readText(path, "settings"), path);
  if (values["quiet"] !== true) shell.err(`tare: settings of ${path}\n`);
  for (const each of expiredIn(file, today)) shell.err(`tare: note: ${each}\n`);
  return { ...filesOf(file), config: file.config, policy: await policyOf(file, base) };
}

/** Paths that settings name stand from their own folder. */
function filesOf({ config, path }: ConfigFile): Pick<Settings, "files" | "baseline"> {
  const { rules, baseline, "rule-files": files = [] } = config;
  const fromHere = (each: string): string => (isAbsolute(each) ? each : join(dirname(path), each));
  return {
    files: [...((rules ?? []).length > 0 ? [path] : []), ...files.map(fromHere)],
    ...(baseline !== undefined && { baseline: fromHere(baseline) }),
  };
}

async function policyOf(file: ConfigFile, base: Policy): Promise<Policy> {
  const { severities = {}, exclude = [] } = file.config;
  return {
    ...base,
    folder: dirname(file.path),
    severities: { rules: severities.rules ?? {}, classes: severities.classes ?? {} },
    exclude,
    allow: [...base.allow, ...(await allowedBy(file, base.today))],
  };
}

/** The nearest file of settings above the first target, else above the working folder. */
export const findConfig = (targets: readonly string[]): string | undefined =>
  findAbove(targets, configName);

function findAbove(targets: readonly string[], name: string): string | undefined {
  const [first] = targets.filter((each) => each !== "-" && existsSync(each));
  for (const start of first === undefined ? ["."] : [first, "."]) {
    const found = above(statSync(start).isDirectory() ? start : dirname(start), name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** No further up than the repository that the folder is in. */
function above(start: string, name: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (isThere(path)) return shownPath(path);
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return undefined;
  }
}

/** A link that leads nowhere counts: whoever reads it says so. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // No folder on the way to it may be entered.
    return false;
  }
}

const isOver = (expires: string | undefined, today: string): boolean =>
  expires !== undefined && expires < today;

const overWords = (place: string, expires: string | undefined, reason: string): string =>
  `${place}: expired on ${expires ?? ""}, and no longer heeded: ${reason}`;

/** What the settings allow no longer, a sentence each. */
export const expiredIn = ({ config, placeOf }: ConfigFile, today: string): readonly string[] =>
  (config.allow ?? []).flatMap(({ expires, reason }, at) =>
    isOver(expires, today) ? [overWords(placeOf(["allow", at]), expires, reason)] : [],
  );

/** What the settings allow today. @throws {TareError} `usage`: a pattern is wrong, or can take long. */
export async function allowedBy(
  { config, placeOf }: ConfigFile,
  today: string,
): Promise<readonly Allowed[]> {
  const [{ patternOf }, { Table }] = await Promise.all([
    import("../import/allow.ts"),
    import("../import/table.ts"),
  ]);
  return (config.allow ?? []).flatMap(({ value, ...rest }, at) => {
    if (isOver(rest.expires, today)) return [];
    if (value === undefined) return [rest];
    const place = new Table({}, `${placeOf(["allow", at, "value"])}: 'value'`);
    return [{ ...rest, value: patternOf(place, value) }];
  });
}

/** What `.tare-ignore` lets pass today; what it does no longer goes to standard error. @throws {TareError} `usage` */
async function ignoredBy(
  path: string | undefined,
  today: string,
  shell: Shell,
): Promise<readonly Allowed[]> {
  if (path === undefined) return [];
  const { readIgnore } = await import("../config/ignore.ts");
  const entries = readIgnore(await readText(path, "file"), path);
  for (const { place, expires, reason } of entries)
    if (isOver(expires, today)) shell.err(`tare: note: ${overWords(place, expires, reason)}\n`);
  return entries
    .filter(({ expires }) => !isOver(expires, today))
    .map((each) => ({ ...each, folder: dirname(path), by: "tare-ignore" as const }));
}

/** In each folder that is scanned, and in the working folder, as gitleaks looks for it. */
async function linesIgnored(targets: readonly string[]): Promise<ReadonlySet<string>> {
  const folders = new Set([".", ...targets].map((each) => resolve(each)));
  const lines = new Set<string>();
  for (const folder of folders) {
    const path = join(folder, ".gitleaksignore");
    if (!isThere(path)) continue;
    const { ignoredLines } = await import("../import/gitleaksignore.ts");
    for (const each of ignoredLines(await readText(path, "file")))
      for (const from of [folder, resolve(".")])
        lines.add(`${resolve(from, each.path)}:${each.line}`);
  }
  return lines;
}

/** The values of the command line, and where it says nothing those of the settings. @throws {TareError} `usage` */
export function withDefaults(given: Values, { config }: Settings, options: Options): Values {
  const values: Record<string, Values[string]> = { ...given };
  for (const [name, value] of Object.entries(config.defaults ?? {})) {
    const option = options[name];
    if (!option || values[name] !== undefined) continue;
    values[name] = typeof value === "number" ? String(value) : value;
    refuseOthers(name, option, values[name]);
  }
  return values;
}

/** @throws {TareError} `usage`: there is none. */
export function neededConfig(path: string | undefined): string {
  const found = path ?? findConfig([]);
  if (found !== undefined) return found;
  throw new TareError("usage", `no ${configName} here, nor in a folder above`, {
    hint: `name the file, or start with: tare config init > ${configName}`,
  });
}
