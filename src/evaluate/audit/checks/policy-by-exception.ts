import type { Check } from "../check.ts";
import { isTrust, statementsIn } from "../resources/policy.ts";

export const policyByException: Check = {
  id: "policy-by-exception",
  title: "Policy allows all but what it names",
  looksAt: "infrastructure",
  severity: "medium",
  confidence: "high",
  why: "`Allow` with `NotAction`, `NotResource` or `NotPrincipal` allows each action and service that will ever be added, and much that nobody thought of when the exceptions were written.",
  instead: "Allow by name; put what must never happen into a `Deny`.",
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_iam_policy" "p" {\n  policy = jsonencode({\n    Statement = [{ Effect = "Allow", NotAction = [«"iam:*"»], Resource = "*" }]\n  })\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_iam_policy" "p" {\n  policy = jsonencode({\n    Statement = [{ Effect = "Deny", NotAction = ["iam:ChangePassword"], Resource = "*" }]\n  })\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources)
      for (const statement of statementsIn(resource)) {
        const [first] = [...statement.notActions, ...statement.notResources];
        if (statement.isAllowed && first && !isTrust(statement))
          yield { message: "allows all but what it names", source, at: first.at };
      }
  },
};
