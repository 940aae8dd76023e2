import { TareError } from "../../core/error.ts";
import { findingClasses } from "../../core/finding.ts";
import { globMatches } from "../../core/glob.ts";
import { ruleIds } from "../../scan/rule-ids.ts";
import type { UserRules } from "../../scan/user-rules.ts";
import { matchesPath, type Wishes } from "./policy.ts";

/** What is wished, and what that may be about. */
interface Wished extends Pick<Wishes, "keep" | "drop"> {
  /** Of all files, folders, links and findings, inside the target. */
  readonly paths: readonly string[];
  readonly user: UserRules | undefined;
}

/**
 * Looks for wishes that are about nothing: a slip, after which something goes that was to stay, or
 * stays. A glob may be meant for many targets.
 *
 * @returns What is to be said about globs.
 * @throws {TareError} `usage`: a name is about nothing.
 */
export async function idleWishes({ keep, drop, paths, user }: Wished): Promise<readonly string[]> {
  const all = [
    ...keep.map((wish) => ({ option: "--keep", wish })),
    ...drop.map((wish) => ({ option: "--drop", wish })),
  ];
  const open = all.filter(
    ({ wish }) => !(wish in findingClasses) && !paths.some((path) => matchesPath(wish, path)),
  );
  if (open.length === 0) return [];
  const rules = [...(await ruleIds(user))];
  const idle = open.filter(({ wish }) => !rules.some((id) => globMatches(wish, id)));
  const name = idle.find(({ wish }) => !/[*?]/.test(wish));
  if (name)
    throw new TareError("usage", wordsOf(name), {
      hint: "name a class, a rule of 'tare rules', or a path from inside the target, as runs/a.log",
    });
  return idle.map(wordsOf);
}

const wordsOf = ({ option, wish }: { readonly option: string; readonly wish: string }): string =>
  `${option} '${wish}' is no class, no rule, and no file or finding of the target`;
