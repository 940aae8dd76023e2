import type { Check } from "../check.ts";
import { scalarsIn } from "../resources/data.ts";

const trails = /^(?:aws_cloudtrail|AWS::CloudTrail::Trail)$/;
const selectors = [
  "event_selector",
  "advanced_event_selector",
  "EventSelectors",
  "AdvancedEventSelectors",
];
const objects = /AWS::S3::Object|eventCategory|data_resource|arn:aws/;

export const trailWithoutDataEvents: Check = {
  id: "trail-without-data-events",
  title: "Audit log does not see who reads objects",
  looksAt: "infrastructure",
  severity: "low",
  confidence: "high",
  why: "By itself a trail records what is done to buckets, and not who fetched a checkpoint or a data set from one. After a leak nobody can say what was taken.",
  instead: "Record data events of the buckets that hold models and data.",
  references: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: '«resource "aws_cloudtrail" "main"» {\n  is_multi_region_trail = true\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_cloudtrail" "main" {\n  event_selector {\n    data_resource {\n      type   = "AWS::S3::Object"\n      values = ["arn:aws:s3"]\n    }\n  }\n}\n',
      },
      {
        path: "dynamic.tf",
        text: 'resource "aws_cloudtrail" "main" {\n  dynamic "event_selector" {\n    for_each = var.selectors\n    content {\n      include_management_events = true\n    }\n  }\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const { type, name, at, data } of resources) {
      if (!trails.test(type)) continue;
      const own = selectors.flatMap((each) => data.get(each) ?? []);
      const isDynamic = /\bdynamic\s+"(?:advanced_)?event_selector"/.test(
        source.text.slice(at.start, data.at.end),
      );
      const sees = own.some((each) =>
        [...scalarsIn(each)].some(({ text }) => objects.test(text ?? "")),
      );
      if (!sees && !isDynamic)
        yield { message: `${name} does not record who reads objects`, source, at };
    }
  },
};
