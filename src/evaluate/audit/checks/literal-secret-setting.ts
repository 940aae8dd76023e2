import type { Check } from "../check.ts";
import { isForTests } from "../hygiene/credential-files.ts";
import { isPlainValue, literalIn } from "../resources/literal.ts";
import { type GivenSetting, settingsGiven } from "../resources/settings.ts";
import { isSecretName } from "../shell/secrecy.ts";

export const literalSecretSetting: Check = {
  id: "literal-secret-setting",
  title: "Service or job is given a secret in plain text",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "medium",
  why: "Whoever can read the repository can read the value, in every branch and in its whole history; so can whoever may describe the service, the job or the pod.",
  instead:
    "Take the value back. Keep the new one in a secrets manager and refer to it: `secretKeyRef`, `secrets:`, `valueFrom`.",
  references: [
    "https://kubernetes.io/docs/concepts/configuration/secret/",
    "https://docs.docker.com/compose/how-tos/use-secrets/",
    "https://cwe.mitre.org/data/definitions/798.html",
  ],
  examples: {
    found: [
      {
        path: "compose.yaml",
        text: "services:\n  train:\n    image: x\n    environment:\n      «WANDB_API_KEY»: 3f9ab2c4d5\n  api:\n    environment:\n      - «DB_PASSWORD=correct-horse-battery»\n",
      },
      {
        path: "job.yaml",
        text: "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: train\nspec:\n  template:\n    spec:\n      containers:\n        - name: main\n          env:\n            - name: «HF_TOKEN»\n              value: 3f9ab2c4d5\n",
      },
      {
        path: "main.tf",
        text: 'resource "aws_lambda_function" "serve" {\n  environment {\n    variables = {\n      «API_KEY» = "3f9ab2c4d5"\n    }\n  }\n}\n',
      },
    ],
    ignored: [
      {
        path: "pod.yaml",
        text: "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - name: GOOGLE_APPLICATION_CREDENTIALS\n          value: key.json\n        - name: API_TOKEN\n          value: /etc/app/token\n        - name: DB_PASSWORD\n          value: insecure_worker\n",
      },

      {
        path: "compose.yaml",
        text: "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: postgres\n      HF_TOKEN: ${HF_TOKEN:?}\n      DB_PASSWORD_FILE: /run/secrets/db\n",
      },
      {
        path: "job.yaml",
        text: "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - name: HF_TOKEN\n          valueFrom: { secretKeyRef: { name: hub, key: token } }\n",
      },
      {
        path: "main.tf",
        text: 'resource "aws_lambda_function" "serve" {\n  environment {\n    variables = {\n      API_KEY = var.api_key\n    }\n  }\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources) {
      const given = [...settingsGiven(resource)];
      const users = new Set(given.filter(({ name }) => user.test(name)).map(textOf));
      for (const { name, value, at } of given) {
        const text = isSecretName(name) && value ? literalIn(resource, value) : undefined;
        if (text !== undefined && isPlainValue(text))
          yield {
            message: `gives ${name} to ${resource.name} in plain text`,
            source,
            at,
            ...((isForTests(source.path) || users.has(text)) && { severity: "low" }),
          };
      }
    }
  },
};

/** A password that is the name of the user or the database is one for a trial. */
const user = /(?:^|_)(?:USER|USERNAME|DB|DATABASE)$/i;

const textOf = ({ value }: GivenSetting): string | undefined => value?.text;
