import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";

export const gpuClouds: readonly Rule[] = [
  {
    id: "vast-api-key",
    title: "Vast.ai API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Rent machines at your cost, and open a shell on those that run.",
    remedy: "Delete it at cloud.vast.ai/manage-keys.",
    keywords: ["vast"],
    pattern: assigned(
      /(?:(?<![A-Za-z])vast(?:[-_. ]?ai)?[\w .-]{0,24}?(?:key|token|secret)[\w-]{0,12}|vastai set api-key)/,
      /[0-9a-f]{64}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.vast.ai/api-reference/introduction"],
    examples: {
      found: [
        "VAST_API_KEY=«04dce3c33f636ea86b5a5f3e6da9592d72405c92ff18711918e96265f8dad5c2»",
        "vastai set api-key «99ee9b6a3dd3a4b9a6d98e3d425e08cd0299ff696186bef7a2e9352995a5b1e6»",
      ],
      ignored: ["a vast key space: 5afa103f11e5a8d2f3d87ab86f716ed461de7073"],
    },
  },
  {
    id: "lambda-cloud-api-key",
    title: "Lambda Cloud API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Start machines at your cost and add SSH keys to those that run.",
    remedy: "Delete it at cloud.lambda.ai/api-keys.",
    keywords: ["lambda", "secret_"],
    pattern: assigned(
      /lambda[\w .-]{0,30}?(?:key|token|secret)[\w-]{0,12}/,
      /secret_[a-z0-9_-]{1,40}_[0-9a-f]{32}\.[A-Za-z0-9]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://cloud.lambda.ai/api/v1/instances",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data" }],
      inactive: [{ status: 401, json: "error.code", text: /^global\/invalid-api-key$/ }],
      documentation: "https://docs.lambda.ai/api/cloud",
      examples: {
        active: { status: 200, body: { data: [] } },
        inactive: {
          status: 401,
          body: {
            error: {
              code: "global/invalid-api-key",
              message: "API key was invalid, expired, or deleted.",
            },
          },
        },
      },
    },
    references: ["https://docs.lambda.ai/public-cloud/cloud-api/"],
    examples: {
      found: [
        "LAMBDA_API_KEY=«secret_train_3cfb210d45813367a55df1cae1add81b.RTjdw0J3eOQavRs2MvtgyZxvttqoviBI»",
      ],
      ignored: ['lambda_secret_name = "secret_prod_database"'],
    },
  },
  {
    id: "paperspace-api-key",
    title: "Paperspace API key",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Start machines and notebooks at your cost and read the team's data sets.",
    remedy: "Delete it in the team's settings, API keys, at console.paperspace.com.",
    keywords: ["paperspace", "gradient"],
    pattern: assigned(keyOf(/paperspace|gradient[-_]api/), /(?:psp?_)?[0-9a-f]{30,64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.digitalocean.com/reference/paperspace/"],
    examples: {
      found: ["PAPERSPACE_API_KEY=«b187c29a63dd2ea1679a070f910645»"],
      ignored: ['gradient_key = "accumulation"'],
    },
  },
  {
    id: "coreweave-token",
    title: "CoreWeave API token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run workloads in the cluster at your cost and read its secrets.",
    remedy: "Delete it at console.coreweave.com/tokens.",
    keywords: ["cw-token", "cw-secret", "coreweave"],
    pattern: assigned(
      keyOf(/coreweave|(?<![A-Za-z])cw[-_]/),
      /CW-(?:TOKEN|SECRET)-[A-Za-z0-9_-]{20,100}/,
    ),
    references: ["https://docs.coreweave.com/docs/security/authn-authz/manage-api-access-tokens"],
    examples: {
      found: ["COREWEAVE_API_TOKEN=«CW-SECRET-dg8HL9IUrvoEzpEuMwJH0mKs0ShagxvGmB6rmnTy»"],
      ignored: ["CW-TOKEN-NAME-OF-THE-TEAM"],
    },
  },
];
