import type { Check } from "../check.ts";
import { unlike, type Wanted } from "../resources/wanted.ts";

const blocks = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
];
const cloudformation = [
  "BlockPublicAcls",
  "BlockPublicPolicy",
  "IgnorePublicAcls",
  "RestrictPublicBuckets",
];

const wanted: readonly Wanted[] = [
  ...blocks.map((block) => ({
    types: /^aws_s3_(?:bucket|account)_public_access_block$/,
    path: [block] as const,
    right: /^true$/,
    isNeeded: false,
    otherwise: `switches off ${block} of`,
  })),
  ...cloudformation.map((block) => ({
    types: /^AWS::S3::Bucket$/,
    path: ["PublicAccessBlockConfiguration", block] as const,
    right: /^true$/i,
    isNeeded: false,
    otherwise: `switches off ${block} of`,
  })),
  {
    types: /^azurerm_storage_account$/,
    path: ["allow_nested_items_to_be_public"],
    right: /^false$/,
    isNeeded: false,
    otherwise: "allows public containers in",
  },
  {
    types: /^Microsoft\.Storage\/storageAccounts$/i,
    path: ["properties", "allowBlobPublicAccess"],
    right: /^false$/,
    isNeeded: false,
    otherwise: "allows public containers in",
  },
  {
    types: /^google_storage_bucket$/,
    path: ["public_access_prevention"],
    right: /^enforced$/,
    isNeeded: false,
    otherwise: "allows public grants on",
  },
];

export const publicAccessAllowed: Check = {
  id: "public-access-allowed",
  title: "Guard against public storage is switched off",
  looksAt: "infrastructure",
  severity: "medium",
  confidence: "high",
  why: "The guard holds where somebody later makes a grant, a policy or an object public by mistake. Without it, one line serves all checkpoints, logs and data sets to everybody.",
  instead: "Switch it on; publish from storage that holds nothing but releases.",
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    "https://cloud.google.com/storage/docs/public-access-prevention",
    "https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_s3_bucket_public_access_block" "m" {\n  block_public_acls   = true\n  block_public_policy = «false»\n}\n',
      },
      {
        path: "azure.tf",
        text: 'resource "azurerm_storage_account" "m" {\n  allow_nested_items_to_be_public = «true»\n}\n',
      },
      {
        path: "main.bicep",
        text: "resource models 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'models'\n  properties: {\n    allowBlobPublicAccess: «true»\n  }\n}\n",
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_s3_bucket_public_access_block" "m" {\n  block_public_acls   = true\n  block_public_policy = var.is_private\n}\nresource "google_storage_bucket" "m" {\n  public_access_prevention = "enforced"\n}\n',
      },
    ],
  },

  *run({ resources }) {
    for (const resource of resources) yield* unlike(resource, wanted);
  },
};
