import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";

export const searchEngines: readonly Rule[] = [
  {
    id: "marqo-api-key",
    title: "Marqo Cloud API key",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Read, change and delete the indexes of the account.",
    remedy: "Delete it at cloud.marqo.ai under API keys.",
    keywords: ["marqo"],
    pattern: assigned(keyOf(/marqo/), /[A-Za-z0-9]{40,100}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.marqo.ai/latest/reference/api/authentication/"],
    examples: {
      found: ["MARQO_API_KEY=«133j5GqEMH94KERlOBVkfcnyC1Yfvi1ZeMOtzXrj»"],
      ignored: ["MARQO_API_KEY=your-key"],
    },
  },
  {
    id: "typesense-api-key",
    title: "Typesense API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the collections of the cluster, as far as the key was allowed.",
    remedy: "Delete it with `DELETE /keys/:id`, or change the bootstrap key and restart.",
    keywords: ["typesense"],
    pattern: assigned(
      /(?:x-)?typesense[\w .-]{0,16}?key[\w-]{0,12}/,
      /[A-Za-z0-9_+/-]{32,128}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://typesense.org/docs/latest/api/api-keys.html"],
    examples: {
      found: [
        "TYPESENSE_API_KEY=«W7lb3EjHvzLf6khTrCXLppzrln0YXyPH»",
        "X-TYPESENSE-API-KEY: «T3OkqGaBss7rRbQ5SqrX4KEd79NQR3zm»",
      ],
      ignored: ['typesense_api_key: "xyz"'],
    },
  },
  {
    id: "meilisearch-key",
    title: "Meilisearch key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "The master key: read and change all indexes and make keys; others: what they were allowed.",
    remedy: "Change MEILI_MASTER_KEY and restart, or delete the key with `DELETE /keys/:uid`.",
    keywords: ["meili"],
    pattern: assigned(
      /meili(?:search)?[\w .-]{0,24}?key[\w-]{0,12}/,
      /(?:[0-9a-f]{40,64}|[A-Za-z0-9_+/-]{16,128}={0,2})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://www.meilisearch.com/docs/learn/security/basic_security"],
    examples: {
      found: [
        "MEILI_MASTER_KEY=«B68bpFLFrll2tut08Vj3Qij6u0ER2_FS-bJAgOMFUg0»",
        "MEILISEARCH_API_KEY=«b49677e9b615abadbf569db686ee7fa9ab0eda086c061f5becf067a365779340»",
      ],
      ignored: ["MEILI_MASTER_KEY=masterKey", "MEILI_MASTER_KEY=aSampleMasterKey"],
    },
  },
  {
    id: "algolia-admin-key",
    title: "Algolia API key",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Search the indices, and with an admin key overwrite and delete them.",
    remedy: "Regenerate it at dashboard.algolia.com under API Keys.",
    keywords: ["algolia"],
    pattern: assigned(/algolia[\w .-]{0,24}?(?:key|token|secret)[\w-]{0,12}/, /[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://www.algolia.com/doc/guides/security/api-keys/"],
    examples: {
      found: ["ALGOLIA_ADMIN_KEY=«a7986aa9ad813bf2093d99a227588a58»"],
      ignored: ["algolia_hash: a7e9d2a8032789f3ee5ceac0f345deaf"],
    },
  },
];
