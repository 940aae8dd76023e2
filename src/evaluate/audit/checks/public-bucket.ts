import type { Check, Problem } from "../check.ts";
import type { Resource } from "../resources/resource.ts";

/** Where access of everybody is given, by the type of the resource, and which words give it. */
const places: readonly (readonly [RegExp, readonly string[], RegExp])[] = [
  [/^aws_s3_bucket(?:_acl)?$/, ["acl"], /^public-read|^authenticated-read$/],
  [/^AWS::S3::Bucket$/, ["AccessControl"], /^PublicRead|^AuthenticatedRead$/],
  [/^google_storage_(?:bucket|object)_access_control$/, ["entity"], /^all(?:Authenticated)?Users$/],
  [/^google_storage_bucket_iam_(?:member|binding)$/, ["member"], /^all(?:Authenticated)?Users$/],
  [/^google_storage_bucket_iam_(?:member|binding)$/, ["members"], /^all(?:Authenticated)?Users$/],
  [/^azurerm_storage_container$/, ["container_access_type"], /^(?:blob|container)$/],
];

function* given({ type, name, source, data }: Resource): Generator<Problem> {
  for (const [types, path, words] of places) {
    if (!types.test(type)) continue;
    for (const value of data.get(...path)?.list() ?? [])
      if (words.test(value.text ?? ""))
        yield { message: `lets everybody read ${name}`, source, at: value.at };
  }
}

export const publicBucket: Check = {
  id: "public-bucket",
  title: "Storage can be read by everybody",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "high",
  why: "Checkpoints, logs and data sets of training jobs lie in such storage, with all that they say of the inside. Names of buckets are guessed, and stand in published models.",
  instead:
    "Take the public grant away; let those read it who must, by role. Publish through a bucket that holds nothing but releases.",
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    "https://cloud.google.com/storage/docs/public-access-prevention",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_s3_bucket_acl" "models" {\n  bucket = "m"\n  acl    = «"public-read"»\n}\n',
      },
      {
        path: "gcs.tf",
        text: 'resource "google_storage_bucket_iam_member" "m" {\n  bucket = "b"\n  role   = "roles/storage.objectViewer"\n  member = «"allUsers"»\n}\n',
      },
      {
        path: "stack.yaml",
        text: "Resources:\n  Models:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: «PublicRead»\n",
      },
    ],
    ignored: [
      { path: "main.tf", text: 'resource "aws_s3_bucket_acl" "models" {\n  acl = "private"\n}\n' },
      {
        path: "stack.json",
        text: '{"Resources": {"M": {"Type": "AWS::S3::Bucket", "Properties": {}}}}\n',
      },
    ],
  },

  *run({ resources }) {
    for (const resource of resources) yield* given(resource);
  },
};
