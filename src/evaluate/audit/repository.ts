import type { Subject } from "./reader.ts";
import type { SourceText } from "./text.ts";

/** What an audit knows of a repository as a whole. */
export interface Repository {
  /** Every file, from the root, with `/`. */
  readonly files: readonly string[];
  /** Files that were read. */
  readonly sources: readonly SourceText[];
  /** Whatever was recognised in them. */
  readonly subjects: readonly Subject[];
}
