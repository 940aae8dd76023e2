import type { Finding, Severity } from "../../core/finding.ts";
import type { Certainty, EntityKind } from "./dossier.ts";
import type { Edge } from "./graph.ts";

/** Something that a finding names. */
export interface Mention {
  readonly kind: EntityKind;
  /** Its name in normal form: the same for all that is the same. */
  readonly id: string;
  readonly name: string;
  /** `certain` where nothing is said. */
  readonly sure?: Certainty;
  readonly facts?: Readonly<Record<string, string | undefined>>;
  readonly harm?: { readonly severity: Severity; readonly means: string; readonly remedy: string };
}

/** What a finding says of two things. */
export interface Claim {
  readonly from: Mention;
  readonly kind: Edge["kind"];
  readonly to: Mention;
  /** `certain` where nothing is said. */
  readonly sure?: Certainty;
  readonly why: string;
}

export interface Said {
  readonly mentions?: readonly (Mention | undefined)[];
  /** Their ends are mentioned by that. */
  readonly claims?: readonly (Claim | undefined)[];
}

/** Knows what the findings of some rules say. It sees clues whole, and of secrets only what is masked. */
export interface Reader {
  readonly rules: readonly string[];
  readonly read: (finding: Finding) => Said;
}

export const refOf = ({ kind, id }: Pick<Mention, "kind" | "id">): string => `${kind}:${id}`;
