/** Where a secret in Python code is from. */
export type Source =
  /** A variable of the environment, which by its name holds a secret. */
  | { readonly kind: "environment"; readonly name: string }
  /** Every variable of the environment. */
  | { readonly kind: "whole-environment" }
  /** An argument of the command line. */
  | { readonly kind: "argument"; readonly name: string }
  /** All arguments of the command line, secrets among them. */
  | { readonly kind: "all-arguments"; readonly names: readonly string[] }
  /** Asked of a secrets manager, a keyring or a person. */
  | { readonly kind: "fetched"; readonly by: string }
  /** A parameter, an attribute or a variable, which by its name holds a secret. */
  | { readonly kind: "named"; readonly name: string };

/** The secrets that a value is made of. */
export interface Taint {
  readonly sources: readonly Source[];
  /** Of a mapping that is written out, what each of its values is made of. */
  readonly keys?: ReadonlyMap<string, Taint | undefined>;
}

export const taintOf = (...sources: readonly Source[]): Taint => ({ sources });

/** What is made of all of them. */
export function joinedTaint(taints: readonly (Taint | undefined)[]): Taint | undefined {
  const sources = new Map<string, Source>();
  for (const taint of taints)
    for (const source of taint?.sources ?? []) sources.set(JSON.stringify(source), source);
  return sources.size === 0 ? undefined : { sources: [...sources.values()] };
}

/** All of it as text: the same for those that are the same. */
export const spelledTaint = (taint: Taint | undefined): string =>
  JSON.stringify(taint, (_, value: unknown) => (value instanceof Map ? [...value] : value)) ?? "";

/** For people: `HF_TOKEN of the environment`. */
export function sourceText(source: Source): string {
  switch (source.kind) {
    case "environment":
      return `${source.name} of the environment`;
    case "whole-environment":
      return "the whole environment";
    case "argument":
      return `the argument ${source.name}`;
    case "all-arguments":
      return source.names.length === 0
        ? "all arguments"
        : `all arguments, ${source.names.join(" and ")} among them`;
    case "fetched":
      return `what ${source.by} gave`;
    case "named":
      return `${source.name}, which by its name holds a secret`;
  }
}
