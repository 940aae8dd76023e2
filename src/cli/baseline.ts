import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import type { Baseline } from "../baseline/entry.ts";
import { isBaseline, printBaseline, readBaseline } from "../baseline/file.ts";
import { TareError } from "../core/error.ts";
import type { Finding, Standing } from "../core/finding.ts";
import type { Policy } from "../scan/policy.ts";
import type { Shell } from "./command.ts";
import { readText } from "./files.ts";
import { isOwnReport, ownReport } from "./own-report.ts";
import { text, type Values } from "./options.ts";
import { writeWhole } from "./output.ts";
import { fingerprintKeyOf } from "./scanning.ts";
import type { Settings } from "./settings.ts";

/** What a baseline is called where nobody has given it a name. */
export const usualBaseline = "tare.baseline.jsonl";

const unwritten = "write it with 'tare baseline write TARGET', or see that the path is right";

/** The sign of a key by which a baseline shows that it was made with that one; the key cannot be got from it. */
export const signOf = (key: string): string =>
  createHmac("sha256", key).update("tare/baseline/key").digest("hex").slice(0, 8);

export interface KeyAndShell {
  /** Of the fingerprints. */
  readonly key: string;
  readonly shell: Shell;
}

/** @throws {TareError} `usage`: it cannot be read, is wrong, or was made with another key. */
export async function baselineAt(path: string, key: string): Promise<Baseline> {
  const baseline = readBaseline(await readText(path, "baseline", unwritten), path);
  if (baseline.key === signOf(key)) return baseline;
  throw new TareError("usage", `baseline '${path}': its fingerprints were made with another key`, {
    hint: "set TARE_FINGERPRINT_KEY as it was then, or write the baseline anew",
  });
}

/** The baseline at a path; an empty one where there is no file yet. */
export const baselineOrNone = async (path: string, key: string): Promise<Baseline> =>
  existsSync(path) ? baselineAt(path, key) : { key: signOf(key), entries: new Map() };

/** @throws {TareError} `machine` */
export const writeBaseline = async (path: string, baseline: Baseline): Promise<void> =>
  writeWhole(path, printBaseline(baseline));

/**
 * The policy of the settings, with what the baseline knows that the command line or
 * the settings name.
 *
 * @throws {TareError} As `withKnown`.
 */
export async function policyWith(
  values: Values,
  settings: Settings,
  shell: Shell,
): Promise<Policy> {
  const path = text(values, "baseline") ?? settings.baseline;
  if (path === undefined) return settings.policy;
  return withKnown(settings.policy, path, { key: fingerprintKeyOf(shell), shell });
}

/**
 * The policy with what a baseline knows, or a report: tare's own or another scanner's.
 * What of that cannot be found again goes to standard error.
 *
 * @throws {TareError} `usage`
 */
export async function withKnown(
  policy: Policy,
  path: string,
  { key, shell }: KeyAndShell,
): Promise<Policy> {
  const content = await readText(path, "baseline", unwritten);
  if (isBaseline(content)) {
    const { entries } = await baselineAt(path, key);
    return { ...policy, known: entries, hasBaseline: true };
  }
  if (isOwnReport(content)) {
    const { findings, known = [] } = ownReport(content, path);
    const all = [...findings, ...known].map(standingIn);
    return { ...policy, known: new Map(all), hasBaseline: true };
  }
  const [{ foreignReport }, { knownOf }] = await Promise.all([
    import("../import/foreign.ts"),
    import("../scan/imported.ts"),
  ]);
  const { values, fingerprints, unmatchable } = knownOf(foreignReport(content, path));
  if (unmatchable > 0)
    shell.err(
      `tare: note: ${path}: ${unmatchable} of its results show no value, and are not found again\n`,
    );
  return { ...policy, known: fingerprints, values, hasBaseline: true };
}

const standingIn = ({
  fingerprint,
  standing = { state: "open" },
}: Finding): readonly [string, Standing] => [fingerprint, standing];
