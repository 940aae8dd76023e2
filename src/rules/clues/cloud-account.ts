import type { Rule } from "../../core/rule.ts";

const guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

export const cloudAccount: readonly Rule[] = [
  {
    id: "aws-arn",
    title: "AWS resource name with account number",
    class: "identity",
    severity: "medium",
    confidence: "high",
    harm: "The account number and the names of roles, keys and queues let anybody test which of them exist and which trust strangers.",
    remedy:
      "Pass resource names at run time; clear them from configuration and logs before release.",
    keywords: ["arn:aws:", "arn:aws-cn:", "arn:aws-us-gov:"],
    pattern:
      /(?<![\w.-])(?<value>arn:aws(?:-cn|-us-gov)?:(?!iam::aws:)[a-z0-9-]{2,40}:[a-z0-9-]{0,25}:\d{12}:[\w.@%+=:/$*-]{1,300}(?<![.,:]))/,
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"],
    examples: {
      found: [
        `"role": "«arn:aws:iam::998877665544:role/sagemaker-train»"`,
        "«arn:aws:kms:eu-west-1:998877665544:key/0a1b2c3d-1111-2222-3333-444455556666»",
        "ECS: «arn:aws:ecs:us-east-1:998877665544:cluster/train».",
      ],
      ignored: [
        "arn:aws:iam::aws:policy/AdministratorAccess",
        "arn:aws:s3:::acme-data",
        "arn:aws:iam::${Account}:role/x",
      ],
    },
  },
  {
    id: "aws-account",
    title: "AWS account number",
    class: "identity",
    severity: "low",
    confidence: "medium",
    harm: "With the account number anybody can test role names, and shared images or snapshots, without being logged in to the account.",
    remedy: "Clear it from configuration and logs before release.",
    keywords: ["account", ".signin.aws.amazon.com"],
    pattern:
      /(?:(?<![a-z])(?:aws[_-]?)?account[_-]?(?:id|number)?["'\])]{0,3}\s{0,2}[:=]\s{0,2}["']?(?=\d{12}(?:["'\s,;}]|$))|https:\/\/(?=\d{12}\.signin))(?!0{12}|1{12}|9{12})(?<value>\d{12})/i,
    references: [
      "https://hackingthe.cloud/aws/enumeration/enumerate_principal_arn_from_unique_id/",
    ],
    examples: {
      found: [
        "AWS_ACCOUNT_ID=«998877665544»",
        `"accountId": "«998877665544»"`,
        "https://«998877665544».signin.aws.amazon.com/console",
      ],
      ignored: [
        "account_id: 000000000000",
        "order 998877665544",
        "AWS_ACCOUNT_ID=$ID",
        "account = 12",
      ],
    },
  },
  {
    id: "gcp-service-account",
    title: "Google Cloud service account",
    class: "identity",
    severity: "medium",
    confidence: "high",
    harm: "It names the project and the account that jobs run as: whom to impersonate with any stolen right in the project.",
    remedy: "Clear it from configuration and logs before release.",
    keywords: [".gserviceaccount.com"],
    pattern:
      /(?<![\w.@-])(?<value>[a-z0-9][a-z0-9-]{2,62}@(?:[a-z][a-z0-9-]{4,40}\.iam|developer|appspot|cloudbuild|[a-z][a-z-]{4,40})\.gserviceaccount\.com)(?![\w.-])/,
    references: ["https://cloud.google.com/iam/docs/service-account-overview"],
    examples: {
      found: [
        `"client_email": "«trainer@acme-research.iam.gserviceaccount.com»"`,
        "«123456789012-compute@developer.gserviceaccount.com»",
      ],
      ignored: ["@project.iam.gserviceaccount.com", "iam.gserviceaccount.com"],
    },
  },
  {
    id: "gcp-project",
    title: "Google Cloud project",
    class: "identity",
    severity: "low",
    confidence: "medium",
    harm: "Project ids are global: they show in bucket, image and service names, which anybody can guess and test from here.",
    remedy: "Clear it from configuration and logs before release.",
    keywords: [
      "google_cloud_project",
      "gcloud_project",
      "gcp_project",
      "gcp_project_id",
      "cloudsdk_core_project",
      "bigquery.googleapis",
      "projects/",
      "gcp-project",
    ],
    pattern:
      /(?:(?:GOOGLE_CLOUD_PROJECT|GCLOUD_PROJECT|CLOUDSDK_CORE_PROJECT|gcp[_-]project(?:[_-]id)?)["'\])]{0,3}\s{0,2}[:=]\s{0,2}["']?(?=[a-z][a-z0-9-]{4,28}[a-z0-9](?:["'\s,;}]|$))|(?<![\w.-])projects\/(?=[a-z0-9-]{6,30}\/(?:locations|datasets|topics|secrets|instances|subscriptions|serviceAccounts|zones|regions|global)\/))(?!(?:my|your|some|test|example|project)[-_]?(?:project|gcp|id)?(?:[-_]?id)?(?![a-z0-9-])|project)(?<value>[a-z][a-z0-9-]{4,28}[a-z0-9])/i,
    references: ["https://cloud.google.com/resource-manager/docs/creating-managing-projects"],
    examples: {
      found: [
        "GOOGLE_CLOUD_PROJECT=«acme-research-prod»",
        "projects/«acme-research»/locations/europe-west4/endpoints/1",
        `"gcp_project_id": "«acme-research»"`,
      ],
      ignored: [
        "projects/my-project/locations/x",
        "GOOGLE_CLOUD_PROJECT=$P",
        "projects/acme/x",
        "gcp_project = None",
      ],
    },
  },
  {
    id: "azure-resource",
    title: "Azure subscription",
    class: "identity",
    severity: "medium",
    confidence: "high",
    harm: "Subscription, resource group and workspace say exactly what a stolen Azure login should ask for, and name the projects.",
    remedy: "Clear resource ids from configuration and logs before release.",
    keywords: ["/subscriptions/"],
    pattern: new RegExp(
      String.raw`(?<value>/subscriptions/(?!0{8})${guid}(?:/[\w.()-]{1,90}(?: [\w.()-]{1,40}(?=[/"'\n])){0,3}){0,16})`,
      "i",
    ),
    references: ["https://learn.microsoft.com/azure/azure-resource-manager/management/overview"],
    examples: {
      found: [
        `"«/subscriptions/3f2a1b4c-aaaa-4bbb-8ccc-0123456789ab/resourceGroups/ml-prod/providers/Microsoft.MachineLearningServices/workspaces/llm»"`,
      ],
      ignored: ["/subscriptions/00000000-0000-0000-0000-000000000000/x", "/subscriptions/{id}/x"],
    },
  },
  {
    id: "azure-tenant",
    title: "Azure tenant or subscription by its id",
    class: "identity",
    severity: "low",
    confidence: "high",
    harm: "The tenant's id leads to the company's name and login page, and from there to guessing passwords.",
    remedy: "Clear it from configuration and logs before release.",
    keywords: [
      "tenant",
      "subscription_id",
      "subscriptionid",
      "login.microsoftonline.com/",
      "sts.windows.net/",
    ],
    pattern: new RegExp(
      String.raw`(?:(?:tenant|subscription)_?(?:id)?["'\])]{0,3}\s{0,2}[:=]\s{0,2}["']?|(?:login\.microsoftonline\.com|sts\.windows\.net)/)(?!0{8}|1{8}|12345678|f8cdef31|9188040d|72f988bf)(?<value>${guid})(?![\w-])`,
      "i",
    ),
    references: ["https://learn.microsoft.com/entra/fundamentals/how-to-find-tenant"],
    examples: {
      found: [
        "AZURE_TENANT_ID=«3f2a1b4c-aaaa-4bbb-8ccc-0123456789ab»",
        "https://login.microsoftonline.com/«3f2a1b4c-aaaa-4bbb-8ccc-0123456789ab»/oauth2",
        `"subscription_id": "«3f2a1b4c-aaaa-4bbb-8ccc-0123456789ab»"`,
      ],
      ignored: [
        "tenant_id=00000000-0000-0000-0000-000000000000",
        "run 3f2a1b4c-aaaa-4bbb-8ccc-0123456789ab",
      ],
    },
  },
];
