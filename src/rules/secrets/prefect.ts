import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const prefect: readonly Rule[] = [
  {
    id: "prefect-api-key",
    title: "Prefect API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start and change the flows of the workspace, and read their parameters and blocks.",
    remedy: "Delete it at app.prefect.cloud/my/api-keys.",
    keywords: ["pnu_", "pnb_"],
    pattern: token(/pn[ub]_[A-Za-z0-9]{36}/),
    proofs: [{ kind: "entropy", min: 3.3 }],
    check: {
      url: "https://api.prefect.cloud/api/me/",
      only: /^pnu_/,
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401 }],
      facts: { user: "handle", email: "email" },
      documentation: "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys",
      examples: {
        active: { status: 200, body: { id: "u-1", handle: "ada", email: "ada@example.org" } },
        inactive: { status: 401, body: { detail: "Invalid authentication credentials" } },
      },
    },
    references: ["https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys"],
    examples: {
      found: ["PREFECT_API_KEY=«pnu_70dL0wMngsgFFgrgvHpsCcUkPneaLcBdYxLp»"],
      ignored: ["pnu_user"],
    },
  },
  {
    id: "scheduler-secret",
    title: "Airflow Fernet key or Dagster Cloud token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Decrypt every connection and variable that the scheduler stores, or start runs in it.",
    remedy:
      "Rotate the Fernet key with `airflow rotate-fernet-key`, or revoke the token at dagster.cloud.",
    keywords: ["fernet_key", "dagster"],
    pattern: assigned(
      /(?:airflow__core__)?fernet_key|dagster[\w .-]{0,24}?token/,
      /(?:[A-Za-z0-9_-]{43}=|(?:agent|user):[a-z0-9-]{1,40}:[0-9a-f]{32,64})/,
    ),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: [
      "https://airflow.apache.org/docs/apache-airflow/stable/security/secrets/fernet.html",
    ],
    examples: {
      found: ["AIRFLOW__CORE__FERNET_KEY=«MBg7up5Sjj8QrA1XnuIlzNEXBb3Eco6n9Lekx6AGEU3=»"],
      ignored: ["fernet_key = Fernet.generate_key()"],
    },
  },
];
