import type { Check } from "../check.ts";
import { statementsIn, valueLike } from "../resources/policy.ts";

export const wildcardPolicy: Check = {
  id: "wildcard-policy",
  title: "Role may do everything",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "high",
  why: "Whoever gets the credentials of one training job (from a log, a checkpoint, a notebook) may read and overwrite all data and all models, and make itself an account that stays.",
  instead: "Allow the actions that the job needs, on the buckets and keys that it needs.",
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'data "aws_iam_policy_document" "train" {\n  statement {\n    actions   = [«"s3:*"»]\n    resources = ["*"]\n  }\n}\n',
      },
      {
        path: "role.tf",
        text: 'resource "aws_iam_policy" "p" {\n  policy = jsonencode({\n    Statement = [{ Effect = "Allow", Action = «"*"», Resource = "*" }]\n  })\n}\n',
      },
      {
        path: "stack.yaml",
        text: 'Resources:\n  Role:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyDocument:\n        Statement:\n          - Effect: Allow\n            Action: «"sagemaker:*"»\n            Resource: "*"\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'data "aws_iam_policy_document" "train" {\n  statement {\n    effect    = "Deny"\n    actions   = ["*"]\n    resources = ["*"]\n  }\n  statement {\n    actions   = ["s3:GetObject", "logs:*"]\n    resources = ["arn:aws:s3:::models/*"]\n  }\n}\n',
      },
      {
        path: "key.tf",
        text: 'data "aws_iam_policy_document" "key" {\n  statement {\n    actions   = ["kms:*"]\n    resources = ["*"]\n    principals {\n      type        = "AWS"\n      identifiers = ["arn:aws:iam::1:root"]\n    }\n  }\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources)
      for (const { isAllowed, actions, resources: on, principals, conditions } of statementsIn(
        resource,
      )) {
        // The policy of a resource speaks of that resource alone.
        if (!isAllowed || principals.length > 0 || !valueLike(on, /^\*$/)) continue;
        const all = valueLike(actions, /^\*(?::\*)?$/) ?? valueLike(actions, /^[\w-]+:\*$/);
        if (!all) continue;
        const isAdministrator = (all.text ?? "").startsWith("*");
        yield {
          message: `allows ${all.text ?? ""} on everything`,
          source,
          at: all.at,
          severity: isAdministrator && conditions.length === 0 ? "high" : "medium",
        };
      }
  },
};
