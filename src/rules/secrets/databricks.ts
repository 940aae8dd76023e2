import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const databricks: readonly Rule[] = [
  {
    id: "databricks-token",
    title: "Databricks personal access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the lakehouse's tables and models, and run code on the workspace's clusters, as the user.",
    remedy:
      "Revoke it under Settings, Developer, Access tokens, or with `databricks tokens delete`.",
    keywords: ["dapi"],
    pattern: token(/dapi[0-9a-f]{32}(?:-\d)?/),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    check: {
      url: "https://{host}/api/2.0/preview/scim/v2/Me",
      selfHosted: "databricks",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "userName" }],
      inactive: [{ status: 401 }, { status: 403, json: "message", text: /^Invalid access token/ }],
      facts: { user: "userName", name: "displayName" },
      documentation: "https://docs.databricks.com/api/workspace/currentuser/me",
      examples: {
        active: {
          status: 200,
          body: { id: "1", userName: "ada@example.org", displayName: "Ada", active: true },
        },
        inactive: { status: 403, body: { error_code: 403, message: "Invalid access token." } },
      },
    },
    references: ["https://docs.databricks.com/aws/en/dev-tools/auth/pat"],
    examples: {
      found: [
        "DATABRICKS_TOKEN=«dapif27b76f07e140167a60aae15a29febb1»",
        'token = "«dapiddc311809b97d5fe5f91c2b98ef3777b-2»"',
      ],
      ignored: ["dapi_version_of_the_client_is_not_set", "dapic1f12144507e30eefe23076bb39d83b"],
    },
  },
  {
    id: "databricks-oauth-secret",
    title: "Databricks OAuth secret of a service principal",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in as the service principal and act with all its rights in the workspace.",
    remedy: "Delete the secret on the service principal's page in the account console.",
    keywords: ["dose"],
    pattern: token(/dose[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m"],
    examples: {
      found: ["DATABRICKS_CLIENT_SECRET=«dose75eed23b6f9b5e5dff9702ab280f4092»"],
      ignored: ["dose39d15a290c453ba1adc1efdb60efe8"],
    },
  },
];
