import type { Check, Problem } from "../check.ts";
import { isForTests } from "../hygiene/credential-files.ts";
import type { Data } from "../resources/data.ts";
import { isPlainValue, literalIn } from "../resources/literal.ts";
import type { Resource } from "../resources/resource.ts";
import { holders, isSecretKey } from "../resources/settings.ts";

/** Keys that refer to a secret which is elsewhere, or say whether there is one; `ServiceToken` of CloudFormation names a function. */
const references =
  /^(?:ServiceToken$|existing|use|create|enable|has|image_?pull|external|with|default|store)/i;

/** Names of secrets, and not their values. */
const names =
  /^[a-z\d]+(?:[-_/.][a-z\d]+)*[-_/.](?:secrets?|tokens?|creds?|credentials?|passwords?|keys?|auth)$|^[/~.]/i;

export const literalSecretAttribute: Check = {
  id: "literal-secret-attribute",
  title: "Infrastructure code holds a secret in plain text",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "medium",
  why: "Whoever can read the repository can read the value, in every branch and in its whole history. It is copied into states, plans and logs from there.",
  instead:
    "Take the value back; let the code make one (`random_password`, `manage_master_user_password`) or read it from a secrets manager.",
  references: [
    "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
    "https://cwe.mitre.org/data/definitions/798.html",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_db_instance" "mlflow" {\n  username = "mlflow"\n  «password» = "correct-horse-battery"\n}\n',
      },
      { path: "prod.tfvars", text: 'region = "eu-west-1"\n«hf_token» = "3f9ab2c4d5"\n' },
      {
        path: "charts/mlflow/values.yaml",
        text: "image: x\npostgres:\n  «password»: correct-horse-battery\n",
      },
      {
        path: "stack.yaml",
        text: "Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      «MasterUserPassword»: correct-horse-battery\n",
      },
    ],
    ignored: [
      {
        path: "custom.yaml",
        text: "Resources:\n  Custom:\n    Type: Custom::Thing\n    Properties:\n      ServiceToken: arn-of-a-function\n  Bucket:\n    Type: AWS::S3::Bucket\n",
      },
      {
        path: "main.tf",
        text: 'resource "aws_db_instance" "mlflow" {\n  password = var.db_password\n  password_secret = "prod-db-secret"\n}\nvariable "token" {\n  type = string\n}\n',
      },
      {
        path: "stack.yaml",
        text: "Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: !Ref Password\n  Other:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: '{{resolve:secretsmanager:db}}'\n",
      },
      {
        path: "charts/mlflow/values.yaml",
        text: 'postgres:\n  password: ""\n  existingSecret: mlflow-db\nadminPassword: changeme\n',
      },
    ],
  },

  *run({ system, resources }) {
    if (system === "kubernetes" || system === "compose") return;
    for (const resource of resources)
      if (!/^(?:variable|output|module|provider|locals|data\..*)$/.test(resource.type))
        yield* below(resource, resource.data);
  },
};

function* below(resource: Resource, data: Data): Generator<Problem> {
  for (const { key, keyAt, value } of data.entries()) {
    // Variables of what is started are the matter of another check.
    if (holders.test(key)) continue;
    const text = isSecretKey(key) && !references.test(key) ? literalIn(resource, value) : undefined;
    if (text !== undefined && text.length > 3 && isPlainValue(text) && !names.test(text))
      yield {
        message: `sets ${key} of ${resource.name} in plain text`,
        source: resource.source,
        at: keyAt,
        ...(isForTests(resource.source.path) && { severity: "low" }),
      };
    else yield* below(resource, value);
  }
  for (const each of data.items()) yield* below(resource, each);
}
