/** A credential that a job is given, as far as its pipeline tells. */
export interface JobCredential {
  /** Of the secret, the variable, or of what gives it. */
  readonly name: string;
  /** Static: there until somebody revokes it. Managed: the same, but kept in a vault. Short-lived: made for the job. */
  readonly kind: "static" | "managed" | "short-lived";
  /** `github-secret`, `oidc`, `vault`. */
  readonly source: string;
  /** In seconds, where it ends by itself and that is known. */
  readonly ttl?: number;
}

/** A job of a pipeline, with all that it is given. */
export interface AuditedJob {
  /** The pipeline's file, from the root of the repository. */
  readonly pipeline: string;
  readonly job: string;
  readonly credentials: readonly JobCredential[];
}
