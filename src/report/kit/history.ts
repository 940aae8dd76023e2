import type { CommitNote, Finding } from "../../core/finding.ts";
import { plural } from "./words.ts";

/** Which commit brought a finding and which one took it away, in words; none where it stands in no history. */
export function historyWords({ history }: Finding): string | undefined {
  if (!history) return undefined;
  const { introduced, removed, head, versions } = history;
  if (!introduced) return head ? "in HEAD" : "in an object that no commit here has";
  const many = versions > 1 ? `, in ${plural(versions, "version")}` : "";
  const end = head ? ", still in HEAD" : removed ? `; gone since ${commitWords(removed)}` : "";
  return `since ${commitWords(introduced)}${many}${end}`;
}

const commitWords = ({ id, author, date }: CommitNote): string =>
  `${id.slice(0, 8)} by ${author} on ${date.slice(0, 10)}`;
