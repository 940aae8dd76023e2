import { type Blob, pathOf } from "../../core/blob.ts";
import { defaultLimits, type Limits } from "../../core/limits.ts";
import { version } from "../../core/version.ts";
import type { Progress } from "../../scan/scan.ts";
import { editsCheck } from "./checks/edits.ts";
import { filesCheck } from "./checks/files.ts";
import { scanCheck } from "./checks/scan.ts";
import { signatureCheck } from "./checks/signature.ts";
import { tensorsCheck } from "./checks/tensors.ts";
import { faultsOf } from "./faults.ts";
import { type Matter, originsOf } from "./matter.ts";
import { type Check, checkOf, type Proof, verdictOf } from "./proof.ts";
import type { Receipt } from "./read.ts";
import { type Release, releaseOf } from "../../attest/release.ts";
import { rescan } from "./rescan.ts";

export interface ProveRun {
  readonly receipt: Receipt;
  /** Where the receipt lies; it does not count as a file of the result. */
  readonly receiptPath: string;
  /** The release as it was. Without it less can be checked. */
  readonly before?: string | undefined;
  readonly after: string;
  /** The public key, in PEM, that must have signed the receipt. */
  readonly key?: string | undefined;
  /** The key of the commitments, which the owner has. */
  readonly opening?: Uint8Array | undefined;
  readonly limits?: Limits;
  readonly onProgress?: (progress: Progress) => void;
}

/** What is read is as large as a model: only bombs are stopped, not time. */
const proveLimits: Limits = { ...defaultLimits, timeoutMs: Infinity };

/**
 * Checks all that a receipt says from scratch. Nothing in it is believed: it only
 * tells what to look for.
 *
 * @throws {TareError} `usage`: there is no such file or folder; `machine`: it cannot be read.
 */
export async function prove(run: ProveRun): Promise<Proof> {
  const { receipt, receiptPath, before, after } = run;
  const whole = receiptCheck(receipt);
  const checks = [
    whole,
    signatureCheck(receipt, run.key),
    ...(whole.state === "holds" ? await contentChecks(run) : []),
  ];
  return {
    schema: "tare/proof/v1",
    tool: { name: "tare", version },
    receipt: receiptPath,
    ...(before !== undefined && { before }),
    after,
    verdict: verdictOf(checks),
    checks,
  };
}

function receiptCheck({ statement }: Receipt): Check {
  const problems = [...faultsOf(statement)].map((what) => ({ what }));
  if (problems.length === 0) return checkOf("receipt", "whole, and contradicts itself nowhere", []);
  return checkOf("receipt", "contradicts itself, so nothing else was checked", problems);
}

async function contentChecks(run: ProveRun): Promise<readonly Check[]> {
  const { receipt, receiptPath, before, opening } = run;
  const sides = {
    receipt,
    after: await releaseOf(run.after, receiptPath),
    opening,
    limits: run.limits ?? proveLimits,
  };
  const old = before === undefined ? undefined : await releaseOf(before, receiptPath);
  const matter: Matter = {
    ...sides,
    before: old && (await originsOf(sides, old)),
    onFile: tracked(sides.after, old, run),
  };
  return [
    await filesCheck(matter),
    await editsCheck(matter),
    await tensorsCheck(matter),
    await scanned(run),
  ];
}

/** Each file of the result is read three times, and what it was twice. */
function tracked(after: Release, before: Release | undefined, { onProgress }: ProveRun) {
  const files = [after, ...(before ? [before, after, after] : [after])].flatMap(
    ({ files: each }) => [...each.values()],
  );
  const allBytes = files.reduce((sum, { size }) => sum + size, 0);
  const all = { files: files.length, allBytes };
  let done = -1;
  let bytes = 0;
  return (file: Blob): void => {
    done++;
    onProgress?.({ ...all, done, bytes, reading: pathOf(file.origin) });
    bytes += file.size;
  };
}

async function scanned({ receipt, receiptPath, after }: ProveRun): Promise<Check> {
  const { profile } = receipt.statement.predicate.scan;
  return scanCheck(receipt, await rescan(after, profile, { without: receiptPath }));
}
