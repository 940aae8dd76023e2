import type { Check } from "../check.ts";
import { statementsIn, valueLike } from "../resources/policy.ts";

export const passAnyRole: Check = {
  id: "pass-any-role",
  title: "Role may hand any role to a job",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "high",
  why: "Who may start training jobs and pass any role to them takes the strongest role of the account: the job's code runs with it.",
  instead:
    "Name the roles that jobs run with in `Resource`, and the service in a condition on `iam:PassedToService`.",
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'data "aws_iam_policy_document" "ci" {\n  statement {\n    actions   = ["sagemaker:CreateTrainingJob", «"iam:PassRole"»]\n    resources = ["*"]\n  }\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'data "aws_iam_policy_document" "ci" {\n  statement {\n    actions   = ["iam:PassRole"]\n    resources = [aws_iam_role.train.arn]\n  }\n  statement {\n    actions   = ["iam:PassRole"]\n    resources = ["*"]\n    condition {\n      test     = "StringEquals"\n      variable = "iam:PassedToService"\n      values   = ["sagemaker.amazonaws.com"]\n    }\n  }\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources)
      for (const { isAllowed, actions, resources: on, conditions } of statementsIn(resource)) {
        const passes = valueLike(actions, /^iam:(?:PassRole|Pass\*)$/i);
        const anyRole = valueLike(on, /^\*$|^arn:aws[\w-]*:iam::[^:]*:role\/\*$/);
        if (isAllowed && passes && anyRole && conditions.length === 0)
          yield { message: "allows to pass any role", source, at: passes.at };
      }
  },
};
