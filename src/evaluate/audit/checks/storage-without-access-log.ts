import type { Check, Problem } from "../check.ts";
import type { Repository } from "../repository.ts";
import type { Resource } from "../resources/resource.ts";

/** Storage that may hold models, and what records who reads from it. */
const kinds: readonly (readonly [storage: RegExp, log: RegExp, what: string])[] = [
  [
    /^aws_s3_bucket$/,
    /^(?:aws_s3_bucket_logging|aws_cloudtrail)$/,
    "aws_s3_bucket_logging, or data events of a trail",
  ],
  [
    /^AWS::S3::Bucket$/,
    /^AWS::CloudTrail::Trail$/,
    "LoggingConfiguration, or data events of a trail",
  ],
  [
    /^azurerm_(?:storage_account|machine_learning_workspace|key_vault)$/,
    /^azurerm_monitor_diagnostic_setting$/,
    "azurerm_monitor_diagnostic_setting",
  ],
  [
    /^Microsoft\.(?:Storage\/storageAccounts|MachineLearningServices\/workspaces|KeyVault\/vaults)$/i,
    /^Microsoft\.Insights\/diagnosticSettings$/i,
    "Microsoft.Insights/diagnosticSettings",
  ],
  [
    /^google_(?:storage_bucket|vertex_ai_\w+|secret_manager_secret)$/,
    /^google_(?:project|folder|organization)_iam_audit_config$/,
    "google_project_iam_audit_config",
  ],
];
const forModels =
  /model|checkpoint|ckpt|weight|dataset|artifact|artefact|mlflow|training|sagemaker|experiment|feature.?store/i;
const ownLog = ["logging", "LoggingConfiguration"];

export const storageWithoutAccessLog: Check = {
  id: "storage-without-access-log",
  title: "Nobody records who reads models and data",
  looksAt: "repository",
  severity: "info",
  confidence: "low",
  why: "After a leak the first question is what was read, and by whom. Reads are not recorded unless somebody asks for it.",
  instead: "Record reads, into storage that the jobs themselves cannot write to.",
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html",
    "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
    "https://cloud.google.com/logging/docs/audit/configure-data-access",
  ],
  examples: {
    found: [
      { path: "main.tf", text: '«resource "aws_s3_bucket" "models"» {\n  bucket = "m"\n}\n' },
      {
        path: "gcp.tf",
        text: '«resource "google_storage_bucket" "checkpoints"» {\n  name = "c"\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_s3_bucket" "models" {\n  bucket = "m"\n}\n=== logs.tf\nresource "aws_s3_bucket_logging" "models" {\n  bucket = "m"\n}\n',
      },
      { path: "web.tf", text: 'resource "aws_s3_bucket" "website" {\n  bucket = "w"\n}\n' },
    ],
  },

  *run({ subjects }: Repository): Generator<Problem> {
    const resources = subjects.flatMap(({ kind, of }) =>
      kind === "infrastructure" ? of.resources : [],
    );
    for (const [storage, log, what] of kinds) {
      if (resources.some(({ type }) => log.test(type))) continue;
      for (const each of resources)
        if (storage.test(each.type) && isForModels(each) && !hasOwnLog(each))
          yield {
            message: `nothing here records reads of ${each.name}: ${what}`,
            source: each.source,
            at: each.at,
          };
    }
  },
};

const isForModels = ({ name, data }: Resource): boolean =>
  forModels.test(`${name} ${data.get("bucket")?.text ?? ""} ${data.get("name")?.text ?? ""}`);

const hasOwnLog = ({ data }: Resource): boolean => ownLog.some((each) => data.get(each));
