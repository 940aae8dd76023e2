import type { Rule } from "../../core/rule.ts";

export const huggingface: readonly Rule[] = [
  {
    id: "huggingface-user-token",
    title: "Hugging Face user access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read, and if its role allows it overwrite, every model and data set that the user can reach.",
    remedy:
      "Revoke it at huggingface.co/settings/tokens, then look at the account's recent commits.",
    keywords: ["hf_"],
    pattern: /(?<![A-Za-z0-9_])(?<value>hf_[A-Za-z]{34})(?![A-Za-z0-9])/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://huggingface.co/docs/hub/security-tokens"],
    examples: {
      found: [
        "HF_TOKEN=«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»",
        `{"token": "«hf_AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGh»"}`,
      ],
      ignored: [
        "hf_generateSymptomDescriptionForMetadata",
        "shelf_QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi",
        "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9",
      ],
    },
  },
];
