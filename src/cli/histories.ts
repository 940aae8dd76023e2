import { TareError } from "../core/error.ts";
import type { AskedOfBuckets } from "../scan/bucket/listing.ts";
import type { Asked } from "../scan/git/listing.ts";
import { isBucketTarget, isGitTarget } from "../sources/kinds.ts";
import { text, type Values } from "./options.ts";

/** What of a history the command line asks for. */
export function askedOf(values: Values): Asked {
  const [since, branch, seen] = ["since", "branch", "incremental"].map((name) =>
    text(values, name),
  );
  return {
    ...(since !== undefined && { since }),
    ...(branch !== undefined && { branch }),
    ...(seen !== undefined && { seen }),
  };
}

/** What of buckets the command line asks for. */
export function askedOfBuckets(values: Values): AskedOfBuckets {
  const seen = text(values, "incremental");
  return { versions: values["versions"] === true, ...(seen !== undefined && { seen }) };
}

/**
 * The targets, with the histories that `--history` asks for.
 *
 * @throws {TareError} `usage`: no target has a history, and an option is about one.
 */
export async function withHistories(
  operands: readonly string[],
  values: Values,
): Promise<readonly string[]> {
  const { isRepository } =
    values["history"] === true ? await import("../sources/git/repository.ts") : {};
  const targets: string[] = [];
  for (const each of operands) {
    targets.push(each);
    if (await isRepository?.(each)) targets.push(`git:${each}`);
  }
  const [hasHistory, hasBucket] = [targets.some(isGitTarget), targets.some(isBucketTarget)];
  const given = (names: readonly string[]): string | undefined =>
    names.find((name) => values[name] !== undefined && values[name] !== false);
  const aboutHistories = given([
    "history",
    "since",
    "branch",
    ...(hasBucket ? [] : ["incremental"]),
  ]);
  if (aboutHistories !== undefined && !hasHistory)
    throw new TareError(
      "usage",
      `--${aboutHistories} is about a history, and no target is a repository`,
      { hint: "name git:DIR, or give --history with a folder that is a git repository" },
    );
  if (given(["versions"]) !== undefined && !hasBucket)
    throw new TareError("usage", "--versions is about a bucket, and no target is one", {
      hint: "name s3://BUCKET, gs://BUCKET or az://ACCOUNT/CONTAINER",
    });
  return targets;
}

/** The folder that a target is about. */
export const folderOf = (target: string): string =>
  isGitTarget(target) ? target.slice("git:".length) : target;
