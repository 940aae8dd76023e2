import type { Span } from "../../../core/span.ts";
import type { SourceText } from "../text.ts";

/** A package that is to be installed. */
export interface Package {
  /** As its index compares names: lower-case, `-` for `_` and `.`. */
  readonly name: string;
  /** Where one version alone is asked for. */
  readonly version: string | undefined;
  readonly at: Span;
}

/** Where packages come from. */
export interface PackageIndex {
  readonly url: string;
  /** Whether it is asked beside the public one, and whichever has the higher version is taken. */
  readonly isExtra: boolean;
  readonly at: Span;
}

/** What a file says that is to be installed. */
export interface Dependencies {
  readonly source: SourceText;
  readonly ecosystem: "python" | "npm";
  /** `lock`: all packages, with one version each. */
  readonly kind: "list" | "lock";
  readonly packages: readonly Package[];
  readonly indexes: readonly PackageIndex[];
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
export const normalName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, "-");
