/** `static`: there until somebody revokes it. `managed`: the same, but kept in a vault. `short-lived`: made for the job. */
export type CredentialKind = "static" | "managed" | "short-lived";

/** `GET /api/pipelines?project=` → `Page<PipelineJob>`: each job by its project and name. */
export interface PipelineJob {
  readonly id: string;
  readonly project: string;
  /** A workflow's file and job, or the program that `tare run` ran. */
  readonly name: string;
  readonly lastRunAt: string;
  readonly runs: number;
  readonly failed: number;
  readonly credentials: readonly JobCredential[];
  /** The weakest of them: what decides the colour. */
  readonly kind?: CredentialKind;
}

export interface JobCredential {
  /** Of the variable or the secret. Never its value. */
  readonly name: string;
  readonly kind: CredentialKind;
  /** `vault`, `aws-secrets-manager`, `environment`, `github-secret`, `oidc`. */
  readonly source: string;
  readonly ttlSeconds?: number;
  readonly lastSeenAt: string;
}
