import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

const vaultTokenLookup: LiveCheck = {
  url: "https://{host}/v1/auth/token/lookup-self",
  selfHosted: "vault",
  auth: { kind: "header", name: "x-vault-token", value: "{value}" },
  active: [{ status: 200, json: "data.id" }],
  inactive: [{ status: 403, json: "errors", text: /invalid token|bad token/ }],
  facts: { name: "data.display_name", policies: "data.policies", ttl: "data.ttl" },
  documentation: "https://developer.hashicorp.com/vault/api-docs/auth/token#lookup-a-token-self",
  examples: {
    active: {
      status: 200,
      body: {
        data: { id: "self", display_name: "token-ci", policies: ["default"], ttl: 2764800 },
      },
    },
    inactive: {
      status: 403,
      body: { errors: ["2 errors occurred: permission denied, invalid token"] },
    },
  },
};

export const infrastructure: readonly Rule[] = [
  {
    id: "terraform-cloud-token",
    title: "HCP Terraform token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the state, with every secret in it, and apply changes to the infrastructure of the organisation.",
    remedy: "Delete it at app.terraform.io/app/settings/tokens.",
    keywords: [".atlasv1."],
    pattern:
      /(?<![A-Za-z0-9_])(?<value>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70})(?![A-Za-z0-9_=-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    check: {
      url: "https://app.terraform.io/api/v2/account/details",
      selfHosted: "terraform",
      headers: { accept: "application/vnd.api+json" },
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data.id" }],
      inactive: [{ status: 401, json: "errors" }],
      facts: { user: "data.attributes.username", email: "data.attributes.email" },
      documentation: "https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account",
      examples: {
        active: {
          status: 200,
          body: {
            data: {
              id: "user-V3R563qtJNcExAkN",
              type: "users",
              attributes: { username: "admin", email: "admin@example.org" },
            },
          },
        },
        inactive: { status: 401, body: { errors: [{ status: "401", title: "unauthorized" }] } },
      },
    },
    references: [
      "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
    ],
    examples: {
      found: [
        'token = "«F4tfySJSNCQb6W.atlasv1.eFJ33lxlZtZXwhashtevT9v86UgMLumf3DVIXxv0nqPMezEhRdtNb7hbZb4g8RpCKpc»"',
      ],
      ignored: ["TOKEN.atlasv1.EXAMPLE"],
    },
  },
  {
    id: "vault-token",
    title: "HashiCorp Vault token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the secrets that its policies allow.",
    remedy: "Revoke it with `vault token revoke`.",
    keywords: ["hvs.", "hvb.", "hvr."],
    pattern:
      /(?<![A-Za-z0-9_.])(?<value>hv(?:s\.[A-Za-z0-9_-]{24,200}|b\.[A-Za-z0-9_-]{100,500}|r\.[A-Za-z0-9_-]{24,500}))(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    check: vaultTokenLookup,
    references: ["https://developer.hashicorp.com/vault/docs/concepts/tokens"],
    examples: {
      found: ["VAULT_TOKEN=«hvs.YlQ9lSjPSJMXTgQgKPHMJHCk»"],
      ignored: ["hvs.tokens_start_with_this_prefix"],
    },
  },
  {
    id: "vault-token-old",
    title: "HashiCorp Vault token or AppRole secret (old form)",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read the secrets that its policies allow.",
    remedy: "Revoke it with `vault token revoke`, or destroy the secret id.",
    keywords: ["vault", "token"],
    pattern: assigned(
      /(?:vault[\w .-]{0,24}?token|x-vault-token|vault[\w .-]{0,24}?secret[-_]?id|(?<![A-Za-z])token)/,
      /s\.(?:CAES[A-Za-z0-9_-]{60,120}|[A-Za-z0-9]{24}(?:\.[A-Za-z0-9]{5})?)/,
    ),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "has", all: ["digit"] }, { kind: "not-words" }],
    check: vaultTokenLookup,
    references: ["https://developer.hashicorp.com/vault/docs/concepts/tokens"],
    examples: {
      found: [
        "VAULT_TOKEN=«s.9McCmRbOf4ZlCQjbSHIXX81J»",
        "X-Vault-Token: «s.BJjo9cXmuQlOLqrrKUAhV9kG»",
      ],
      ignored: ["token: s.tokenizerConfigurationPath"],
    },
  },
  {
    id: "vault-unseal-key",
    title: "HashiCorp Vault unseal key",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the other shares: unseal the vault and read all of it.",
    remedy: "Make new shares with `vault operator rekey`.",
    keywords: ["unseal"],
    pattern:
      /unseal(?:[-_ ]?key)?(?:[-_ ]?\d)?["']?[ \t]{0,3}[:= ][ \t]{0,3}["']?(?<value>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{44}|[0-9a-f]{64,66})(?![A-Za-z0-9+/=])/i,
    proofs: [{ kind: "entropy", min: 3.2 }],
    references: ["https://developer.hashicorp.com/vault/docs/concepts/seal"],
    examples: {
      found: ["Unseal Key 2: «hSSHGVnSW/QMe/EG0Mr/A5BoLC7xl1mGokwI+mvdkm0t»"],
      ignored: ["vault operator unseal <key>"],
    },
  },
  {
    id: "openshift-token",
    title: "OpenShift token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Act in the cluster as the user.",
    remedy: "Delete it with `oc delete oauthaccesstoken`.",
    keywords: ["sha256~"],
    pattern: token(/sha256~[A-Za-z0-9_-]{43}/),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://docs.redhat.com/en/documentation/openshift_container_platform/"],
    examples: {
      found: ["oc login --token=«sha256~zfaC34m1wH2gJYSmm0M4pbIQ9qlVeBrE42WQVgxwhWp»"],
      ignored: ["sha256~"],
    },
  },
  {
    id: "pulumi-token",
    title: "Pulumi access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the state of every stack, with its secrets, and change the infrastructure.",
    remedy: "Delete it at app.pulumi.com/account/tokens.",
    keywords: ["pul-"],
    pattern: token(/pul-[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.pulumi.com/api/user",
      auth: { kind: "header", name: "authorization", value: "token {value}" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401 }],
      facts: { user: "githubLogin", name: "name", email: "email" },
      documentation: "https://www.pulumi.com/docs/reference/cloud-rest-api/",
      examples: {
        active: {
          status: 200,
          body: { id: "u-1", githubLogin: "ada", name: "Ada", email: "ada@example.org" },
        },
        inactive: {
          status: 401,
          body: { code: 401, message: "Unauthorized: No credentials provided or are invalid." },
        },
      },
    },
    references: ["https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/"],
    examples: {
      found: ["PULUMI_ACCESS_TOKEN=«pul-78ac5f776a4ff561765aaaeb0d1a776c970dca4a»"],
      ignored: ["pul-bc6c2f82768362f2f9e2"],
    },
  },
  {
    id: "doppler-token",
    title: "Doppler token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read every secret of the configs that it reaches.",
    remedy: "Revoke it at dashboard.doppler.com under Tokens, then rotate what it could read.",
    keywords: ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."],
    pattern: token(/dp\.(?:pt|ct|sa|scim|audit|st(?:\.[a-z0-9_-]{2,35})?)\.[A-Za-z0-9]{40,44}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://api.doppler.com/v3/me",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "workplace" }],
      inactive: [{ status: 401, json: "messages" }],
      facts: { workplace: "workplace.name", kind: "type" },
      documentation: "https://docs.doppler.com/reference/auth-me",
      examples: {
        active: {
          status: 200,
          body: { workplace: { name: "Lab", slug: "lab" }, type: "service_token", slug: "s-1" },
        },
        inactive: { status: 401, body: { messages: ["Invalid Auth token"], success: false } },
      },
    },
    references: ["https://docs.doppler.com/reference/auth-token-formats"],
    examples: {
      found: ["DOPPLER_TOKEN=«dp.st.prd.5awTvvyZVxXdGRypBBlCN4WsKMdWABNNRQAzTcHRVHg»"],
      ignored: ["dp.st.config.name"],
    },
  },
  {
    id: "onepassword-service-token",
    title: "1Password service account token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read every secret of the vaults that the service account was given.",
    remedy:
      "Delete the service account at my.1password.com under Developer, then rotate what it could read.",
    keywords: ["ops_eyj"],
    pattern: /(?<![A-Za-z0-9_])(?<value>ops_eyJ[A-Za-z0-9+/_-]{200,2000}={0,2})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://developer.1password.com/docs/service-accounts/"],
    examples: {
      found: [
        "OP_SERVICE_ACCOUNT_TOKEN=«ops_eyJ/M3ZvQsgMMFTyv9+cIwKT4eTgKCJblnnOYXGqMGapLTEi/PS1f1q4QqXqr/hUDXB6sBMQddDqbG5AFCk1FMtMnz3uLXrKJasy6GUAkhxdz/IAV6YQH30Cjhfq8Zj82MUuC749X3Mz7gWYUlUHRnOcpXLt/E3prtw5UZtxkefaF1z8qjoIyBv4erPVTQZCPSMSBU3lOANAvbs0GxHaD4/Rwsd3omZ//3EiJAdFIXOQlKVwaX9»",
      ],
      ignored: ["export OP_SERVICE_ACCOUNT_TOKEN=ops_eyJzaWduSW5BZGRyZXNzIjoi..."],
    },
  },
  {
    id: "infisical-token",
    title: "Infisical service token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read every secret of the environment that it reaches.",
    remedy: "Delete it in the project's access control, then rotate what it could read.",
    keywords: ["infisical"],
    pattern: assigned(keyOf(/infisical/), /st\.[0-9a-f-]{24,36}\.[0-9a-f]{32}\.[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://infisical.com/docs/documentation/platform/token"],
    examples: {
      found: [
        "INFISICAL_TOKEN=«st.fe345243-af23-4eab-a15c-c9f5e783731e.c74363c18abdbaac13290a50d39ba9ee.3f1b35412d724bfb936701990bab2b56»",
      ],
      ignored: ["INFISICAL_TOKEN=st.your-token"],
    },
  },
  {
    id: "onepassword-secret-key",
    title: "1Password Secret Key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "With the account password: open the vaults of the account.",
    remedy: "Regenerate it at my.1password.com under the profile.",
    keywords: ["a3-"],
    pattern:
      /(?<![A-Za-z0-9-])(?<value>A3-[A-Z0-9]{6}-(?:[A-Z0-9]{6}-[A-Z0-9]{5}|[A-Z0-9]{11})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5})(?![A-Za-z0-9-])/,
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
      { kind: "not-placeholder" },
    ],
    references: ["https://support.1password.com/secret-key-security/"],
    examples: {
      found: ["Secret Key: «A3-V61MAM-1R5UWM-86HPZ-H91YB-1UAUT-PNR89»"],
      ignored: ["A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX"],
    },
  },
  {
    id: "ngrok-token",
    title: "ngrok token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Open tunnels in your name, to phish or to reach into your network.",
    remedy: "Reset it at dashboard.ngrok.com/authtokens.",
    keywords: ["ngrok", "authtoken"],
    pattern: assigned(
      /(?:ngrok[\w .-]{0,24}?(?:token|key)|authtoken)[\w-]{0,12}/,
      /[0-9A-Za-z]{27}_[0-9A-Za-z]{21}/,
    ),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://ngrok.com/docs/api/#authentication"],
    examples: {
      found: ["ngrok config add-authtoken «iCRGFPOuwH9fGYG9Ynfj8xghgcT_tUS7Vvp3nv425K2d5h2Tj»"],
      ignored: ["NGROK_AUTHTOKEN=your-token"],
    },
  },
];
