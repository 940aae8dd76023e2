import type { TextEdit } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../../core/span.ts";
import type { Found } from "../check.ts";
import type { Home } from "../homes.ts";

/** A finding that somebody wants to do something about. */
export interface Subject {
  readonly document: TextDocument;
  readonly home: Home;
  readonly found: Found;
}

/** One thing that can be done about a finding. */
export interface Remedy {
  /** One imperative sentence. */
  readonly title: string;
  /** What changes in the document. */
  readonly edits: readonly [TextEdit, ...TextEdit[]];
  /** Whether it mends the finding and changes nothing else. */
  readonly isSafe?: boolean;
}

/** What can be done in one way; none where that does not fit. */
export type Action = (subject: Subject) => Remedy | undefined;

export const replaced = (document: TextDocument, { start, end }: Span, to: string): TextEdit => ({
  range: { start: document.positionAt(start), end: document.positionAt(end) },
  newText: to,
});

/** Where a value stands, if the document spells it as it is: not coded, not in pieces. */
export function plainPlaceOf({ finding, at }: Found): Span | undefined {
  const { coding, pieces } = finding.location;
  return finding.class === "exposure" || coding !== undefined || pieces ? undefined : at;
}

/** A line of a document, and where it starts. */
export interface Line {
  readonly start: number;
  /** Without its end. */
  readonly text: string;
}

/** The line that an offset stands on. */
export function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return { start, text: text.slice(start, end < 0 ? undefined : end).replace(/\r$/, "") };
}
