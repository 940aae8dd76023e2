import { all as checks } from "../evaluate/audit/checks/index.ts";
import { allRules } from "../rules/all.ts";

let byId: ReadonlyMap<string, string | undefined> | undefined;

/** The page that says most about a rule or check; none for rules of the user's own. */
export function referenceOf(rule: string): string | undefined {
  byId ??= new Map([...allRules, ...checks].map(({ id, references }) => [id, references[0]]));
  return byId.get(rule);
}
