import type { Check } from "../check.ts";
import { statementsIn, valueLike } from "../resources/policy.ts";

export const publicBucketPolicy: Check = {
  id: "public-bucket-policy",
  title: "Policy of a bucket lets everybody in",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "high",
  why: "Checkpoints, logs and data sets lie in such buckets. A policy for `*` without a condition serves them to everybody, and with `s3:ListBucket` it says what there is.",
  instead:
    "Name the roles that read, or serve releases through a distribution with its own identity.",
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_s3_bucket_policy" "models" {\n  bucket = "m"\n  policy = jsonencode({\n    Statement = [{ Effect = "Allow", Principal = «"*"», Action = "s3:GetObject", Resource = "arn:aws:s3:::m/*" }]\n  })\n}\n',
      },
      {
        path: "stack.yaml",
        text: 'Resources:\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      PolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: { AWS: «"*"» }\n            Action: s3:PutObject\n            Resource: "arn:aws:s3:::m/*"\n',
      },
    ],
    ignored: [
      {
        path: "vpc.yaml",
        text: "Resources:\n  Endpoint:\n    Type: AWS::EC2::VPCEndpoint\n    Properties:\n      PolicyDocument:\n        Statement:\n          - { Effect: Allow, Action: '*', Resource: '*', Principal: '*' }\n",
      },
      {
        path: "main.tf",
        text: 'resource "aws_s3_bucket_policy" "models" {\n  policy = jsonencode({\n    Statement = [\n      { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*" },\n      { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*", Condition = { StringEquals = { "aws:SourceVpce" = "vpce-1" } } },\n    ]\n  })\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources)
      for (const { isAllowed, actions, principals, conditions } of statementsIn(resource)) {
        const everybody = valueLike(principals, /^\*$/);
        const action = valueLike(actions, /^(?:s3:|\*)/i);
        if (!isAllowed || !everybody || !action || conditions.length > 0) continue;
        yield {
          message: `lets everybody do ${action.text ?? ""}`,
          source,
          at: everybody.at,
          severity: /Put|Delete|\*/.test(action.text ?? "") ? "critical" : "high",
        };
      }
  },
};
