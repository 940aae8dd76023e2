import type { Check } from "../check.ts";
import { lineOf } from "../shell/given.ts";

const logins: readonly (readonly [RegExp, string])[] = [
  [/^gcloud auth activate-service-account\b/, "Google Cloud"],
  [/^az login\b(?=.*--service-principal)(?!.*--(?:federated-token|identity))/s, "Azure"],
  [/^aws configure set aws_secret_access_key\b/, "AWS"],
];

export const staticCloudLogin: Check = {
  id: "static-cloud-login",
  title: "Script logs in to a cloud with a key that lives on",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "A stored key works from anywhere until somebody takes it back, and the login leaves it in a file of the home folder. A job can prove who it is, and get a key that ends with it.",
  instead: "Log in by OpenID Connect or the machine's own identity.",
  references: [
    "https://docs.cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
    "https://learn.microsoft.com/cli/azure/authenticate-azure-cli-service-principal",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: «gcloud auth activate-service-account --key-file=key.json»
`,
      },
      {
        path: ".gitlab-ci.yml",
        text: `a:
  script:
    - «az login --service-principal -u $ID -p $AZURE_SECRET -t $TENANT»
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
      - run: |
          gcloud auth login --cred-file=wif.json
          az login --identity
          az login --service-principal --federated-token x -u y -t z
`,
      },
    ],
  },

  *run({ commands, where, fragment: { source } }) {
    for (const command of where === "pipeline" ? commands : []) {
      const cloud = logins.find(([pattern]) => pattern.test(lineOf(command)))?.[1];
      if (cloud !== undefined)
        yield { message: `logs in to ${cloud} with a stored key`, source, at: command.at };
    }
  },
};
