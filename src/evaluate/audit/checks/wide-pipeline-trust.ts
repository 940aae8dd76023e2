import type { Check, Problem } from "../check.ts";
import type { Data } from "../resources/data.ts";
import { conditionsOn, isForPipelines } from "../resources/federation.ts";
import { type Statement, statementsIn } from "../resources/policy.ts";

/** Subjects that leave the repository open. */
const anyRepository =
  /^(?:\*|repo:\*.*|repo:[^/:]+\/\*.*|repo:[^/:]*\*.*|project_path:(?:\*|[^/:]+\/\*).*|organization:[^:]+(?::\*)?|org\/\*.*)$/;
/** Subjects that leave the branch open. */
const anyBranch = /^(?:repo:[^*:]+:\*|project_path:[^*:]+:\*)$/;

export const widePipelineTrust: Check = {
  id: "wide-pipeline-trust",
  title: "Jobs of other repositories may take the role",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "high",
  why: "The cloud believes each token of the issuer that its conditions let through. Where they leave the subject out, the jobs of all customers of GitHub, GitLab or the like may take the role; with `repo:org/*` the least guarded repository of the organisation may.",
  instead:
    "Name the repository and the branch or environment: `repo:acme/train:environment:release`, with `StringEquals`.",
  references: [
    "https://docs.github.com/actions/reference/security/oidc",
    "https://docs.gitlab.com/ci/cloud_services/aws/",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'data "aws_iam_policy_document" "trust" {\n  statement {\n    actions = ["sts:AssumeRoleWithWebIdentity"]\n    principals {\n      type        = "Federated"\n      identifiers = [aws_iam_openid_connect_provider.github.arn]\n    }\n    condition {\n      test     = "StringLike"\n      variable = "token.actions.githubusercontent.com:sub"\n      values   = [«"repo:acme/*"»]\n    }\n  }\n}\n',
      },
      {
        path: "role.tf",
        text: 'resource "aws_iam_role" "train" {\n  assume_role_policy = jsonencode({\n    Statement = [«{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" }, Condition = { "ForAllValues:StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:acme/train:ref:refs/heads/main" } } }»]\n  })\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'data "aws_iam_policy_document" "trust" {\n  statement {\n    actions = ["sts:AssumeRoleWithWebIdentity"]\n    principals {\n      type        = "Federated"\n      identifiers = ["arn:aws:iam::1:oidc-provider/gitlab.com"]\n    }\n    condition {\n      test     = "StringEquals"\n      variable = "gitlab.com:sub"\n      values   = ["project_path:acme/train:ref_type:branch:ref:main"]\n    }\n  }\n  statement {\n    actions = ["sts:AssumeRoleWithWebIdentity"]\n    principals {\n      type        = "Federated"\n      identifiers = ["arn:aws:iam::1:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1"]\n    }\n  }\n}\n',
      },
    ],
  },

  *run({ resources }) {
    for (const resource of resources)
      for (const statement of statementsIn(resource))
        if (isForPipelines(statement)) yield* wideIn(statement);
  },
};

function* wideIn(statement: Statement): Generator<Problem> {
  const { source } = statement.of;
  const subjects = conditionsOn(statement, "sub").flatMap(({ values }) => values);
  if (subjects.length === 0)
    yield {
      message: "asks for no subject: any repository's jobs may take it",
      source,
      at: statement.at,
    };
  for (const subject of subjects) {
    const left = leftOpen(subject);
    if (left !== undefined)
      yield { message: left.message, source, at: subject.at, severity: left.severity };
  }
}

function leftOpen({
  text = "",
}: Data): (Pick<Problem, "message" | "severity"> & { severity: "high" | "low" }) | undefined {
  if (anyRepository.test(text))
    return { message: `lets more than one repository in: ${text}`, severity: "high" };
  return anyBranch.test(text)
    ? { message: `lets each branch and pull request in: ${text}`, severity: "low" }
    : undefined;
}
