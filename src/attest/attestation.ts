/** The type that names an in-toto Statement (in-toto attestation framework, Statement v1). */
export const statementType = "https://in-toto.io/Statement/v1";

/** A file that a statement is about. */
export interface Subject {
  /** In the release, with `/` between folders. */
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** An in-toto Statement: what is said of files, by their digests. */
export interface Attestation<Predicate = unknown> {
  readonly _type: typeof statementType;
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: Predicate;
}
