import type { Span } from "../../../core/span.ts";
import type { Fragment } from "../fragment.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { flowOf } from "./flow.ts";
import type { Taint } from "./taint.ts";

/** A value as it is written, with the secrets that get into it. */
export interface Value {
  readonly at: Span;
  /** As it is written. */
  readonly text: string;
  /** What it says, where it is a string with nothing filled in. */
  readonly literal: string | undefined;
  readonly taint: Taint | undefined;
}

export interface Argument extends Value {
  /** None where it is given by its position. */
  readonly keyword: string | undefined;
  /** `*args`, `**options`. */
  readonly isSpread: boolean;
}

/** A call, in the order in which calls are evaluated. */
export interface Call {
  /**
   * With its module, as far as imports and assignments tell: `wandb.init`,
   * `huggingface_hub.HfApi.upload_folder`, `args.items`.
   */
  readonly name: string;
  /** The last part of the name: `upload_folder`. */
  readonly method: string;
  readonly args: readonly Argument[];
  readonly at: Span;
  readonly nameAt: Span;
  /** What the method is called on, and the secrets in it. */
  readonly receiver: Value | undefined;
  /** The function or method that it stands in, and the names of its parameters. */
  readonly within: string | undefined;
  readonly parameters: readonly string[];
}

/** A value that is set: `run["x"] = y`, `os.environ["K"] = y`, `name = y`. */
export interface Store {
  /** Resolved like the name of a call: `wandb.config.token`, `run[...]`. */
  readonly target: string;
  readonly targetAt: Span;
  readonly value: Value;
  readonly at: Span;
}

/** Python code: a file, or the cells of a notebook. */
export interface PythonModule {
  readonly fragment: Fragment;
  readonly calls: readonly Call[];
  readonly stores: readonly Store[];
  /** The calls that make what is raised. */
  readonly raisedCalls: readonly Call[];
  /** What the module imports, by the name that it has there. */
  readonly imports: ReadonlyMap<string, string>;
  readonly isNotebook: boolean;
}

/** Reads Python code; what is damaged in it is left out. */
export function pythonModule(
  fragment: Fragment,
  grammars: Grammars,
  { isNotebook = false }: { readonly isNotebook?: boolean } = {},
): PythonModule {
  const { text, source } = fragment;
  // Parts of other files may stand apart there.
  const memo = text === source.text ? grammars.memo : undefined;
  const tree = memo ? memo.parsed(text, grammars) : grammars.parse("python", text);
  const flow = flowOf(fragment, tree.rootNode, memo);
  if (!memo) tree.delete();
  return { fragment, isNotebook, ...flow };
}

/** The argument of a keyword, or at a position. */
export const argumentOf = (call: Call, keyword: string, position?: number): Argument | undefined =>
  call.args.find((each) => each.keyword === keyword) ??
  (position === undefined
    ? undefined
    : call.args.filter((each) => each.keyword === undefined && !each.isSpread)[position]);
