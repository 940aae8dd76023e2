import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const objectStores: readonly Rule[] = [
  {
    id: "storj-access-grant",
    title: "Storj access grant or S3 secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and, as far as it was granted, change the buckets.",
    remedy: "Revoke it at storj.io under Access Keys.",
    keywords: ["storj"],
    pattern: assigned(
      /storj[\w .-]{0,24}?(?:access(?:[-_ ]?grant)?|secret(?:[-_ ]?(?:access[-_ ]?)?key)?)|uplink access import[^\n]{0,30}?/,
      /(?:1[1-9A-HJ-NP-Za-km-z]{100,700}|j[a-z0-9]{52})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://storj.dev/learn/concepts/access/access-grants"],
    examples: {
      found: [
        "STORJ_ACCESS=«12edqrJXs7ogUGY5SwWLMGX1ts92jwuJPyfe5VhcRFW6ccxfhuyYGNtUSECPtMdwFzDYak5MhbUbvKAbHomPHQkgdQDj4R9rjRduxLyB1NM99xNTrGNySwGGdLY9aEiSk8tAnfZLUj3j6JuqeNAxsUEmvq2mXqNvAaQSx3BKLyV6x2Ce7623NfoUVbiJ»",
        "STORJ_SECRET_KEY=«jbr8kmy6wbnjfmqi9tysd2lisiwpm2kp556ioojt86ou817lclt5r»",
      ],
      ignored: ["STORJ_ACCESS=$GRANT"],
    },
  },
  {
    id: "bunny-api-key",
    title: "bunny.net key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and replace the files of the storage zone, or change the pull zones.",
    remedy: "Regenerate it at dash.bunny.net/account/api-key, or in the storage zone.",
    keywords: ["bunny"],
    pattern: assigned(
      /bunny(?:cdn|[-_.]?net)?[\w .-]{0,24}?(?:key|password|token)[\w-]{0,12}/,
      /(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{4})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.bunny.net/reference/bunnynet-api-overview"],
    examples: {
      found: [
        "BUNNY_API_KEY=«8f910276-6f86-4576-a5ce-0b535bc5d70e87d22464-d6cd-4e45-ba08-89d31b9a234b»",
        "BUNNYCDN_STORAGE_PASSWORD=«e9421d6a-3002-1b8d-c37da1009b5a-b37b-5d66»",
      ],
      ignored: ["bunny_video_id=f8aefd88-9968-46c6-b19b-fbec8d9b6ffb"],
    },
  },
  {
    id: "fastly-api-token",
    title: "Fastly API token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Change how the service answers, as far as the token was scoped.",
    remedy: "Delete it at manage.fastly.com/account/personal/tokens.",
    keywords: ["fastly"],
    pattern: assigned(/fastly[\w .-]{0,24}?(?:key|token)[\w-]{0,12}/, /[A-Za-z0-9_-]{32}/),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: {
      url: "https://api.fastly.com/tokens/self",
      auth: { kind: "header", name: "fastly-key", value: "{value}" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401 }],
      facts: { name: "name", user: "user_id", scope: "scope" },
      documentation: "https://www.fastly.com/documentation/reference/api/auth-tokens/user/",
      examples: {
        active: { status: 200, body: { id: "t-1", name: "ci", user_id: "u-1", scope: "global" } },
        inactive: { status: 401, body: { msg: "Provided credentials are missing or invalid" } },
      },
    },
    references: ["https://www.fastly.com/documentation/reference/api/auth-tokens/"],
    examples: {
      found: [
        "FASTLY_API_TOKEN=«U39f6FmNzotr3yPOr7ZAEUedY1Qf8dzO»",
        "Fastly-Key: «R57bzGg7ESoezev8kZ4pREyGwyEW2x6N»",
      ],
      ignored: ["FASTLY_API_TOKEN=your-token"],
    },
  },
  {
    id: "akamai-edgegrid-token",
    title: "Akamai EdgeGrid token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "With its client secret: call the APIs that the client was granted.",
    remedy: "Delete the API client at control.akamai.com under Identity & Access.",
    keywords: ["akab-"],
    pattern: token(/akab-[a-z0-9]{16}-[a-z0-9]{16}/),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://techdocs.akamai.com/developer/docs/edgegrid"],
    examples: {
      found: ["access_token = «akab-sy7fm5s1q7qu4eiv-qj8bf0btgqqbqv24»"],
      ignored: ["host = akab-ii9ss83tbi4gxlrz-w83lye30.luna.akamaiapis.net", "akab-account"],
    },
  },
  {
    id: "backblaze-application-key",
    title: "Backblaze B2 application key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "With the key id: read and write the buckets that it allows.",
    remedy: "Delete it at secure.backblaze.com/app_keys.htm.",
    keywords: ["k00"],
    pattern: token(/K00[0-9]{1}[A-Za-z0-9/+]{27}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://www.backblaze.com/docs/cloud-storage-application-keys"],
    examples: {
      found: ["B2_APPLICATION_KEY=«K004jNK2UW5T7h9kjSC8UMrdaT7xFiH»"],
      ignored: ["K00"],
    },
  },
  {
    id: "s3-compatible-secret",
    title: "Secret key of an S3-compatible store",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "With the access key: read and write the buckets that it allows.",
    remedy: "Delete the pair in the console of the store that the name says.",
    keywords: ["wasabi", "r2_", "minio", "b2_", "s3_"],
    pattern: assigned(
      /(?<![A-Za-z])(?:wasabi|r2|minio|ceph|s3)[\w .-]{0,16}?(?:secret(?:[-_]?access)?(?:[-_]?key)?)[\w-]{0,12}/,
      /(?:[0-9a-f]{64}|[A-Za-z0-9/+]{32,40})/,
    ),
    general: true,
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://developers.cloudflare.com/r2/api/tokens/",
      "https://docs.wasabi.com/docs/creating-a-new-access-key",
    ],
    examples: {
      found: [
        "R2_SECRET_ACCESS_KEY=«f68183b5e95ffa088c3058a18da94ee9e9190db18a930551aca2660b7b30beef»",
        'MINIO_SECRET_KEY="«5mhgTmXOeaNBy4b8nWWjNLAT1PuyDYEN»"',
      ],
      ignored: ["MINIO_SECRET_KEY=minioadmin"],
    },
  },
];
