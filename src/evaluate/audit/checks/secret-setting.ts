import type { Check } from "../check.ts";
import type { Resource } from "../resources/resource.ts";
import { settingsGiven } from "../resources/settings.ts";
import { isSecretName } from "../shell/secrecy.ts";

/** What shows its variables to whoever may describe it. */
const shown =
  /^(?:aws_lambda_function|aws_sagemaker_model|aws_ecs_task_definition|aws_batch_job_definition|AWS::Lambda::Function|AWS::Serverless::Function|AWS::SageMaker::Model|google_cloudfunctions2?_function|google_cloud_run(?:_v2)?_(?:service|job))$/;

/** Something that is filled in, and no reference to where secrets are kept. */
const isFilledIn = ({ text = "" }: { readonly text: string | undefined }): boolean =>
  /\b(?:var|local|module|data|random_password)\.|\$\{/.test(text) &&
  !/secretsmanager:|_arn\b|\.arn\b|\.id\b|_name\b|\.name\b/.test(text);

const isShown = ({ type }: Resource): boolean => shown.test(type);

export const secretSetting: Check = {
  id: "secret-setting",
  title: "Secret is given to a service as a plain variable",
  looksAt: "infrastructure",
  severity: "low",
  confidence: "medium",
  why: "The value is filled in when the code is applied: it stands in the state, and the console and `describe` calls show it to whoever may read the service's settings.",
  instead:
    "Give the service the name of the secret, and let it or its platform fetch the value (`secrets` of a task, `secret_key_ref`).",
  references: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_lambda_function" "serve" {\n  environment {\n    variables = {\n      «HF_TOKEN» = var.hf_token\n    }\n  }\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_lambda_function" "serve" {\n  environment {\n    variables = {\n      HF_TOKEN = aws_secretsmanager_secret.hub.arn\n      STAGE    = var.stage\n    }\n  }\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources.filter(isShown))
      for (const { name, value, at } of settingsGiven(resource))
        if (isSecretName(name) && value && isFilledIn(value))
          yield { message: `gives ${name} to ${resource.name} as a plain variable`, source, at };
  },
};
