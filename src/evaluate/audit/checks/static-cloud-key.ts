import type { Check } from "../check.ts";
import { inputOf, type Pipeline, stepsOf } from "../pipeline/pipeline.ts";

/** Actions that take a key that lives on, or ask for one that ends by themselves. */
const logins: readonly (readonly [RegExp, string, string])[] = [
  [/^aws-actions\/configure-aws-credentials$/, "aws-access-key-id", "role-to-assume"],
  [/^google-github-actions\/auth$/, "credentials_json", "workload_identity_provider"],
  [/^azure\/login$/i, "creds", "client-id, tenant-id and subscription-id"],
];

export const staticCloudKey: Check = {
  id: "static-cloud-key",
  title: "Job logs in with a cloud key that lives on",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "high",
  why: "A stored cloud key works from anywhere until somebody takes it back. Once it is in a log, a cache or a checkpoint, whoever finds it has what the job had. The system can prove who the job is, and get a key that ends with it.",
  instead:
    "Let the job log in by OpenID Connect (`id-token: write`) and assume a role that only this repository and branch may assume.",
  references: [
    "https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/train.yml",
        text: `on: push
jobs:
  train:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          «aws-access-key-id»: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: eu-west-1
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/train.yml",
        text: `on: push
jobs:
  train:
    runs-on: ubuntu-latest
    permissions: { id-token: write }
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/train
          aws-region: eu-west-1
`,
      },
    ],
  },

  *run(pipeline: Pipeline) {
    for (const { uses } of stepsOf(pipeline)) {
      const login = logins.find(([name]) => name.test(uses?.name ?? ""));
      const key = login && inputOf(uses, login[1]);
      if (login && key)
        yield {
          message: `logs in with a stored key; use ${login[2]}`,
          source: pipeline.source,
          at: key.nameAt,
        };
    }
  },
};
