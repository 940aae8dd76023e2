import { realpath } from "node:fs/promises";
import { relative, sep } from "node:path";
import { defaultLimits } from "../../core/limits.ts";
import type { Report } from "../../core/report.ts";
import { noPolicy } from "../../scan/policy.ts";
import { profiles } from "../../scan/profiles.ts";
import { scan, type ScanRun } from "../../scan/scan.ts";

/** The fingerprints of this scan are shown to nobody. */
const fingerprintKey = "tare/receipt/v1";

/**
 * Scans a result by tare's own rules, and heeds nothing that it says of itself:
 * whoever proves it has no other rules, and does not trust it.
 *
 * @param without A file that does not count: the receipt.
 * @throws {TareError} `usage`: there is no such target.
 */
export async function rescan(
  target: string,
  profileId: string,
  {
    without,
    ...run
  }: Pick<ScanRun, "signal" | "onProgress"> & { readonly without?: string | undefined } = {},
): Promise<Report> {
  const profile = profiles.find(({ id }) => id === profileId) ?? profiles[0];
  const { classes, atLeast } = profile;
  const exclude = without === undefined ? [] : await globOf(target, without);
  return await scan([target], {
    ...run,
    options: { limits: defaultLimits, classes, atLeast, rules: [], reveal: false, fingerprintKey },
    policy: { ...noPolicy, folder: target, exclude, heedsComments: false },
    jobs: 0,
    profile: profile.id,
  });
}

async function globOf(target: string, file: string): Promise<readonly string[]> {
  const way = relative(await realpath(target), await realpath(file));
  return way === "" || way.startsWith(`..${sep}`) ? [] : [way.replaceAll(sep, "/")];
}
