import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

export const avatars: readonly Rule[] = [
  {
    id: "heygen-api-key",
    title: "HeyGen API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Make videos with the avatars of the account at your cost.",
    remedy: "Regenerate it at app.heygen.com/settings under API.",
    keywords: ["sk_v2_"],
    pattern: token(/sk_V2_[a-z]{2,6}_[A-Za-z0-9]{11}_[A-Za-z0-9]{30,48}/),
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://docs.heygen.com/docs/quick-start"],
    examples: {
      found: [
        "HEYGEN_API_KEY=«sk_V2_hgu_S7efBJBi4b7_Y2qjDBh80UQ24HYyQgUuKIgZLTaEjpXy»",
        "X-Api-Key: «sk_V2_hgu_K3QayB0bv12_R41d8HLtZfcXKGHTpgJVg7JdJu3Kl0ep»",
      ],
      ignored: ["sk_V2_hgu_..."],
    },
  },
  {
    id: "heygen-api-key-old",
    title: "HeyGen API key (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Make videos with the avatars of the account at your cost.",
    remedy: "Regenerate it at app.heygen.com/settings under API.",
    keywords: ["heygen"],
    pattern: assigned(keyOf(/heygen/), /(?:[A-Za-z0-9+/]{48,90}={1,2}|[0-9a-f]{48,64})/),
    proofs: [{ kind: "entropy", min: 3.2 }],
    references: ["https://docs.heygen.com/docs/quick-start"],
    examples: {
      found: [
        "HEYGEN_API_KEY=«l46aSFkWE0u19tZtum/94xrIzsODL0IBNcI9WzwUEP9s19A7d9jZf7DEiBGEyHrxef==»",
      ],
      ignored: ["HEYGEN_API_KEY=your_heygen_api_key"],
    },
  },
  {
    id: "d-id-api-key",
    title: "D-ID API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Make videos with the faces of the account at your cost.",
    remedy: "Delete it at studio.d-id.com/account-settings.",
    keywords: ["did_", "d-id", "d_id"],
    pattern: assigned(
      /(?<![A-Za-z])d[-_]?id[-_ ]?(?:api[-_ ]?)(?:key|token)[\w-]{0,12}/,
      /(?:[A-Za-z0-9+/]{16,80}={0,2}:)?[A-Za-z0-9_-]{21}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://docs.d-id.com/reference/get-started"],
    examples: {
      found: [
        "DID_API_KEY=«g99eLET5RadQQ3W+jA+YqOpJj3o4GmV8:T44bhBxtwV6pnsQ1Mx69W»",
        "D_ID_API_KEY=«R63kIBgrf9IFTQZ5iT_oK»",
      ],
      ignored: ["DID_API_KEY=your-d-id-key"],
    },
  },
  {
    id: "synthesia-api-key",
    title: "Synthesia API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Make videos with the avatars of the workspace at your cost.",
    remedy: "Delete it at app.synthesia.io under Integrations.",
    keywords: ["synthesia"],
    pattern: assigned(keyOf(/synthesia/), /[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.synthesia.io/reference/synthesia-api-quickstart"],
    examples: {
      found: ["SYNTHESIA_API_KEY=«b54dc44c65568b90edca9f9f06037f56»"],
      ignored: ["synthesia_key = avatar"],
    },
  },
  {
    id: "hedra-api-key",
    title: "Hedra API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Make videos at your cost.",
    remedy: "Delete it at hedra.com/api-profile.",
    keywords: ["hedra"],
    pattern: assigned(keyOf(/hedra/), /sk_hedra_[A-Za-z0-9_-]{40,100}/),
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://www.hedra.com/docs"],
    examples: {
      found: [
        "HEDRA_API_KEY=«sk_hedra_m44htJ7lgdUDj_cRPQSrkekRAiz3C-Onf0jzuY_8i2A-Mc76Z4x6eGUV5UZCaAHn»",
      ],
      ignored: ["HEDRA_API_KEY=sk_hedra_..."],
    },
  },
];
