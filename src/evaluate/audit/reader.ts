import type { SubjectKind, Subjects } from "./check.ts";
import type { Files } from "./files.ts";
import type { Grammar, Grammars } from "./syntax/grammars.ts";
import type { SourceText } from "./text.ts";

/** Something that checks of its kind look at. */
export type Subject = {
  [Kind in Exclude<SubjectKind, "repository">]: {
    readonly kind: Kind;
    readonly of: Subjects[Kind];
  };
}[Exclude<SubjectKind, "repository">];

/** Knows one kind of file that an audit understands. */
export interface Reader {
  /** Lower-case with hyphens: `github-workflow`. */
  readonly id: string;
  readonly title: string;
  /** Whether a path may be such a file; asked before it is read. */
  readonly path: RegExp;
  /** Whether the text is one. Not asked where the path says enough. */
  readonly isOne?: (source: SourceText) => boolean;
  readonly grammars: readonly Grammar[];
  /**
   * Why not all of it can be read, as a reason for a gap: `line 4: bad indent`. It repeats
   * nothing of the text. A reader of what is often a template, or that reads around what is
   * damaged, has none.
   */
  readonly damage?: (source: SourceText) => string | undefined;
  /** All that checks look at in it. What is damaged is left out. */
  readonly read: (source: SourceText, grammars: Grammars, files: Files) => Iterable<Subject>;
}
