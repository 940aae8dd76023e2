import type { Check } from "../check.ts";
import { unlike, type Wanted } from "../resources/wanted.ts";

const wanted: readonly Wanted[] = [
  {
    types: /^aws_cloudtrail$/,
    path: ["is_multi_region_trail"],
    right: /^true$/,
    isNeeded: true,
    otherwise: "sees one region only:",
  },
  {
    types: /^AWS::CloudTrail::Trail$/,
    path: ["IsMultiRegionTrail"],
    right: /^true$/i,
    isNeeded: true,
    otherwise: "sees one region only:",
  },
  {
    types: /^aws_cloudtrail$/,
    path: ["enable_logging"],
    right: /^true$/,
    isNeeded: false,
    otherwise: "is switched off:",
  },
];

export const narrowAuditTrail: Check = {
  id: "narrow-audit-trail",
  title: "Audit log does not see everything",
  looksAt: "infrastructure",
  severity: "low",
  confidence: "high",
  why: "Whoever uses a key that leaked takes a region that nobody looks at. Without the log nobody can say what was read.",
  instead: "Let one trail see all regions, with its logs in an account of their own.",
  references: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
  ],
  examples: {
    found: [
      { path: "main.tf", text: '«resource "aws_cloudtrail" "main"» {\n  name = "main"\n}\n' },
      {
        path: "stack.yaml",
        text: "Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsMultiRegionTrail: «false»\n",
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_cloudtrail" "main" {\n  is_multi_region_trail = true\n}\nresource "aws_cloudtrail" "m" {\n  is_multi_region_trail = var.all\n}\n',
      },
    ],
  },

  *run({ resources }) {
    for (const resource of resources) yield* unlike(resource, wanted);
  },
};
