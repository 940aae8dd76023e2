import type { Check } from "../check.ts";
import { literalIn } from "../resources/literal.ts";

/** In seconds. Longer than a shift; most training jobs renew their credentials. */
const longest = 4 * 60 * 60;

export const longSession: Check = {
  id: "long-session",
  title: "Credentials of a role last for many hours",
  looksAt: "infrastructure",
  severity: "low",
  confidence: "high",
  why: "Temporary credentials that get into a log or a checkpoint can be used until they end. Nobody can take a session back without taking it from all.",
  instead:
    "Set the duration to that of the job, at most four hours; SDKs renew what they got from a role.",
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html"],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_iam_role" "train" {\n  max_session_duration = «43200»\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_iam_role" "train" {\n  max_session_duration = 3600\n}\nresource "aws_iam_role" "other" {\n  max_session_duration = var.duration\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources) {
      if (!/^(?:aws_iam_role|AWS::IAM::Role)$/.test(resource.type)) continue;
      const value =
        resource.data.get("max_session_duration") ?? resource.data.get("MaxSessionDuration");
      const seconds = value ? Number(literalIn(resource, value)) : 0;
      if (value && seconds > longest)
        yield {
          message: `keeps credentials of ${resource.name} valid for ${seconds / 3600} hours`,
          source,
          at: value.at,
        };
    }
  },
};
