import { TareError } from "../core/error.ts";
import type { FindingClass } from "../core/finding.ts";
import { meantOr } from "../core/nearest.ts";
import { defaultLimits, type Limits, longestTimeout } from "../core/limits.ts";
import type { Report } from "../core/report.ts";
import type { ScanOptions } from "../scan/context.ts";
import { keywordsFrom } from "../scan/keywords.ts";
import { type Profile, profiles } from "../scan/profiles.ts";
import type { ScanRun } from "../scan/scan.ts";
import { ruleIds } from "../scan/rule-ids.ts";
import type { UserRules } from "../scan/user-rules.ts";
import type { Shell } from "./command.ts";
import { askedOf } from "./histories.ts";
import { byteSize, list, text, type Values, wholeNumber } from "./options.ts";
import { scanOptions } from "./scan-options.ts";
import { type Settings, withDefaults } from "./settings.ts";
import { userRules } from "./user-rules.ts";

/** The key of fingerprints, where the user has set none. */
const publicKey = "tare/report/v1";

/** The key of the fingerprints' HMAC. */
export const fingerprintKeyOf = ({ env }: Shell): string =>
  env["TARE_FINGERPRINT_KEY"] ?? publicKey;

/**
 * Scans by what the command line and the settings say.
 *
 * @throws {TareError} `usage`: an option, a target or a file of rules is wrong.
 */
export async function scanned(
  targets: readonly string[],
  given: Values,
  settings: Settings,
  shell: Shell,
): Promise<Report> {
  if (targets.length === 0)
    throw new TareError("usage", "nothing to scan", { hint: "name a file, a folder, or -" });
  (await import("../scan/program.ts")).beginProgram();
  const { scan } = await import("../scan/scan.ts");
  using run = await scanRunOf(given, settings, shell);
  return await scan(targets, run);
}

/**
 * What a scan is asked for by the command line and the settings. Its line of
 * progress is gone when it is disposed of.
 *
 * @throws {TareError} `usage`: an option or a file of rules is wrong.
 */
export async function scanRunOf(
  given: Values,
  settings: Settings,
  shell: Shell,
): Promise<ScanRun & Disposable> {
  const values = withDefaults(given, settings, scanOptions);
  const [run, { progressLine }] = await Promise.all([
    scanRun(values, settings, shell),
    import("./progress.ts"),
  ]);
  const progress = progressLine(shell, values["no-progress"] !== true && values["quiet"] !== true);
  return {
    ...run,
    stdin: shell.stdin,
    signal: shell.signal,
    onProgress: progress.show,
    [Symbol.dispose]: progress.clear,
  };
}

/**
 * How it is scanned by what the command line and the settings say.
 *
 * @throws {TareError} `usage`: an option or a file of rules is wrong.
 */
export async function scanRun(values: Values, settings: Settings, shell: Shell): Promise<ScanRun> {
  const profile = profiles.find(({ id }) => id === text(values, "profile")) ?? profiles[0];
  return {
    options: await optionsOf(values, profile, settings, shell),
    policy: settings.policy,
    jobs: wholeNumber(values, "jobs", 1) ?? 0,
    profile: profile.id,
    git: askedOf(values),
  };
}

async function optionsOf(
  values: Values,
  profile: Profile,
  settings: Settings,
  shell: Shell,
): Promise<ScanOptions> {
  const classes = list(values, "class") as FindingClass[];
  const { config, files } = settings;
  const verifies = values["verify"] === true || values["verify-plan"] === true;
  const own = values["no-own-rules"] !== true && config["own-rules"] !== false;
  const user = await userRules(
    [...files, ...((values["rules"] ?? []) as readonly string[])],
    own,
    shell,
  );
  return {
    limits: limitsOf(values),
    classes: classes.length > 0 ? classes : profile.classes,
    rules: await knownRules(list(values, "rule"), user),
    atLeast: profile.atLeast,
    reveal: values["reveal"] === true || verifies,
    companions: verifies,
    fingerprintKey: fingerprintKeyOf(shell),
    keywords: keywordsFrom([...list(values, "keyword"), ...(config.keywords ?? [])]),
    ...(user && { user }),
  };
}

function limitsOf(values: Values): Limits {
  const seconds = wholeNumber(values, "timeout", 1, longestTimeout);
  return {
    ...defaultLimits,
    maxDepth: wholeNumber(values, "max-depth", 0) ?? defaultLimits.maxDepth,
    maxBytes: byteSize(values, "max-bytes") ?? defaultLimits.maxBytes,
    maxFetch: byteSize(values, "max-fetch") ?? defaultLimits.maxFetch,
    maxMemory: byteSize(values, "max-memory") ?? defaultLimits.maxMemory,
    timeoutMs: seconds === undefined ? defaultLimits.timeoutMs : seconds * 1000,
  };
}

/** Ids as they are given. @throws {TareError} `usage`: no rule has one of them. */
export async function knownRules(
  ids: readonly string[],
  user: UserRules | undefined,
): Promise<readonly string[]> {
  if (ids.length === 0) return ids;
  const known = await ruleIds(user);
  for (const id of ids)
    if (!known.has(id))
      throw new TareError("usage", `no rule '${id}'`, {
        hint: meantOr(id, known, "list them with 'tare rules'"),
      });
  return ids;
}
