import type { Check } from "../check.ts";
import { settingsIn } from "../pipeline/pipeline.ts";

const clouds: readonly (readonly [RegExp, string])[] = [
  [/^(?:TF_VAR_)?AWS_SECRET_ACCESS_KEY$/i, "AWS"],
  [
    /^(?:AZURE_CLIENT_SECRET|ARM_CLIENT_SECRET|AZURE_CREDENTIALS|ARM_ACCESS_KEY|AZURE_STORAGE_(?:KEY|CONNECTION_STRING))$/i,
    "Azure",
  ],
  [
    /^(?:GOOGLE_CREDENTIALS|GCP_(?:SA_KEY|CREDENTIALS|SERVICE_ACCOUNT_KEY)|GOOGLE_APPLICATION_CREDENTIALS_JSON|GCLOUD_SERVICE_KEY)$/i,
    "Google Cloud",
  ],
];

export const staticCloudKeyVariable: Check = {
  id: "static-cloud-key-variable",
  title: "Job is given a cloud key that lives on",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "medium",
  why: "A stored key works from anywhere until somebody takes it back; once it is in a log, a cache or a checkpoint, whoever finds it has what the job had. The systems can prove who a job is, and get keys that end with it.",
  instead:
    "Log in by OpenID Connect (GitHub `id-token: write`, GitLab `id_tokens:`, an Azure service connection with workload identity, the OIDC plugin of Jenkins) and assume a role.",
  references: [
    "https://docs.gitlab.com/ci/cloud_services/",
    "https://docs.github.com/actions/concepts/security/openid-connect",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    env:
      «AWS_SECRET_ACCESS_KEY»: \${{ secrets.AWS }}
    steps:
      - run: aws s3 ls
`,
      },
      {
        path: "Jenkinsfile",
        text: `pipeline {
 environment { «AWS_SECRET_ACCESS_KEY» = credentials('aws') }
 stages { stage('x') { steps { sh 'make' } } }
}
`,
      },
      {
        path: "azure-pipelines.yml",
        text: `steps:
  - script: terraform apply
    env:
      «ARM_CLIENT_SECRET»: $(armSecret)
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: aws s3 ls
        env:
          AWS_SECRET_ACCESS_KEY: \${{ steps.login.outputs.key }}
          AWS_ROLE_ARN: x
`,
      },
    ],
  },

  *run(pipeline) {
    for (const { name, nameAt, secrets } of settingsIn(pipeline)) {
      const cloud = clouds.find(([pattern]) => pattern.test(name))?.[1];
      if (cloud !== undefined && secrets.length > 0)
        yield {
          message: `gives the job a stored key of ${cloud}`,
          source: pipeline.source,
          at: nameAt,
        };
    }
  },
};
