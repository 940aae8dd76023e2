import type { JobCredential } from "./job-credential.ts";
import { inputOf, type Used } from "./pipeline.ts";

/** An action or task that gives a job a credential. */
interface Giver {
  readonly action: RegExp;
  readonly name: string;
  readonly kind: "managed" | "short-lived";
  readonly source: string;
  /** It gives one where it is told this. */
  readonly with?: string;
  /** It takes a stored one where it is told this. */
  readonly without?: string;
  /** The input that says for how many seconds, and what holds without it by its documentation. */
  readonly lifetime?: { readonly input?: string; readonly usual: number };
}

const givers: readonly Giver[] = [
  {
    action: /^aws-actions\/configure-aws-credentials$/,
    name: "AWS role",
    kind: "short-lived",
    source: "oidc",
    with: "role-to-assume",
    lifetime: { input: "role-duration-seconds", usual: 3600 },
  },
  {
    action: /^google-github-actions\/auth$/,
    name: "Google Cloud identity",
    kind: "short-lived",
    source: "oidc",
    with: "workload_identity_provider",
    lifetime: { input: "access_token_lifetime", usual: 3600 },
  },
  {
    action: /^azure\/login$/i,
    name: "Azure identity",
    kind: "short-lived",
    source: "oidc",
    with: "client-id",
    without: "creds",
  },
  {
    action: /^(?:actions\/create-github-app-token|tibdex\/github-app-token)$/,
    name: "GitHub App token",
    kind: "short-lived",
    source: "github-app",
    lifetime: { usual: 3600 },
  },
  {
    action: /^pypa\/gh-action-pypi-publish$/,
    name: "PyPI token",
    kind: "short-lived",
    source: "oidc",
    without: "password",
    lifetime: { usual: 900 },
  },
  ...(
    [
      [/^hashicorp\/vault-action$/, "HashiCorp Vault", "vault"],
      [
        /^aws-actions\/aws-secretsmanager-get-secrets$/,
        "AWS Secrets Manager",
        "aws-secrets-manager",
      ],
      [
        /^google-github-actions\/get-secretmanager-secrets$/,
        "Google Secret Manager",
        "google-secret-manager",
      ],
      [/^(?:azure\/get-keyvault-secrets|AzureKeyVault)$/i, "Azure Key Vault", "azure-key-vault"],
      [/^1password\/load-secrets-action$/i, "1Password", "1password"],
      [/^dopplerhq\/secrets-fetch-action$/i, "Doppler", "doppler"],
      [/^infisical\/secrets-action$/i, "Infisical", "infisical"],
      [/^bitwarden\/sm-action$/i, "Bitwarden", "bitwarden"],
    ] as const
  ).map(([action, name, source]): Giver => ({ action, name, kind: "managed", source })),
];

/** What an action gives the job that uses it. */
export function giverOf(used: Used | undefined): JobCredential | undefined {
  const giver = givers.find(
    (each) =>
      each.action.test(used?.name ?? "") &&
      (each.with === undefined || inputOf(used, each.with) !== undefined) &&
      (each.without === undefined || inputOf(used, each.without) === undefined),
  );
  if (!giver) return undefined;
  const { name, kind, source, lifetime } = giver;
  const stated = /^(\d+)s?$/.exec(inputOf(used, lifetime?.input ?? "")?.value?.text ?? "")?.[1];
  const ttl = stated === undefined ? lifetime?.usual : Number(stated);
  return { name, kind, source, ...(ttl !== undefined && { ttl }) };
}
