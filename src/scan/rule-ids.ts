import { keywordRule } from "./keywords.ts";
import type { UserRules } from "./user-rules.ts";
import { knownValueRule } from "./values.ts";

/** The ids of all rules by which a scan can report something: tare's, the user's, and those of words and values that are asked for. */
export async function ruleIds(
  user: Partial<Pick<UserRules, "rules" | "artefacts">> = {},
): Promise<ReadonlySet<string>> {
  const { allRules } = await import("../rules/all.ts");
  const all = [...allRules, ...(user.rules ?? []), ...(user.artefacts ?? [])];
  return new Set([...all.map(({ id }) => id), keywordRule, knownValueRule]);
}
