import type { Check } from "../check.ts";
import { valuesAt } from "../resources/wanted.ts";

/** Issuers that all customers share. */
const shared =
  /token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com/;

export const openWorkloadPool: Check = {
  id: "open-workload-pool",
  title: "Workload pool takes any repository's jobs",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "medium",
  why: "Without a condition, the jobs of all customers of the issuer get into the pool. What keeps them out is the binding of each service account alone, and one `principalSet://…/*` is enough to lose it.",
  instead: 'Set `attribute_condition`: `assertion.repository_owner_id == "…"`.',
  references: [
    "https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: '«resource "google_iam_workload_identity_pool_provider" "github"» {\n  oidc {\n    issuer_uri = "https://token.actions.githubusercontent.com"\n  }\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "google_iam_workload_identity_pool_provider" "github" {\n  attribute_condition = "assertion.repository == \'acme/train\'"\n  oidc {\n    issuer_uri = "https://token.actions.githubusercontent.com"\n  }\n}\nresource "google_iam_workload_identity_pool_provider" "own" {\n  oidc {\n    issuer_uri = "https://git.acme.dev"\n  }\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const { type, name, at, data } of resources) {
      if (type !== "google_iam_workload_identity_pool_provider" || data.get("attribute_condition"))
        continue;
      const [issuer] = valuesAt(data, ["oidc", "issuer_uri"]);
      if (shared.test(issuer?.text ?? ""))
        yield { message: `asks nothing of the jobs that come to ${name}`, source, at };
    }
  },
};
