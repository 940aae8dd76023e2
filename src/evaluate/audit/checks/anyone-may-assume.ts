import type { Check } from "../check.ts";
import { isTrust, statementsIn, valueLike } from "../resources/policy.ts";

export const anyoneMayAssume: Check = {
  id: "anyone-may-assume",
  title: "Anybody may take the role",
  looksAt: "infrastructure",
  severity: "critical",
  confidence: "high",
  why: "A role that trusts `*` may be taken from any account. Its name stands in logs, in configurations of jobs and in published artefacts.",
  instead: "Name the account, role or service that takes it.",
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_iam_role" "train" {\n  assume_role_policy = jsonencode({\n    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = «"*"» } }]\n  })\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_iam_role" "train" {\n  assume_role_policy = jsonencode({\n    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]\n  })\n}\n',
      },
      {
        path: "org.tf",
        text: 'data "aws_iam_policy_document" "trust" {\n  statement {\n    actions = ["sts:AssumeRole"]\n    principals {\n      type        = "AWS"\n      identifiers = ["*"]\n    }\n    condition {\n      test     = "StringEquals"\n      variable = "aws:PrincipalOrgID"\n      values   = ["o-1"]\n    }\n  }\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources)
      for (const statement of statementsIn(resource)) {
        const anyone = valueLike(statement.principals, /^\*$/);
        if (
          statement.isAllowed &&
          isTrust(statement) &&
          anyone &&
          statement.conditions.length === 0
        )
          yield { message: "lets anybody take the role", source, at: anyone.at };
      }
  },
};
