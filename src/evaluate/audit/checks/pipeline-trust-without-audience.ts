import type { Check } from "../check.ts";
import { conditionsOn, isForPipelines } from "../resources/federation.ts";
import { statementsIn } from "../resources/policy.ts";

export const pipelineTrustWithoutAudience: Check = {
  id: "pipeline-trust-without-audience",
  title: "Role does not ask who a job's token is for",
  looksAt: "infrastructure",
  severity: "low",
  confidence: "medium",
  why: "A job gets tokens for other services from the same issuer. Without a condition on `aud`, a service that is handed one of these can hand it on and take the role, as far as the provider lists its audience.",
  instead: "Add a condition: `aud` equals `sts.amazonaws.com`.",
  references: [
    "https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_iam_role" "train" {\n  assume_role_policy = jsonencode({\n    Statement = [«{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "x" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/train:ref:refs/heads/main" } } }»]\n  })\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_iam_role" "train" {\n  assume_role_policy = jsonencode({\n    Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "x" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } } }]\n  })\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources)
      for (const statement of statementsIn(resource))
        if (isForPipelines(statement) && conditionsOn(statement, "aud").length === 0)
          yield { message: "asks for no audience", source, at: statement.at };
  },
};
