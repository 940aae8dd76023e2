import { addressIn } from "../names/hosts.ts";
import type { Mention, Reader } from "../reader.ts";

interface Store {
  readonly provider: string;
  /** Captures the name of the store, and what is named inside. */
  readonly pattern: RegExp;
  readonly name: (store: string) => string;
}

/** How each provider's addresses spell the name of a bucket. The first that matches holds. */
const stores: readonly Store[] = [
  {
    provider: "aws",
    pattern: /^(?:s3[an]?:\/\/|arn:aws(?:-cn|-us-gov)?:s3:::)([^/]+)\/?(.*)$/,
    name: (bucket) => `s3://${bucket}`,
  },
  {
    provider: "aws",
    pattern: /^https?:\/\/([a-z0-9.-]+?)\.s3[.-][a-z0-9.-]*amazonaws\.com(?:\.cn)?\/?([^?]*)/,
    name: (bucket) => `s3://${bucket}`,
  },
  {
    provider: "aws",
    pattern: /^https?:\/\/s3[a-z0-9.-]*\.amazonaws\.com(?:\.cn)?\/([^/]+)\/?([^?]*)/,
    name: (bucket) => `s3://${bucket}`,
  },
  {
    provider: "google",
    pattern:
      /^(?:gc?s:\/\/|https?:\/\/storage\.(?:googleapis|cloud\.google)\.com\/|\/gcs\/)([^/]+)\/?([^?]*)/,
    name: (bucket) => `gs://${bucket}`,
  },
  {
    provider: "google",
    pattern: /^https?:\/\/([a-z0-9_-]+)\.storage\.googleapis\.com\/?([^?]*)/,
    name: (bucket) => `gs://${bucket}`,
  },
  {
    provider: "azure",
    pattern: /^(?:abfss?|wasbs?):\/\/[^@]+@([a-z0-9]+)\.[^/]+\/?(.*)$/i,
    name: (account) => `Azure storage ${account}`,
  },
  {
    provider: "azure",
    pattern: /^(?:https?:\/\/)?([a-z0-9]+)\.(?:blob|dfs|file|queue|table)\.core\.[^/]+\/?([^?]*)/i,
    name: (account) => `Azure storage ${account}`,
  },
  {
    provider: "azure",
    pattern: /^((?:az|azureml|adl):\/\/[^/]+)\/?(.*)$/i,
    name: (store) => store,
  },
  {
    provider: "hadoop",
    pattern: /^((?:(?:web)?hdfs|viewfs|alluxio|oss|cosn?|obs|tos|swift):\/\/[^/]*)\/?(.*)$/,
    name: (store) => store,
  },
  {
    provider: "databricks",
    pattern: /^(dbfs:\/[^/]+|\/Volumes\/[^/]+)\/?(.*)$/,
    name: (store) => store,
  },
  {
    provider: "shared link",
    pattern:
      /^((?:https?:\/\/)?(?:drive|docs|colab\.research)\.google\.com|(?:https?:\/\/)?1drv\.ms|(?:https?:\/\/)?[a-z0-9-]+\.sharepoint\.com|(?:https?:\/\/)?(?:www\.)?dropbox\.com|gdrive:)\/+(.*)$/,
    name: (store) => store.replace(/^https?:\/\//, ""),
  },
  {
    provider: "kaggle",
    pattern: /^\/kaggle\/input\/([^/]+)\/?(.*)$/,
    name: (set) => `Kaggle data set ${set}`,
  },
  {
    provider: "mount",
    pattern: /^(\/[^/]+\/[^/]+)\/?(.*)$/,
    name: (mount) => mount,
  },
];

/** The bucket, container or mount that an address or a path names. */
export function storageIn(text: string): Mention | undefined {
  for (const { provider, pattern, name } of stores) {
    const [, store, inside] = pattern.exec(text) ?? [];
    if (store === undefined) continue;
    const shown = name(store);
    return {
      kind: "storage",
      id: shown.toLowerCase().replace("://", "/"),
      name: shown,
      facts: { provider, folder: inside === "" ? undefined : inside },
    };
  }
  const host = addressIn(text)?.host;
  if (host === undefined) return undefined;
  return { kind: "storage", id: host, name: host, facts: { provider: "object storage" } };
}

export const storage: readonly Reader[] = [
  {
    rules: [
      "s3-bucket",
      "s3-url",
      "gcs-bucket",
      "gcs-url",
      "azure-storage",
      "azure-blob-url",
      "hadoop-path",
      "drive-file",
      "databricks-storage",
      "kaggle-input-path",
      "mount-path",
      "data-path",
    ],
    read: ({ preview }) => ({ mentions: [storageIn(preview)] }),
  },
];
