import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

export const vectorStores: readonly Rule[] = [
  {
    id: "qdrant-api-key",
    title: "Qdrant API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, overwrite and delete every collection of the cluster.",
    remedy:
      "Delete it on the cluster's page at cloud.qdrant.io, or change service.api_key and restart.",
    keywords: ["qdrant"],
    pattern: assigned(
      keyOf(/qdrant/),
      /(?:eyJ[A-Za-z0-9_.-]{40,400}|[A-Za-z0-9_-]{20,120}(?:\|[A-Za-z0-9_-]{20,120})?)/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://qdrant.tech/documentation/cloud/authentication/"],
    examples: {
      found: ['QDRANT_API_KEY="«COWb_E3bN5Jo1OX1qtT4qFw-yhBTDJPuo_08VIZ_Q5Cyt83LZBQFoW»"'],
      ignored: ["QDRANT_API_KEY=your-qdrant-api-key"],
    },
  },
  {
    id: "weaviate-api-key",
    title: "Weaviate API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, overwrite and delete the collections of the cluster.",
    remedy: "Rotate it on the cluster's page at console.weaviate.cloud.",
    keywords: ["weaviate", "wcs_api_key"],
    pattern: assigned(
      /(?:weaviate[\w .-]{0,24}?(?:key|token|secret)|(?<![A-Za-z])wc[sd]_api_key|auth\.api_key|Auth\.?ApiKey)[\w-]{0,12}/,
      /[A-Za-z0-9_/+-]{32,120}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.weaviate.io/cloud/manage-clusters/authentication"],
    examples: {
      found: ["WEAVIATE_API_KEY=«07whftJzcgAHO3S86WCxRFESW6IwvGpRpsYUb8UT»"],
      ignored: ["WEAVIATE_API_KEY=weaviate-key-of-the-sandbox-cluster"],
    },
  },
  {
    id: "zilliz-api-key",
    title: "Zilliz Cloud API key",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Read, overwrite and delete the collections of the clusters that the key reaches.",
    remedy: "Delete it at cloud.zilliz.com under API keys.",
    keywords: ["zilliz", "milvus"],
    pattern: assigned(
      keyOf(/zilliz|milvus/),
      /(?:db_[0-9a-f]{15,20}:[^\s"'`$<>{}\\]{8,64}|[0-9a-f]{60,110})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    references: ["https://docs.zilliz.com/docs/manage-api-keys"],
    examples: {
      found: [
        "ZILLIZ_API_KEY=«462701bb555c4c9be1d20fe51b563173b7d36aa1c554a9b580c1502798b227d51dc3deb5175332651731ae67955566cd10a2c6a0»",
        'milvus_token: "«db_0c3e6de305d800a:7VSgdiULv77gv0BD»"',
      ],
      ignored: ["MILVUS_TOKEN=root:Milvus"],
    },
  },
  {
    id: "chroma-api-key",
    title: "Chroma Cloud API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, overwrite and delete the collections of the database.",
    remedy: "Delete it at trychroma.com under settings, API keys.",
    keywords: ["ck-"],
    pattern: token(/ck-[A-Za-z0-9]{44}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "upper", "lower"] },
    ],
    references: ["https://docs.trychroma.com/cloud/getting-started"],
    examples: {
      found: ["CHROMA_API_KEY=«ck-ZUNwEjquDuQcs3FDisZhVLkGlQ4d2cikDlpnpOMr850O»"],
      ignored: ["block-CPvnh522cl0jpA7mqYhOWWVMxEoGhJLXtf6NBSopqerX"],
    },
  },
];
