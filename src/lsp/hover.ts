import { type Hover, MarkupKind } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding } from "../core/finding.ts";
import { visible } from "../report/kit/escape.ts";
import { markdown } from "../report/kit/markdown.ts";
import type { Found } from "./check.ts";
import { rangeOf } from "./diagnostics.ts";
import { referenceOf } from "./references.ts";

/** What the findings at an offset mean, and what to do about them; none where there are none. */
export function hoverAt(
  document: TextDocument,
  found: readonly Found[],
  offset: number,
): Hover | undefined {
  const here = found.filter(({ at }) => at && at.start <= offset && offset <= at.end);
  const [first] = here;
  if (!first) return undefined;
  const value = here.map(({ finding }) => explained(finding)).join("\n\n---\n\n");
  return { range: rangeOf(document, first), contents: { kind: MarkupKind.Markdown, value } };
}

function explained({ rule, title, severity, confidence, preview, harm, remedy }: Finding): string {
  const href = referenceOf(rule);
  const parts = [
    `**${markdown(title)}** (${severity}, confidence ${confidence}): ${markdown(visible(preview))}`,
    markdown(harm),
    `**What to do:** ${markdown(remedy)}`,
    href === undefined ? `\`${rule}\`` : `[\`${rule}\`](${href})`,
  ];
  return parts.join("\n\n");
}
