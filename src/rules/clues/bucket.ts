import type { Rule } from "../../core/rule.ts";

const harm =
  "Bucket names are global: with the name alone anybody can test whether it can be listed, and any stolen key of the account is tried on it first.";
const remedy =
  "Pass storage locations at run time; clear them from configuration and logs before release.";

export const bucket: readonly Rule[] = [
  {
    id: "s3-bucket",
    title: "S3 bucket",
    class: "storage",
    severity: "medium",
    confidence: "high",
    harm,
    remedy,
    keywords: ["s3://", "s3a://", "s3n://", "arn:aws:s3:::", "arn:aws-cn:s3:::"],
    pattern:
      /(?<![\w.])(?<value>(?:s3[an]?:\/\/|arn:aws(?:-cn|-us-gov)?:s3:::)[a-z0-9](?:[a-z0-9.-]{1,61}[a-z0-9])(?![\w{}$<%])(?:\/[\w.@%+=~&!*/-]{0,400})?(?<![.,=]))/,
    references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"],
    examples: {
      found: [
        `"train_data": "«s3://acme-training-data/raw-images/2023/»"`,
        "aws s3 cp «s3a://acme-models/sentiment-v2/model.pt» .",
        `"Resource": "«arn:aws:s3:::acme-training-data/*»"`,
      ],
      ignored: ["s3://{bucket}/x", "s3://$BUCKET/x", "s3://", "s3://BUCKET/x", "s3://b${x}/y"],
    },
  },
  {
    id: "s3-url",
    title: "S3 bucket by its web address",
    class: "storage",
    severity: "low",
    confidence: "high",
    harm,
    remedy,
    keywords: [
      ".amazonaws.com",
      ".r2.cloudflarestorage.com",
      ".digitaloceanspaces.com",
      ".backblazeb2.com",
    ],
    pattern:
      /(?<value>https?:\/\/(?:[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\.s3(?:[.-][a-z0-9-]{2,20}){0,2}\.amazonaws\.com(?:\.cn)?(?:\/[\w.@%+=~&!/-]{0,400})?|s3(?:[.-][a-z0-9-]{2,20}){0,2}\.amazonaws\.com(?:\.cn)?\/[a-z0-9][a-z0-9.-]{2,62}(?:\/[\w.@%+=~&!/-]{0,400})?|[\w.-]{3,80}\.(?:r2\.cloudflarestorage|digitaloceanspaces|backblazeb2)\.com(?:\/[\w.@%+=~&!/-]{0,400})?)(?<![.,=]))/,
    references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html"],
    examples: {
      found: [
        "«https://acme-data.s3.eu-west-1.amazonaws.com/train.csv»",
        "wget «https://s3.amazonaws.com/acme-models/x.pt»",
        "«https://0a1b2c.r2.cloudflarestorage.com/weights»",
      ],
      ignored: ["https://s3.amazonaws.com/", "https://ec2.amazonaws.com/x"],
    },
  },
  {
    id: "gcs-bucket",
    title: "Google Cloud Storage bucket",
    class: "storage",
    severity: "medium",
    confidence: "high",
    harm,
    remedy,
    keywords: ["gs://", "gcs://"],
    pattern:
      /(?<![\w.])(?<value>gc?s:\/\/[a-z0-9](?:[a-z0-9._-]{1,220}[a-z0-9])(?![\w{}$<%])(?:\/[\w.@%+=~&!*/-]{0,400})?(?<![.,=]))/,
    references: ["https://cloud.google.com/storage/docs/buckets#naming"],
    examples: {
      found: [
        `$.best_model_path="«gs://acme-ml-prod/ranker/ckpt-7»"`,
        "gsutil cp «gs://acme_research/x» .",
      ],
      ignored: ["gs://{bucket}", "gs://$B/x", "args://abc/def", "gs://"],
    },
  },
  {
    id: "gcs-url",
    title: "Google Cloud Storage bucket by its web address",
    class: "storage",
    severity: "low",
    confidence: "high",
    harm,
    remedy,
    keywords: ["storage.googleapis.com", "storage.cloud.google.com", "/gcs/"],
    pattern:
      /(?<value>https?:\/\/(?:storage\.(?:googleapis|cloud\.google)\.com\/(?!\w{0,10}\/v1\/?$)[a-z0-9][a-z0-9._-]{2,200}\/[\w.@%+=~&!/-]{0,400}|[a-z0-9][a-z0-9_-]{2,62}\.storage\.googleapis\.com(?:\/[\w.@%+=~&!/-]{0,400})?)(?<![.,=])|(?<=["'= ])\/gcs\/[a-z0-9][a-z0-9._-]{2,62}\/[\w.@%+=~/-]{1,400}(?<![.,=]))/,
    references: ["https://cloud.google.com/storage/docs/request-endpoints"],
    examples: {
      found: [
        "«https://storage.googleapis.com/acme-models/x.tflite»",
        `--data "«/gcs/acme-vertex/train.csv»"`,
      ],
      ignored: ["https://storage.googleapis.com/", "storage.googleapis.com"],
    },
  },
  {
    id: "azure-storage",
    title: "Azure storage container",
    class: "storage",
    severity: "medium",
    confidence: "high",
    harm: "Account names are global: anybody can test the container for public access, and every leaked SAS token or key is tried on it first.",
    remedy,
    keywords: ["abfss://", "abfs://", "wasbs://", "wasb://", "az://", "azureml://", "adl://"],
    pattern:
      /(?<![\w.])(?<value>(?:(?:abfss?|wasbs?):\/\/[a-z0-9$-]{3,63}@[a-z0-9]{3,24}\.(?:dfs|blob)\.core\.(?:windows\.net|chinacloudapi\.cn|usgovcloudapi\.net)|adl:\/\/[a-z0-9]{3,24}\.azuredatalakestore\.net|az:\/\/[a-z0-9][a-z0-9-]{2,62}(?![\w{}$<])|azureml:\/\/(?:subscriptions|datastores|registries|locations)\/[\w.-]{2,80})(?:\/[\w.@%+=~&!*/-]{0,400})?(?<![.,=]))/i,
    references: [
      "https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-introduction-abfs-uri",
    ],
    examples: {
      found: [
        "«abfss://train@acmelake.dfs.core.windows.net/claims/2023»",
        `"path": "«az://acme-models/ranker/1»"`,
        "«azureml://datastores/workspaceblobstore/paths/x.csv»",
        "«wasbs://data@acmeblob.blob.core.windows.net/x.parquet»",
      ],
      ignored: ["az://{container}", "abfss://container@account/x", "azureml://", "topaz://abc"],
    },
  },
  {
    id: "azure-blob-url",
    title: "Azure storage container by its web address",
    class: "storage",
    severity: "low",
    confidence: "high",
    harm: "Account names are global: anybody can test the container for public access, and every leaked SAS token or key is tried on it first.",
    remedy,
    keywords: [".core.windows.net", ".azureedge.net"],
    pattern:
      /(?<![\w@])(?<value>(?:https?:\/\/)?(?!account|storageaccount|mystorage|your|my)[a-z0-9]{3,24}\.(?:blob|dfs|file|queue|table)\.core\.windows\.net(?:\/[\w.$@%+=~&!/-]{0,400})?(?<![.,=]))(?![\w-])/i,
    references: ["https://learn.microsoft.com/azure/storage/common/storage-account-overview"],
    examples: {
      found: [
        "«https://acmeblob.blob.core.windows.net/models/x.onnx»",
        `$.account_url="«https://acmelake.dfs.core.windows.net»"`,
      ],
      ignored: [
        "https://myaccount.blob.core.windows.net/x",
        "blob.core.windows.net",
        "x@y.blob.core.windows.net",
      ],
    },
  },
  {
    id: "hadoop-path",
    title: "Hadoop file system",
    class: "storage",
    severity: "medium",
    confidence: "high",
    harm: "It tells where the cluster's data lies, and the name node: most clusters trust whatever user name a client inside claims.",
    remedy,
    keywords: [
      "hdfs://",
      "viewfs://",
      "webhdfs://",
      "alluxio://",
      "oss://",
      "cos://",
      "cosn://",
      "obs://",
      "tos://",
      "swift://",
    ],
    pattern:
      /(?<![\w.])(?<value>(?:(?:web)?hdfs|viewfs|alluxio|oss|cosn?|obs|tos|swift):\/\/(?!localhost|host|namenode[:/]|nn:|bucket|your|my|example|some)(?:[\w.-]{2,80}(?::\d{2,5})?\/[\w.@%+=~&!*/-]{1,400}|\/(?:user|apps|data|tmp|home|projects?)\/[\w.@%+=~&!*/-]{2,400})(?<![.,=]))/,
    references: [
      "https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/FileSystemShell.html",
    ],
    examples: {
      found: [
        `"train_files": "«hdfs://nn1.bigdata:8020/user/asmith/corpus»"`,
        "«hdfs:///user/asmith/parquet»",
        "«oss://acme-llm/ckpt/1»",
      ],
      ignored: ["hdfs://namenode:8020/x", "hdfs://", "hdfs://localhost:9000/x", "hdfs://{host}/x"],
    },
  },
  {
    id: "drive-file",
    title: "File or folder on Google Drive or its like",
    class: "storage",
    severity: "low",
    confidence: "high",
    harm: "Whoever has the link can open it, as far as its owner allowed: often everybody.",
    remedy: "Close the sharing of the file, and take the link out of the release.",
    keywords: [
      "drive.google.com/",
      "docs.google.com/",
      "colab.research.google.com/drive/",
      "1drv.ms/",
      ".sharepoint.com/",
      "dropbox.com/s",
      "gdrive://",
    ],
    pattern:
      /(?<value>(?:https?:\/\/)?(?:drive\.google\.com\/(?:file\/d\/|open\?id=|uc\?(?:export=\w{1,10}&)?id=|drive\/(?:u\/\d\/)?folders\/)[\w-]{19,60}|docs\.google\.com\/(?:spreadsheets|document|presentation|forms)\/d\/(?:e\/)?[\w-]{25,80}|colab\.research\.google\.com\/drive\/[\w-]{25,60}|1drv\.ms\/[\w/!?=-]{8,120}|[a-z0-9-]{2,60}(?:-my)?\.sharepoint\.com\/[\w.:/%?=&-]{5,300}|(?:www\.)?dropbox\.com\/(?:s|sh|scl)\/[\w./?=&-]{10,200})|gdrive:\/\/[\w-]{19,60}(?:\/[\w./-]{1,100})?)/,
    references: ["https://support.google.com/drive/answer/2494822"],
    examples: {
      found: [
        "gdown «https://drive.google.com/uc?id=1AbCdEfGhIjKlMnOpQrStUvWxYz012345»",
        "«https://colab.research.google.com/drive/1AbCdEfGhIjKlMnOpQrStUvWxYz012345»",
        "«https://contoso-my.sharepoint.com/personal/asmith_contoso_com/x»",
      ],
      ignored: ["https://drive.google.com/", "https://docs.google.com/document/"],
    },
  },
];
