import type { Check } from "../check.ts";
import { unlike, type Wanted } from "../resources/wanted.ts";

const on = (types: RegExp, ...path: [string, ...string[]]): Wanted => ({
  types,
  path,
  right: /^true$/i,
  isNeeded: false,
  otherwise: "switches off the encryption of",
});

const wanted: readonly Wanted[] = [
  on(/^aws_(?:ebs_volume|efs_file_system)$/, "encrypted"),
  on(/^aws_(?:instance|launch_configuration)$/, "root_block_device", "encrypted"),
  on(/^aws_(?:instance|launch_configuration)$/, "ebs_block_device", "encrypted"),
  on(/^aws_launch_template$/, "block_device_mappings", "ebs", "encrypted"),
  on(/^aws_(?:db_instance|rds_cluster|redshift_cluster)$/, "storage_encrypted"),
  on(/^AWS::EC2::Volume$/, "Encrypted"),
  on(/^AWS::EFS::FileSystem$/, "Encrypted"),
  on(/^AWS::RDS::DB(?:Instance|Cluster)$/, "StorageEncrypted"),
  on(/^azurerm_storage_account$/, "https_traffic_only_enabled"),
  on(/^azurerm_storage_account$/, "enable_https_traffic_only"),
  on(/^Microsoft\.Storage\/storageAccounts$/i, "properties", "supportsHttpsTrafficOnly"),
  on(/^aws_elasticache_replication_group$/, "at_rest_encryption_enabled"),
];

export const encryptionOff: Check = {
  id: "encryption-off",
  title: "Encryption is switched off",
  looksAt: "infrastructure",
  severity: "medium",
  confidence: "high",
  why: "Checkpoints, data sets and credentials lie in plain on disks and in their snapshots, which are shared and copied more easily than anybody follows.",
  instead:
    "Switch it on; with a key of your own (KMS), so that access to the key is a second gate.",
  references: ["https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html"],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_ebs_volume" "data" {\n  encrypted = «false»\n}\nresource "aws_instance" "gpu" {\n  root_block_device {\n    encrypted = «false»\n  }\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_ebs_volume" "data" {\n  encrypted = var.encrypted\n}\nresource "aws_efs_file_system" "data" {\n  encrypted = true\n}\n',
      },
    ],
  },

  *run({ resources }) {
    for (const resource of resources) yield* unlike(resource, wanted);
  },
};
