import type { Check } from "../check.ts";
import type { Resource } from "../resources/resource.ts";
import { isSecretKey } from "../resources/settings.ts";

/** What is no text, and so no secret. */
const other = /^(?:bool|number|list|set|map|object|any)\b/;

export const secretVariableShown: Check = {
  id: "secret-variable-shown",
  title: "Variable or output with a secret is not marked as sensitive",
  looksAt: "infrastructure",
  severity: "low",
  confidence: "medium",
  why: "Plans and applies print its value, and pipelines keep these logs.",
  instead: "Add `sensitive = true` (in Bicep `@secure()`).",
  references: [
    "https://developer.hashicorp.com/terraform/language/values/variables#suppressing-values-in-cli-output",
    "https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameters#secure-parameters",
  ],
  examples: {
    found: [
      { path: "variables.tf", text: '«variable "hf_token"» {\n  type = string\n}\n' },
      {
        path: "outputs.tf",
        text: '«output "db_password"» {\n  value = var.db_password\n}\n',
      },
      { path: "main.bicep", text: "«param adminPassword string»\n" },
    ],
    ignored: [
      {
        path: "variables.tf",
        text: 'variable "hf_token" {\n  type      = string\n  sensitive = true\n}\nvariable "create_token" {\n  type = bool\n}\nvariable "token_file" {\n  type = string\n}\noutput "secret" {\n  value = aws_secretsmanager_secret.hub.arn\n}\n',
      },
      {
        path: "outputs.tf",
        text: 'output "db_password" {\n  value = random_password.db.result\n}\noutput "credentials" {\n  value = {\n    host = var.host\n  }\n}\n',
      },
      { path: "main.bicep", text: "@secure()\nparam adminPassword string\n" },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources)
      if (holdsSecret(resource) && !isMarked(resource))
        yield { message: `shows ${resource.name} in plans and logs`, source, at: resource.at };
  },
};

const holdsSecret = (resource: Resource): boolean => {
  const { type, name, data } = resource;
  if (!isSecretKey(name) || other.test(data.get("type")?.text ?? "")) return false;
  return type === "variable" || (type === "output" && showsSecret(resource));
};

/**
 * Terraform itself refuses to show what a provider marks, such as a password
 * that it made. What is handed through or written out it shows.
 * https://developer.hashicorp.com/terraform/language/values/outputs#sensitive-suppressing-values-in-cli-output
 */
const showsSecret = ({ system, data }: Resource): boolean => {
  const value = data.get("value")?.text ?? "";
  if (/(?:arn|id|name|url|version|length\()\b/.test(value)) return false;
  return system === "bicep" || /^(?:var|local)\.|\$\{(?:var|local)\./.test(value);
};

const isMarked = ({ data }: Resource): boolean =>
  data.get("sensitive") !== undefined || data.get("ephemeral") !== undefined;
