import { TareError } from "../core/error.ts";
import type { Asked } from "../scan/git/listing.ts";
import { isBucketTarget, isGitTarget, isHubTarget, isRemoteTarget } from "../sources/kinds.ts";
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
    ...(values["history"] === true && { history: true }),
    ...(values["versions"] === true && { versions: true }),
  };
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
  const isGiven = (name: string): boolean => values[name] !== undefined && values[name] !== false;
  const hasBucket = targets.some(isBucketTarget);
  if (isGiven("versions") && !hasBucket)
    throw new TareError("usage", "--versions is about a bucket, and no target is one", {
      hint: "name s3://BUCKET, gs://BUCKET or az://ACCOUNT/CONTAINER",
    });
  const histories = ["history", "since", "branch", ...(hasBucket ? [] : ["incremental"])];
  const about = histories.find(isGiven);
  if (about !== undefined && !targets.some((each) => isGitTarget(each) || isHubTarget(each)))
    throw new TareError("usage", `--${about} is about a history, and no target is a repository`, {
      hint: "name git:DIR or hf:OWNER/NAME, or give --history with a folder that is a git repository",
    });
  return targets;
}

/** The folder that a target is about. */
export const folderOf = (target: string): string =>
  isGitTarget(target) && !isRemoteTarget(target) ? target.slice("git:".length) : target;
