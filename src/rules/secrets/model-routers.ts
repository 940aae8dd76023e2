import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { uuid, webToken } from "../shapes.ts";
import { token } from "../token.ts";

export const modelRouters: readonly Rule[] = [
  {
    id: "chutes-api-key",
    title: "Chutes API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run models and deploy code at your cost.",
    remedy: "Delete it at chutes.ai under API keys.",
    keywords: ["cpk_"],
    pattern: token(/cpk_[0-9a-f]{32}\.[0-9a-f]{32}\.[A-Za-z0-9]{32}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://chutes.ai/docs/getting-started/authentication"],
    examples: {
      found: [
        "CHUTES_API_KEY=«cpk_f6600a4214fdbf99243024b494277a26.a16dfb5314c4d7832562a477ece3a710.K2VbqAJpvBocik9i7U18kzjgPtWBDahB»",
      ],
      ignored: ["cpk_ed76ca45888799dffc9c5d9eda208def"],
    },
  },
  {
    id: "featherless-api-key",
    title: "Featherless API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run models within the plan of the account.",
    remedy: "Delete it at featherless.ai/account/api-keys.",
    keywords: ["rc_"],
    pattern: token(/rc_[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://featherless.ai/docs/quickstart-guide"],
    examples: {
      found: [
        "FEATHERLESS_API_KEY=«rc_d58b376d46c529e42b571d1c975c76788850c11f6a91ea5e16b8e881a0d75cf9»",
      ],
      ignored: ["src_c53d2400b6fda3026004098300b83c5d0765d183771675053679a26473bf5662"],
    },
  },
  {
    id: "inference-net-key",
    title: "Inference.net API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run models at your cost.",
    remedy: "Delete it at inference.net/dashboard under API keys.",
    keywords: ["inference-"],
    pattern: token(/inference-[0-9a-f]{32}/),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://docs.inference.net/quickstart"],
    examples: {
      found: ["INFERENCE_API_KEY=«inference-a9599192f4b9dd35742e24f04c6fb4da»"],
      ignored: ["inference-ad378fa0103691e7672c"],
    },
  },
  {
    id: "aimlapi-key",
    title: "AI/ML API key",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Run models at your cost.",
    remedy: "Delete it at aimlapi.com/app/keys.",
    keywords: ["aimlapi", "aiml_api"],
    pattern: assigned(/aiml[-_]?(?:api)?[\w .-]{0,16}?key[\w-]{0,12}/, /[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.aimlapi.com/quickstart/setting-up"],
    examples: {
      found: ["AIMLAPI_API_KEY=«bd3005367288359625003ee007a2783d»"],
      ignored: ["AIML_API_KEY=your-aiml-key"],
    },
  },
  {
    id: "kluster-api-key",
    title: "kluster.ai API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run models at your cost.",
    remedy: "Delete it at platform.kluster.ai/apikeys.",
    keywords: ["kluster"],
    pattern: assigned(/kluster(?:[-_.]?ai)?[\w .-]{0,16}?key[\w-]{0,12}/, uuid),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.kluster.ai/get-started/get-api-key/"],
    examples: {
      found: ["KLUSTER_API_KEY=«8f384ac7-76fe-43fc-a1e1-de7d1c83e99d»"],
      ignored: ['kluster_node = "7573084c-d141-4161-a55f-b2d53d970681"'],
    },
  },
  {
    id: "edenai-api-key",
    title: "Eden AI API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Call all connected AI providers at your cost.",
    remedy: "Revoke it at app.edenai.run/admin/api-settings.",
    keywords: ["edenai", "eden_ai"],
    pattern: assigned(/eden[-_]?ai[\w .-]{0,16}?(?:key|token)[\w-]{0,12}/, webToken),
    proofs: [{ kind: "jwt" }],
    references: ["https://docs.edenai.co/docs/getting-started"],
    examples: {
      found: [
        "EDENAI_API_KEY=«eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhODcwNWI2YiIsImlhdCI6MTcwMDAwMDAwMH0.s76gdHvRUtl8Q0jqqFGJ3XIqsKuHWL6JDBZyfzf6Hjg»",
      ],
      ignored: ["EDENAI_API_KEY=your_key"],
    },
  },
];
