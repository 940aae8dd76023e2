import { type CodeAction, CodeActionKind, type Range } from "vscode-languageserver-protocol";
import { diagnosticOf } from "../diagnostics.ts";
import type { Action, Subject } from "./action.ts";
import { allowComment } from "./allow-comment.ts";
import { auditFix } from "./audit-fix.ts";
import { readFromEnvironment } from "./environment.ts";
import { ignoreEntry } from "./ignore-entry.ts";
import { maskValue } from "./mask.ts";

/** What mends comes before what hides. */
const actions: readonly Action[] = [auditFix, readFromEnvironment, maskValue, allowComment];

/** What the client can do. */
export interface Abilities {
  /** Whether edits may make a file. */
  readonly makesFiles: boolean;
}

/** What can be done about a finding. */
export function* actionsOf(
  subject: Subject,
  range: Range,
  { makesFiles }: Abilities,
): Generator<CodeAction> {
  const { document, home, found } = subject;
  const about = { kind: CodeActionKind.QuickFix, diagnostics: [diagnosticOf(found, range)] };
  for (const action of actions) {
    const remedy = action(subject);
    if (!remedy) continue;
    const { title, edits, isSafe = false } = remedy;
    const edit = { changes: { [document.uri]: [...edits] } };
    yield { ...about, title, edit, ...(isSafe && { isPreferred: true }) };
  }
  if (makesFiles && home.settings.policy.heedsComments && document.uri.startsWith("file:"))
    yield {
      ...about,
      title: `Let this pass in .tare-ignore`,
      edit: ignoreEntry(subject),
    };
}
